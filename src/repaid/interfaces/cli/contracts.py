"""`repaid explain`: why a contract owes what it owes on a day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loanmath.money import Money, format_minor
from loanmath.trace import Line
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.queries import machine_in, organisations
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import settlement
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.tables import Column, table
from repaid.interfaces.shared.why import owed_lines, quote_lines
from repaid.interfaces.ui.parts import WhyLine
from repaid.kernel.refusal import NotFound, Refusal

commands = typer.Typer()

Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="The day, as 2026-01-31; the business day when left out."),
]


class SeveralContracts(Refusal):
    code = "several_contracts"
    sentence = gettext_lazy("There are contracts {number} in {organisations}. Choose one with --organisation.")


@commands.command()
def explain(
    contract: Annotated[str, typer.Argument(help="Number of the contract.")],
    on: Day = None,
    organisation: Annotated[str, typer.Option(help="Code of the organisation, where several have the number.")] = "",
    as_json: Json = False,
) -> None:
    """Why CONTRACT owes what it owes on a day, and what would repay everything: line by line, each adding up."""
    by, found = contract_called(contract, organisation)
    day = on.date() if on else today(by.organisation_id)
    trace: list[Line] = []
    life = life_of(found, day, trace)
    owed = owed_lines(life, trace)
    quote = quote_lines(settlement(life), found.currency)
    facts = {
        "contract": found.number,
        "on": day,
        "currency": found.currency,
        "owed": [_line(line) for line in owed],
        "to_repay_everything": [_line(line) for line in quote],
    }
    parts = [_lines(_("Owed on {day}").format(day=day), owed), _lines(_("To repay everything"), quote)]
    show(facts, "\n\n".join(parts), as_json=as_json)


def contract_called(number: str, organisation: str) -> tuple[Actor, Any]:
    """The machine and the contract with this number in an organisation, or in the only one that has it."""
    codes = [organisation] if organisation else [each.code for each in organisations()]
    found = []
    for code in codes:
        by = machine_in(code)
        try:
            found.append((code, by, contract_named(by, number)))
        except NotFound:
            continue
    if not found:
        raise NotFound(kind=_("contract"), number=number)
    if len(found) > 1:
        raise SeveralContracts(number=number, organisations=", ".join(code for code, _by, _contract in found))
    return found[0][1:]


def _line(line: WhyLine) -> dict[str, Any]:
    return {
        "what": str(line.name),
        "amount": _plain(line.amount),
        "steps": [{"what": str(step.sentence), "amount": _plain(step.amount)} for step in line.steps],
    }


def _plain(amount: Money) -> str:
    return format_minor(amount.minor, amount.currency)


def _lines(title: str, lines: Sequence[WhyLine]) -> str:
    rows = []
    for line in lines:
        rows.append([line.name, _plain(line.amount)])
        rows += [[f"    {step.sentence}", f"({_plain(step.amount)})"] for step in line.steps]
    return table(title, [Column(_("Line")), Column(_("Amount"), is_figure=True)], rows)
