"""What the tabs of an application show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.activities.queries.activities import history_of
from repaid.activities.rights import ACT
from repaid.contracts.choices import State as ContractState
from repaid.contracts.queries.contracts import states_of
from repaid.interfaces.backoffice.activities.words import timeline_of
from repaid.interfaces.backoffice.applications.record import Record
from repaid.interfaces.shared.applications import entered_by
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.formats import isolated, listed
from repaid.interfaces.ui.parts import TimelineEntry
from repaid.interfaces.ui.states import state_of
from repaid.kernel.text import folded
from repaid.messages.choices import Channel
from repaid.messages.choices import State as MessageState
from repaid.messages.kinds import label_of
from repaid.messages.queries.outbox import messages_to
from repaid.messages.rights import VIEW as VIEW_MESSAGES
from repaid.origination.choices import KIND
from repaid.origination.queries import Part, comments_of, decisions_of, parts
from repaid.parties.national_id import shown_national_id
from repaid.workflow.ports import flow_of
from repaid.workflow.queries import runs_of
from repaid.workflow.rules import ProcedureRow, procedure_rows

SHOWN: Final = 200
"""How many activities and messages are shown; their own lists have all of them."""

Facts = list[tuple[Any, Any, str]]
"""Name, value, who entered it."""


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A row of the procedures (CZ-15): `run` is the latest one, `play` and `view` are addresses or empty."""

    label: Text
    run: Any
    play: str
    view: str


def procedure_lines(record: Record, text: str) -> list[ProcedureLine]:
    """The procedures of the application, or those whose name holds a text, whatever its case and diacritics."""
    wanted = folded(text)
    rows = procedure_rows(record.by, KIND, record.application.work)
    return [_line(record.number, row) for row in rows if wanted in folded(str(row.procedure.label))]


def _line(number: str, row: ProcedureRow) -> ProcedureLine:
    code = row.procedure.code
    play = reverse("backoffice:application_run", args=[number, code]) if row.may_run else ""
    view = reverse("backoffice:application_procedure", args=[number, code]) if row.run else ""
    return ProcedureLine(row.procedure.label, row.run, play, view)


def data_of(record: Record) -> Facts:
    """What the application says, with who entered each field (CZ-13)."""
    row = record.application
    writers = entered_by(row)
    guarantors = listed(each.name for each in row.guarantors.order_by("pk"))
    rate = markup.rate(row.rate) if row.rate is not None else _("the rate of the product")
    facts: Facts = [
        (_("Borrower"), _linked(row.borrower), "borrower"),
        (_("National ID"), markup.code(shown_national_id(row.borrower)), ""),
        (_("Telephone"), markup.code(row.telephone, kind="phone"), "telephone"),
        (_("Guarantors"), guarantors, "guarantors"),
        (_("Product"), record.product, "product"),
        (_("Amount"), record.amount, "amount"),
        (_("Number of instalments"), row.count, "count"),
        (_("Rate, a year"), rate, "rate"),
        (_("First due date"), row.first_due or _("one period later"), "first_due"),
        (_("Branch"), row.branch.title if row.branch else None, "branch"),
        (_("Date entered"), row.entered_on, ""),
    ]
    return [(name, value, writers.get(field, "")) for name, value, field in facts]


def _linked(party: Any) -> str:
    return format_html('<a href="{}">{}</a>', reverse("backoffice:party", args=[party.number]), party.name)


def parts_shown(record: Record) -> Sequence[Part]:
    """What the application is complete with."""
    return parts(record.application)


def decisions_table(record: Record) -> Table:
    """The decisions with result, reason, person, date (CZ-09)."""
    columns = (
        Column(lambda _run: pgettext("procedure", "Decision"), _("Decision")),
        Column("result", pgettext("procedure", "Result"), "state", state_kind="result"),
        Column(lambda run: run.reason or None, _("Reason"), card="full"),
        Column(lambda run: run.run_by.name if run.run_by else "Repaid", pgettext("column", "Person")),
        Column("run_on", pgettext("column", "Date"), "date"),
    )
    return Table(_("Decisions"), columns, list(decisions_of(record.application)))


def actions_of(record: Record, on: date) -> tuple[list[TimelineEntry], list[TimelineEntry]]:
    """What is planned (the next first), and what was done, newest first (CZ-11).

    Calls and tasks, procedures, comments, states of the contract, messages to the customer.
    """
    rows = history_of(record.by, record.application.subject)[:SHOWN] if record.by.may(ACT.code) else ()
    planned, happened = timeline_of(rows, on, names_subject=False)
    found = [*happened, *_runs(record), *_comments(record), *_contract(record), *_messages(record)]
    return planned, sorted(found, key=_moment, reverse=True)


def _runs(record: Record) -> list[TimelineEntry]:
    flow, found = flow_of(KIND), []
    for run in runs_of(record.application.work):
        procedure = flow.procedure(run.procedure)
        is_moved = run.state_before != run.state_after
        now = _("now {state}").format(state=flow.state(run.state_after).label) if is_moved else ""
        detail = " · ".join(filter(None, [run.run_by.name if run.run_by else "Repaid", now, run.reason]))
        look = state_of("application", run.state_after) if is_moved else None
        found.append(
            TimelineEntry(
                run.run_at, str(procedure.label if procedure else run.procedure), detail,
                icon=look.icon if look else "list-check", tone=look.tone if look else "",
                url=reverse("backoffice:application_procedure", args=[record.number, run.procedure]),
            )
        )  # fmt: skip
    return found


def _comments(record: Record) -> list[TimelineEntry]:
    return [
        TimelineEntry(row.written_at, _("Comment"), row.written_by.name if row.written_by else "Repaid", "message-2")
        for row in comments_of(record.application)
    ]


def _contract(record: Record) -> list[TimelineEntry]:
    contract = record.application.contract
    if contract is None:
        return []
    title = _("Contract {number}: {state}")
    return [
        TimelineEntry(
            change.recorded_at, title.format(number=isolated(contract.number), state=ContractState(change.state).label),
            change.recorded_by.name if change.recorded_by else "", "file-text", url=record.contract_address,
        )
        for change in states_of(contract)
    ]  # fmt: skip


def _messages(record: Record) -> list[TimelineEntry]:
    """Messages to the borrower since the application was written down, whatever they are about."""
    if not record.by.may(VIEW_MESSAGES.code):
        return []
    row = record.application
    since = row.work.runs.order_by("id").values_list("run_at", flat=True).first()
    rows = messages_to(record.by, row.borrower.subject).filter(created_at__gte=since)[:SHOWN] if since else ()
    return [
        TimelineEntry(
            message.created_at, f"{Channel(message.channel).label}: {label_of(message.kind)}",
            f"{message.created_by.name if message.created_by else 'Repaid'} · {MessageState(message.state).label}",
            "send", url=reverse("backoffice:message", args=[message.pk]),
        )
        for message in rows
    ]  # fmt: skip


def _moment(entry: TimelineEntry) -> datetime:
    on = entry.on
    return on if isinstance(on, datetime) else timezone.make_aware(datetime.combine(on, datetime.min.time()))
