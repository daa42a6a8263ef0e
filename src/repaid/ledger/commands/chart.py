"""The chart of accounts: from a template, one account more, another name, another role."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.ledger.choices import AccountClass, Role
from repaid.ledger.models import ChartLine, RoleAccount
from repaid.ledger.postings import UnknownAccount
from repaid.ledger.rights import EDIT_CHART

LANGUAGES = ("en", "pl", "nl", "fa")
COUNTRIES = ("PL", "NL", "IR")
ELSEWHERE = "other"
CODE_LENGTH_MAX = 20


class ChartExists(Refusal):
    code = "chart_exists"
    sentence = _("This organisation has a chart of accounts already. Add or rename single accounts.")


class AccountExists(Refusal):
    code = "account_exists"
    sentence = _("There is an account with the code {code} already. Choose another code.")


@dataclass(frozen=True, slots=True)
class ChartCreated:
    organisation_id: int
    accounts: int


@dataclass(frozen=True, slots=True)
class AccountAdded:
    line_id: int
    code: str


@dataclass(frozen=True, slots=True)
class AccountRenamed:
    line_id: int
    code: str
    before: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RoleMapped:
    role: str
    code: str
    before: str | None


@command("ledger.create_chart", right=EDIT_CHART)
def create_chart(*, by: Actor, country: str) -> ChartCreated:
    """Make the chart of accounts from the template of a country, with an account for each role."""
    if ChartLine.objects.filter(organisation=by.organisation_id).exists():
        raise ChartExists()
    rows = template(country)
    lines = ChartLine.objects.bulk_create(
        ChartLine(
            organisation_id=by.organisation_id,
            code=row["code"],
            names={language: row[language] for language in LANGUAGES},
            account_class=row["account_class"],
        )
        for row in rows
    )
    RoleAccount.objects.bulk_create(
        RoleAccount(organisation_id=by.organisation_id, role=row["role"], line=line)
        for row, line in zip(rows, lines, strict=True)
        if row["role"]
    )
    return ChartCreated(by.organisation_id, len(lines))


def template(country: str) -> list[dict[str, str]]:
    """The rows of a country's template, each with its code."""
    column = country if country in COUNTRIES else ELSEWHERE
    text = files("repaid.ledger").joinpath("chart_templates.csv").read_text(encoding="utf-8")
    return [{**row, "code": row[column]} for row in csv.DictReader(text.splitlines())]


@command("ledger.add_account", right=EDIT_CHART)
def add_account(*, by: Actor, code: str, names: Mapping[str, str], account_class: AccountClass) -> AccountAdded:
    """Add an account to the chart, with a name for each language."""
    code = code.strip()
    if not 0 < len(code) <= CODE_LENGTH_MAX:
        raise WrongInput(reason=_("Enter a code of 20 characters at most."), field="code")
    if account_class not in AccountClass.values:
        raise WrongInput(reason=_("Choose one of the classes of accounts."), field="account_class")
    if ChartLine.objects.filter(organisation=by.organisation_id, code=code).exists():
        raise AccountExists(code=code, field="code")
    line = ChartLine.objects.create(
        organisation_id=by.organisation_id, code=code, names=_named(names), account_class=account_class
    )
    return AccountAdded(line.pk, code)


@command("ledger.rename_account", right=EDIT_CHART)
def rename_account(*, by: Actor, code: str, names: Mapping[str, str]) -> AccountRenamed:
    """Give an account other names; its code and class stand, since transfers lie on it."""
    line = _line(by, code)
    before, line.names = line.names, _named(names)
    line.save(update_fields=["names"])
    return AccountRenamed(line.pk, code, before)


@command("ledger.map_role", right=EDIT_CHART)
def map_role(*, by: Actor, role: Role, code: str) -> RoleMapped:
    """Say which account plays a role. Versions of products published before keep theirs."""
    if role not in Role.values:
        raise WrongInput(reason=_("Choose one of the roles of accounts."), field="role")
    line = _line(by, code)
    rows = RoleAccount.objects.filter(organisation=by.organisation_id, role=role)
    before = rows.values_list("line__code", flat=True).first()
    RoleAccount.objects.update_or_create(organisation_id=by.organisation_id, role=role, defaults={"line": line})
    return RoleMapped(str(role), code, before)


def _line(by: Actor, code: str) -> ChartLine:
    line = ChartLine.objects.select_for_update().filter(organisation=by.organisation_id, code=code).first()
    if line is None:
        raise UnknownAccount(code=code, field="code")
    return line


def _named(names: Mapping[str, str]) -> dict[str, str]:
    given = {language: name.strip() for language, name in names.items() if name.strip()}
    if not given:
        raise WrongInput(reason=_("Enter a name."), field="names")
    return given
