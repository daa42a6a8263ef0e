"""`repaid schedule` and `repaid replay`: the engine on a file; no database."""

from collections.abc import Iterable
from typing import Any

import typer
from django.utils.translation import gettext as _

from loanmath.events import Disbursed
from loanmath.life import Life
from loanmath.replay import replay as replayed
from repaid.contracts.figures import Data, life_data, schedule_data
from repaid.interfaces.cli.documents import JsonFile, read_document
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.stories import NotComputable, Story, story_in, terms_in
from repaid.interfaces.cli.tables import Column, table

commands = typer.Typer()


@commands.command()
def schedule(file: JsonFile, as_json: Json = False) -> None:
    """The schedule of the terms in FILE: every instalment, if everybody pays on the due days."""
    terms, reference = terms_in(read_document(file))
    out = Disbursed(value_date=terms.start, key="disbursed", amount=terms.amount)
    facts = schedule_data(_life(Story(terms, (out,), terms.start, reference)))
    show(facts, _schedule(facts["rows"], facts["currency"]), as_json=as_json)


@commands.command()
def replay(file: JsonFile, as_json: Json = False) -> None:
    """What the story in FILE comes to: schedule, allocation of every payment, balances, arrears, findings.

    FILE may also be what `repaid export contract` wrote: its story is taken.
    """
    facts = life_data(_life(story_in(read_document(file, part="story"))))
    currency = facts["currency"]
    parts = [_schedule(facts["schedule"], currency), _payments(facts["allocations"], currency), _owed(facts)]
    parts += [_findings(facts["findings"])] if facts["findings"] else []
    show(facts, "\n\n".join(parts), as_json=as_json)


def _life(story: Story) -> Life:
    try:
        return replayed(story.terms, story.events, story.as_of, story.reference)
    except (ArithmeticError, ValueError) as no:
        raise NotComputable(said=str(no) or type(no).__name__) from None


def _schedule(rows: Iterable[Data], currency: str) -> str:
    columns = [
        Column(_("No."), is_figure=True),
        Column(_("Due date")),
        Column(_("Principal"), is_figure=True),
        Column(_("Interest"), is_figure=True),
        Column(_("Penalty interest"), is_figure=True),
        Column(_("Fees and tax"), is_figure=True),
        Column(_("Instalment"), is_figure=True),
        Column(_("Principal left"), is_figure=True),
        Column(_("Settled on")),
    ]
    return table(_("Schedule in {currency}").format(currency=currency), columns, map(_schedule_row, rows))


def _schedule_row(row: Data) -> list[Any]:
    others = " + ".join(row[name] for name in ("fees", "tax") if row[name].strip("0."))
    return [
        row["number"], row["due"], row["principal"], row["interest"], row["penalty"], others, row["total"],
        row["balance"], row.get("settled_on"),
    ]  # fmt: skip


def _payments(allocations: Iterable[Data], currency: str) -> str:
    columns = [
        Column(_("Receipt")),
        Column(_("Amount"), is_figure=True),
        Column(_("On")),
        Column(_("Instalment"), is_figure=True),
        Column(_("Component")),
        Column(_("Paid"), is_figure=True),
        Column(_("Kept as credit"), is_figure=True),
    ]
    rows = [row for found in allocations for row in _payment_rows(found)]
    return table(_("Payments in {currency}").format(currency=currency), columns, rows)


def _payment_rows(found: Data) -> list[list[Any]]:
    parts = [["", "", part["on"], part["instalment"], part["component"], part["amount"], ""] for part in found["parts"]]
    return [[found["receipt"], found["amount"], "", "", "", "", found["credit"]], *parts]


def _owed(facts: Data) -> str:
    components = {
        "principal": _("Principal"), "interest": _("Interest"), "penalty": _("Penalty interest"), "fees": _("Fees"),
        "tax": _("Tax"), "total": _("Total"),
    }  # fmt: skip
    columns = [Column(""), *(Column(title, is_figure=True) for title in components.values())]
    sides = {
        "billed": _("Due"), "overdue": _("of it overdue"), "unbilled": _("Not yet due"), "outstanding": _("Together"),
    }  # fmt: skip
    rows = [[title, *(facts["balances"][side][name] for name in components)] for side, title in sides.items()]
    title = _("Owed on {day} in {currency}: state {state}, {days} days past due, credit balance {credit}")
    late = facts["arrears"]["days_past_due"]
    words = {"day": facts["as_of"], "currency": facts["currency"], "state": facts["state"], "days": late}
    return table(title.format(**words, credit=facts["balances"]["credit"]), columns, rows)


def _findings(findings: Iterable[Data]) -> str:
    columns = [Column(_("Finding")), Column(_("On")), Column(_("Event")), Column(_("Amount"), is_figure=True)]
    rows = [[found["code"], found["on"], found["event"], found["amount"]] for found in findings]
    return table(_("Findings"), columns, rows)
