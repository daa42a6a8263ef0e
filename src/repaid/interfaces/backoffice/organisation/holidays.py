"""The calendar of an organisation: the days off of a year, corrections with their reason, what a day off does."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from loanmath.calendars import WorkingDayRule, adjust
from loanmath.jalali import from_jalali, to_jalali
from repaid.interfaces.backoffice.organisation.history import SETTINGS
from repaid.interfaces.backoffice.pages import FormPage, business_day, day_asked, form_page
from repaid.interfaces.backoffice.products.words import WORKING_DAYS
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.formats import weekday, year_text
from repaid.interfaces.ui.forms import Form
from repaid.products.calendars import HOLIDAY_YEARS, calendar, calendar_name
from repaid.products.commands.holidays import add_day_off, remove_day_off
from repaid.products.queries.holidays import DayOff, corrections, days_off
from repaid.products.rights import EDIT_CALENDAR, VIEW_PRODUCTS

TITLE: Text = gettext_lazy("Holidays")
ORIGINS: dict[str, Text] = {
    "country": gettext_lazy("of the country"),
    "added": gettext_lazy("added here"),
    "removed": gettext_lazy("a working day here"),
}


class Year(NamedTuple):
    """A year of the reader's calendar, from its first to its last day."""

    number: int
    first: date
    last: date


class CorrectionForm(Form):
    """A day and why it is corrected."""

    day = DateField(label=gettext_lazy("Day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=120, help_text=gettext_lazy("Who decided it, where it is published.")
    )


@staff_page(VIEW_PRODUCTS)
def year(request: ActorRequest) -> HttpResponse:
    """The days off of a year, and where due dates on a day go."""
    own, span = frame_of(request).organisation, _year(request)
    days = days_off(own, span.first, span.last, frame_of(request).language)
    trial, named = day_asked(request, "day", days[0].day if days else None), calendar(calendar_name(own))
    facts = {
        "span": span, "shown": year_text(span.number), "earlier": span.number - 1, "later": span.number + 1,
        "table": _table(request, days), "trial": trial,
        "moves": [(WORKING_DAYS[rule], adjust(trial, named, rule)) for rule in _MOVING],
        "said": _said(corrections(own, span.first, span.last)),
    }  # fmt: skip
    return render(request, "backoffice/organisation/holidays.html", facts)


@staff_page(EDIT_CALENDAR)
def add(request: ActorRequest) -> HttpResponse:
    """Make a day a day off."""
    hint = _("For a day that the state declared late, or on which your office and your bank stay closed.")
    return _correct(request, _("Add a day off"), hint, add_day_off)


@staff_page(EDIT_CALENDAR)
def remove(request: ActorRequest) -> HttpResponse:
    """Let a day be a working day."""
    hint = _("For a holiday of the country on which you and your bank work.")
    return _correct(request, _("Make it a working day"), hint, remove_day_off)


_MOVING = (WorkingDayRule.FOLLOWING, WorkingDayRule.MODIFIED_FOLLOWING, WorkingDayRule.PRECEDING)


def _correct(request: ActorRequest, title: str, hint: str, command: Any) -> HttpResponse:
    today, back = business_day(request), reverse("backoffice:holidays")
    form = CorrectionForm(request.POST or None, on=today, initial={"day": day_asked(request, "day")})
    trail = [(SETTINGS, reverse("backoffice:settings")), (TITLE, back), (title, "")]
    effect = _("Contracts that are signed keep their due dates. New contracts and payment orders use it at once.")
    page = FormPage(title, trail, _("Save"), back, _("Saved."), hint=f"{hint} {effect}")
    return form_page(request, form, page, lambda: command(by=request.actor, **form.values()))


def _table(request: ActorRequest, days: list[DayOff]) -> Table:
    weekend = frame_of(request).organisation.weekend

    def can(row: DayOff) -> str | None:
        """What may be done with a day: nothing with one of the weekend."""
        if row.day.weekday() in weekend:
            return None
        return _("Make it a day off again") if row.origin == "removed" else _("Make it a working day")

    columns = [
        Column("day", _("Day"), "date", small=lambda row: weekday(row.day)),
        Column("name", pgettext("column", "Holiday")),
        Column(
            lambda row: str(ORIGINS[row.origin]), _("Origin"),
            small=lambda row: row.correction.reason if row.correction else None,
        ),
    ]  # fmt: skip
    if request.actor.may(EDIT_CALENDAR.code):
        address = {"removed": reverse("backoffice:holiday_add")}
        remove = reverse("backoffice:holiday_remove")
        columns.append(
            Column(
                can, pgettext("column", "Correction"), card="full",
                link=lambda row: f"{address.get(row.origin, remove)}?day={row.day.isoformat()}" if can(row) else "",
            )
        )  # fmt: skip
    return Table(TITLE, columns, days)


def _said(rows: list[Any]) -> Table:
    columns = (
        Column("recorded_at", pgettext("column", "When"), "datetime"),
        Column(lambda row: row.recorded_by.name if row.recorded_by else "Repaid", pgettext("column", "Who")),
        Column("day", _("Day"), "date"),
        Column(lambda row: _("day off") if row.is_off else _("working day"), pgettext("column", "Correction")),
        Column("reason", _("Reason"), card="full"),
    )
    return Table(_("History"), columns, rows[::-1])


def _year(request: ActorRequest) -> Year:
    """The year that the address asks for, by default that of the business day; a Jalali one for Persian readers."""
    today, is_jalali = business_day(request), frame_of(request).language == "fa"
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isdecimal() else to_jalali(today).year if is_jalali else today.year
    try:
        if is_jalali:
            return _known(Year(number, from_jalali(number, 1, 1), from_jalali(number + 1, 1, 1) - timedelta(days=1)))
        return _known(Year(number, date(number, 1, 1), date(number, 12, 31)))
    except (ValueError, OverflowError) as unknown:
        raise Http404(asked) from unknown


def _known(span: Year) -> Year:
    if span.first.year not in HOLIDAY_YEARS or span.last.year not in HOLIDAY_YEARS:
        raise ValueError("the calendar knows no such year")
    return span
