"""Accounts that a new version of the product needs, added to a chart that is older."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.ledger.commands.chart import COUNTRIES, ELSEWHERE, LANGUAGES, template
from repaid.ledger.models import ChartLine, RoleAccount
from repaid.ledger.queries import role_codes
from repaid.ledger.rights import EDIT_CHART

TEMPLATES: Final = (*COUNTRIES, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class AccountsSupplied:
    """Codes of the accounts that were added, and which of them plays which role."""

    codes: tuple[str, ...]
    roles: Mapping[str, str]


def missing_accounts(by: Actor) -> list[dict[str, str]]:
    """Rows of the template of the organisation's chart whose role nobody plays, or whose account is not there.

    The template is the one that the chart is made of most. Without a chart nothing is missing.
    """
    codes, roles = _codes(by), role_codes(by.organisation_id)
    if not codes:
        return []
    rows = max(map(template, TEMPLATES), key=lambda rows: sum(row["code"] in codes for row in rows))
    return [row for row in rows if (row["role"] not in roles if row["role"] else row["code"] not in codes)]


@command("ledger.supply_accounts", right=EDIT_CHART)
def supply_accounts(*, by: Actor) -> AccountsSupplied:
    """Add the accounts that the chart does not have, each with its role; one whose code is taken gets one beside it."""
    rows, taken = missing_accounts(by), _codes(by)
    codes = []
    for row in rows:
        codes.append(_free(row["code"], taken))
        taken.add(codes[-1])
    lines = ChartLine.objects.bulk_create(
        ChartLine(
            organisation_id=by.organisation_id, code=code, names={language: row[language] for language in LANGUAGES},
            account_class=row["account_class"],
        )
        for code, row in zip(codes, rows, strict=True)
    )  # fmt: skip
    roles = {row["role"]: line for row, line in zip(rows, lines, strict=True) if row["role"]}
    RoleAccount.objects.bulk_create(
        RoleAccount(organisation_id=by.organisation_id, role=role, line=line) for role, line in roles.items()
    )
    return AccountsSupplied(tuple(codes), {role: line.code for role, line in roles.items()})


def _codes(by: Actor) -> set[str]:
    return set(ChartLine.objects.filter(organisation=by.organisation_id).values_list("code", flat=True))


def _free(code: str, taken: set[str]) -> str:
    """The code, or the first beside it that is free: `290`, `290.2`, `290.3`."""
    number = next(number for number in count(1) if _beside(code, number) not in taken)
    return _beside(code, number)


def _beside(code: str, number: int) -> str:
    return code if number == 1 else f"{code}.{number}"
