"""Contact rules, and what is sent by itself."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from repaid.interfaces.backoffice.activities.weeks import day_called, days_to_choose
from repaid.interfaces.backoffice.messages.words import trail
from repaid.interfaces.backoffice.organisation.coming import DatedForm, changes
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CountField, DateField
from repaid.interfaces.ui.formats import clock_text, listed, number_text
from repaid.interfaces.ui.forms import Form
from repaid.kernel.text import latin_digits
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.contact import save_contact_rules
from repaid.messages.queries.contact import contact_rules, notice_named, notices
from repaid.messages.rights import ADMINISTER

SAVE_NOTICE = "messages.save_notice"
PEOPLE = [(each.value, each.label) for each in (Recipient.BORROWER, Recipient.GUARANTOR)]


def _time(label: Any, initial: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, initial=initial, widget=forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M")
    )


def _count(label: Any) -> CountField:
    return CountField(label=label, required=False, at_least=1, at_most=100)


class RulesForm(Form):
    """When people of a place may be written to."""

    place = forms.CharField(
        label=gettext_lazy("Country, two letters"), required=False, max_length=2, widget=CodeInput,
        help_text=gettext_lazy("Empty: people of all other countries."),
    )  # fmt: skip
    valid_from = DateField(label=gettext_lazy("Valid from"))
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    quiet_from = _time(gettext_lazy("Quiet from"), "20:00")
    quiet_until = _time(gettext_lazy("Quiet until"), "08:00")
    silent_days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of rest"), choices=days_to_choose, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    silent_on_holidays = forms.BooleanField(
        label=gettext_lazy("Public holidays are days of rest"), required=False, initial=True
    )
    sms_week_max = _count(gettext_lazy("Reminders by SMS to a person in seven days, at most"))
    email_week_max = _count(gettext_lazy("Reminders by e-mail to a person in seven days, at most"))
    letter_week_max = _count(gettext_lazy("Reminders by letter to a person in seven days, at most"))
    ground = forms.CharField(label=gettext_lazy("Law or decision"), required=False, max_length=200)


@staff_page(ADMINISTER)
def rule_list(request: ActorRequest) -> HttpResponse:
    """Every set of rules, newest first in its place."""
    columns = (
        Column(lambda row: row.place or _("everywhere else"), pgettext("contact rules", "Place"), "text"),
        Column("valid_from", _("Valid from"), "date"),
        Column(_hours, _("Quiet hours"), "code", small=lambda row: row.time_zone),
        Column(_days_of_rest, _("Days of rest")),
        Column("sms_week_max", _("SMS a week"), "number"),
        Column("email_week_max", _("E-mails a week"), "number"),
        Column("letter_week_max", _("Letters a week"), "number"),
        Column("ground", _("Law or decision"), card="full"),
    )
    table = Table(_("Contact rules"), columns, list(contact_rules(request.actor)))
    return render(request, "backoffice/messages/rules.html", {"table": table})


def _hours(row: Any) -> str:
    return f"{clock_text(row.quiet_from)}–{clock_text(row.quiet_until)}"


def _days_of_rest(row: Any) -> str:
    names = [day_called(day) for day in row.silent_days]
    return listed([*names, *([_("public holidays")] if row.silent_on_holidays else [])])


@staff_page(ADMINISTER)
def new_rules(request: ActorRequest) -> HttpResponse:
    """Set the rules of a place from a day on."""
    today, organisation = business_day(request), frame_of(request).organisation
    initial = {"valid_from": today, "time_zone": organisation.time_zone}
    form = RulesForm(request.POST or None, on=today, initial=initial)
    offer(form, "time_zone", [(name, name) for name in sorted(available_timezones())])
    back, title = reverse("backoffice:contact_rules"), _("Set contact rules")
    page = FormPage(title, trail((_("Contact rules"), back), (title, "")), _("Save"), back, _("Saved."))
    return form_page(request, form, page, lambda: save_contact_rules(by=request.actor, **form.values()))


class NoticeForm(DatedForm):
    """What is sent by itself of a kind."""

    is_automatic = forms.BooleanField(label=gettext_lazy("Send by itself"), required=False)
    days = forms.CharField(
        label=gettext_lazy("On which days"), required=False, widget=CodeInput,
        help_text=gettext_lazy("Days before the due date, or days late; several with commas: 3, 10."),
    )  # fmt: skip
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channels"), choices=Channel.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    recipients = forms.MultipleChoiceField(
        label=gettext_lazy("Recipients of the message"), choices=PEOPLE, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean_days(self) -> list[int]:
        """The days as numbers."""
        parts = latin_digits(self.cleaned_data["days"]).replace("،", ",").replace(" ", ",").split(",")
        found = [part for part in parts if part]
        if not all(part.isdecimal() and len(part) <= 3 for part in found):
            raise forms.ValidationError(_("Enter whole numbers with commas between them, for example 3, 10."))
        return [int(part) for part in found]


@staff_page(ADMINISTER)
def notice_list(request: ActorRequest) -> HttpResponse:
    """Every kind that can be sent by itself."""
    columns = (
        Column("kind.label", pgettext("message", "Kind"), link=_notice_address),
        Column(lambda row: "active" if row.is_automatic else "off", _("By itself"), "state", state_kind="gateway"),
        Column(lambda row: listed(number_text(day) for day in row.days), _("On which days")),
        Column(lambda row: _labels(Channel, row.channels), _("Channels")),
        Column(lambda row: _labels(Recipient, row.recipients), _("Recipients of the message")),
    )
    table = Table(_("Notices"), columns, notices(request.actor.organisation_id))
    return render(request, "backoffice/messages/notices.html", {"table": table})


def _notice_address(row: Any) -> str:
    return reverse("backoffice:notice", args=[row.kind.code])


def _labels(choices: Any, values: Sequence[str]) -> str:
    return listed(str(choices(value).label) for value in values)


@staff_page(ADMINISTER)
def notice(request: ActorRequest, kind: str) -> HttpResponse:
    """Say what is sent by itself of one kind."""
    now = notice_named(request.actor, kind)
    initial = {
        "is_automatic": now.is_automatic, "days": ", ".join(map(str, now.days)), "channels": list(now.channels),
        "recipients": list(now.recipients),
    }  # fmt: skip
    form = NoticeForm(request.POST or None, initial=initial, on=business_day(request))
    if not now.kind.days:
        del form.fields["days"]
    words = {name: box.label or name for name, box in form.fields.items()}
    names = {choice.value: choice.label for choices in (Channel, Recipient) for choice in choices}
    page = FormPage(
        str(now.kind.label), trail((_("Notices"), reverse("backoffice:notices")), (str(now.kind.label), "")),
        _("Save"), request.path, form.said, template="backoffice/organisation/setting.html",
        more=changes(request.actor, SAVE_NOTICE, words, names, kind=kind),
    )  # fmt: skip
    return form_page(
        request, form, page,
        lambda: form.settle(request.actor, SAVE_NOTICE, kind=kind, **{"days": [], **form.values()}),
        lambda _fact: request.path if form.planned else reverse("backoffice:notices"),
    )  # fmt: skip
