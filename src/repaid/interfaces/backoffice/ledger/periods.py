"""Accounting periods on screen: which are closed, closing one, asking to open one again."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from repaid.access.choices import ExportKind
from repaid.access.commands.proposals import propose
from repaid.access.exports import exports
from repaid.access.queries import waiting_proposals
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.formats import date_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import refuse_if
from repaid.ledger.commands.periods import REASON_MAX, close_period
from repaid.ledger.months import Month
from repaid.ledger.queries import PeriodShown, period_of, periods
from repaid.ledger.rights import CLOSE_PERIODS, EXPORT_JOURNAL, REOPEN_PERIODS, VIEW_LEDGER
from repaid.ledger.rules import closing_findings, reopening_findings

REOPEN = "ledger.reopen_period"
JOURNALS_SHOWN = 20


class ReopeningForm(Form):
    """Why a closed period is opened again."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=REASON_MAX, widget=forms.Textarea({"rows": 3}))


@staff_page(VIEW_LEDGER)
def period_list(request: ActorRequest) -> HttpResponseBase:
    """The periods from the first booking to the business day, newest first."""
    columns = (
        Column("month.first_day", _("First day"), "date", link=lambda row: _address(row.month)),
        Column("month.last_day", _("Last day"), "date"),
        Column("state", _("State"), "state", state_kind="period"),
        Column("changed_at", pgettext("period", "Changed"), "datetime", card="hide"),
        Column("changed_by", _("Who"), card="hide"),
        Column("reason", _("Reason"), card="full"),
    )
    table = Table(_("Accounting periods"), columns, periods(request.actor))
    file = exported(request, columns, table.rows, "accounting-periods", table.title)
    return file or render(request, "backoffice/ledger/periods.html", {"table": table})


@staff_page(VIEW_LEDGER)
def period(request: ActorRequest, on: date) -> HttpResponse:
    """One period: what stands against closing it, or who closed it."""
    shown, by = period_of(request.actor, on), request.actor
    findings = [] if shown.is_closed else closing_findings(by.organisation_id, shown.month)
    waits = waiting_proposals(by).filter(command=REOPEN, arguments__first_day={"$date": on.isoformat()})
    facts = {
        "period": shown, "title": _name(shown), "sentences": [sentence_of(finding) for finding in findings],
        "may_close": by.may(CLOSE_PERIODS.code) and not shown.is_closed and not findings,
        "may_reopen": by.may(REOPEN_PERIODS.code) and not reopening_findings(by.organisation_id, shown.month),
        "proposal": waits.first() if shown.is_closed else None,
        "journals": _journals(request, shown.month) if by.may(EXPORT_JOURNAL.code) else None,
    }  # fmt: skip
    return render(request, "backoffice/ledger/period.html", facts)


@staff_page(CLOSE_PERIODS)
@require_POST
def closing(request: ActorRequest, on: date) -> HttpResponse:
    """Close a period."""
    done = close_period(by=request.actor, first_day=on)
    messages.success(request, _("The period is closed. Nothing can be booked on its days any more."))
    return HttpResponseRedirect(reverse("backoffice:period", args=[done.first_day]))


@staff_page(REOPEN_PERIODS)
def reopening(request: ActorRequest, on: date) -> HttpResponse:
    """Propose to open a closed period again."""
    shown = period_of(request.actor, on)
    refuse_if(reopening_findings(request.actor.organisation_id, shown.month))
    form, back, title = ReopeningForm(request.POST or None), _address(shown.month), _("Open the period again")
    trail = [(_("Accounting periods"), reverse("backoffice:periods")), (_name(shown), back), (title, "")]
    hint = _("A colleague must agree. Whoever took the journal of this period out must take it out anew.")
    page = FormPage(title, trail, _("Propose"), back, _("Proposed. A colleague decides."), _name(shown), hint)
    arguments = {"first_day": on}
    return form_page(
        request, form, page,
        lambda: propose(by=request.actor, name=REOPEN, arguments=arguments | form.values()),
    )  # fmt: skip


def _journals(request: ActorRequest, month: Month) -> Table:
    """The journals of just these days, newest first."""
    days = {"asked__since": month.first_day.isoformat(), "asked__until": month.last_day.isoformat()}
    columns = (
        Column("name", _("File"), "code", link=lambda row: reverse("backoffice:journal", args=[row.pk])),
        Column("state", _("State"), "state", state_kind="job"),
        Column("rows_expected", _("Rows"), "number"),
        Column("begun_at", _("Started"), "datetime"),
    )
    found = list(exports(request.actor, ExportKind.JOURNAL).filter(**days)[:JOURNALS_SHOWN])
    return Table(_("Journals of this period"), columns, found)


def _address(month: Month) -> str:
    return reverse("backoffice:period", args=[month.first_day])


def _name(shown: PeriodShown) -> str:
    return f"{date_text(shown.month.first_day)} – {date_text(shown.month.last_day)}"
