"""Contracts: the list, and the tabs of one."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from repaid.access.queries import audit_of, waiting_proposals
from repaid.access.rights import READ_AUDIT
from repaid.contracts.queries.contracts import contracts, states_of
from repaid.contracts.queries.repayments import repayment_rows
from repaid.contracts.rights import REVERSE, VIEW
from repaid.documents.queries import documents
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.interfaces.backoffice.audit.lists import AuditTrail
from repaid.interfaces.backoffice.contracts.lists import VIEWS, Contracts
from repaid.interfaces.backoffice.contracts.record import Record
from repaid.interfaces.backoffice.contracts.story import story_of
from repaid.interfaces.backoffice.documents.lists import DocumentsOfRecord
from repaid.interfaces.backoffice.ledger.lists import Transfers
from repaid.interfaces.backoffice.money_out.payouts import offers_of_payouts
from repaid.interfaces.backoffice.pages import business_day, day_asked, views_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.schedule import repayments_table, schedule_table
from repaid.interfaces.shared.statement import statement_file
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.formats import isolated
from repaid.ledger.queries import transfers_of
from repaid.ledger.rights import VIEW_LEDGER
from repaid.origination.queries import application_of

LATEST = 6
"""How many events the overview shows."""


@staff_page(VIEW)
def contract_list(request: ActorRequest) -> HttpResponseBase:
    """Contracts in scope, with saved views."""
    on = business_day(request)
    listing = Contracts(request, contracts(request.actor, on), on)
    return listing.response("backoffice/contracts/list.html", {"views": views_of(request, VIEWS)})


@staff_page(VIEW)
def overview(request: ActorRequest, number: str) -> HttpResponse:
    """What is owed, why, and what comes next; on another day with `?on=`."""
    record = record_of(request, number)
    facts = {
        "states": states_of(record.contract),
        "story": story_of(record.contract)[:LATEST],
        "proposals": waiting_proposals(request.actor).filter(subject=record.contract.subject),
        "payouts": offers_of_payouts(request.actor, record.contract),
        "application": application_of(request.actor, record.contract),
    }
    return render(request, "backoffice/contracts/overview.html", {"record": record, "tab": "overview", **facts})


@staff_page(VIEW)
def statement(request: ActorRequest, number: str) -> HttpResponse:
    """The contract on paper, as its customer gets it."""
    record = record_of(request, number)
    return statement_file(record.contract, record.life)


@staff_page(VIEW)
def schedule(request: ActorRequest, number: str) -> HttpResponseBase:
    """The schedule as it stands on a day."""
    record = record_of(request, number)
    title = _("Schedule of contract {number}").format(number=isolated(number))
    table = schedule_table(record.rows, record.contract.currency, title=title, full=True)
    file = exported(request, table.columns, table.rows, f"schedule-{number}", title)
    return file or render(
        request, "backoffice/contracts/schedule.html", {"record": record, "tab": "schedule", "table": table}
    )


@staff_page(VIEW)
def payments(request: ActorRequest, number: str) -> HttpResponseBase:
    """What was paid and what it paid."""
    record = record_of(request, number)
    title = _("Payments of contract {number}").format(number=isolated(number))
    table = repayments_table(repayment_rows(record.life)[::-1], record.contract.currency, title=title)
    file = exported(request, table.columns, table.rows, f"payments-{number}", title)
    return file or render(
        request, "backoffice/contracts/payments.html", {"record": record, "tab": "payments", "table": table}
    )


@staff_page(VIEW)
def events(request: ActorRequest, number: str) -> HttpResponse:
    """Everything that happened; what was reversed is struck through."""
    record = record_of(request, number)
    facts = {"story": story_of(record.contract), "tab": "events", "may_reverse": request.actor.may(REVERSE.code)}
    return render(request, "backoffice/contracts/events.html", {"record": record, **facts})


@staff_page(VIEW_LEDGER)
def ledger(request: ActorRequest, number: str) -> HttpResponseBase:
    """The transfers that the contract made."""
    record = record_of(request, number)
    listing = Transfers(request, transfers_of(request.actor, record.contract.subject))
    return listing.response("backoffice/contracts/ledger.html", {"record": record, "tab": "ledger"})


@staff_page(READ_AUDIT)
def audit(request: ActorRequest, number: str) -> HttpResponseBase:
    """Who did what to the contract."""
    record = record_of(request, number)
    listing = AuditTrail(request, audit_of(request.actor, record.contract.subject))
    return listing.response("backoffice/contracts/audit.html", {"record": record, "tab": "audit"})


@staff_page(VIEW_DOCUMENTS)
def contract_documents(request: ActorRequest, number: str) -> HttpResponseBase:
    """The documents about the contract."""
    record = record_of(request, number)
    listing = DocumentsOfRecord(request, documents(request.actor, record.contract.subject))
    return listing.response("backoffice/contracts/documents.html", {"record": record, "tab": "documents"})


def record_of(request: ActorRequest, number: str) -> Record:
    """The contract on the day that the address asks for."""
    today = business_day(request)
    asked = request.POST.get("of", "") or request.GET.get("of", "")
    return Record.of(request.actor, number, day_asked(request), today, asked_event=asked)
