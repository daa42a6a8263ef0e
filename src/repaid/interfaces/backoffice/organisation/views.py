"""The settings of an organisation: an index, its own facts, its number series."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.commands.series import WIDTH_MAX, set_series
from repaid.access.queries import number_series
from repaid.access.rights import ADMINISTER
from repaid.branding.rights import EDIT_LOOK
from repaid.interfaces.backoffice.organisation.coming import DatedForm, changes, coming
from repaid.interfaces.backoffice.organisation.history import SETTINGS, history
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CountField
from repaid.interfaces.ui.formats import country_name
from repaid.interfaces.ui.forms import Form
from repaid.products.rights import VIEW_PRODUCTS

CHANGE_FACTS = "access.change_organisation"
FACTS, SERIES = _("The organisation"), _("Number series")
KINDS = {
    "contract": _("Contracts"),
    "party": _("Customers"),
    "payment": _("Payments"),
    "payment_order": _("Payment orders"),
    "order_file": _("Payment files"),
    "journal": _("Journal entries by hand"),
}
FACT_WORDS = {
    "name": pgettext_lazy("organisation", "Name"),
    "language": _("Main language"),
    "languages": _("Languages offered"),
    "time_zone": _("Time zone"),
    "bank_code": _("Bank code"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of settings, with the right that it asks."""

    label: Text
    note: Text
    name: str
    icon: str
    right: str

    @property
    def address(self) -> str:
        return reverse(f"backoffice:{self.name}")


TOPICS = (
    Topic(FACTS, _("Name, languages, time zone, bank code."), "facts", "building", ADMINISTER.code),
    Topic(
        _("Look of the client zone"), _("Address, colours, logo, welcome text."), "look_edit", "world", EDIT_LOOK.code
    ),
    Topic(
        _("Holidays"), _("Days off of the country, and your corrections."), "holidays", "calendar-x", VIEW_PRODUCTS.code
    ),
    Topic(
        _("Legal rates"), _("Which figures of law are in force, coming or missing."), "legal_rates", "scale",
        VIEW_PRODUCTS.code,
    ),
    Topic(SERIES, _("How contracts, customers and payments are numbered."), "series", "hash", ADMINISTER.code),
    Topic(_("Settlement schemes"), _("Which debts a payment pays first."), "schemes", "scale", "settling.define"),
    Topic(_("Gateways"), _("Through which SMS and e-mail go out."), "gateways", "send", "messages.administer"),
    Topic(
        _("Contact rules"), _("When people may be written to, and how often."),
        "contact_rules", "phone", "messages.administer",
    ),
    Topic(_("Notices"), _("What is sent by itself, and on which days."), "notices", "bell", "messages.administer"),
    Topic(
        _("Payment providers"), _("With whom customers pay online."),
        "providers", "credit-card", "payments.providers",
    ),
    Topic(
        _("Rules for logging in"), _("Who needs a second step, who may ask for a password."),
        "door_rules", "lock", "identity.set_door_rules",
    ),
    Topic(
        _("Figures of the start page"), _("Which overdue contracts it counts."), "start_figures", "home",
        "activities.set_start",
    ),
    Topic(
        _("Forms of contact"), _("How people are reached or met; yours beside ours."), "event_types", "phone-call",
        "activities.define",
    ),
    Topic(
        _("One more organisation"), _("Another lender or agency in this installation, with books of its own."),
        "further", "building-community", "founding.found",
    ),
)  # fmt: skip


@staff_page(ADMINISTER)
def index(request: ActorRequest) -> HttpResponse:
    """The topics that the reader may open, and what waits for its day."""
    topics = [topic for topic in TOPICS if request.actor.may(topic.right)]
    return render(request, "backoffice/organisation/index.html", {"topics": topics, "coming": coming(request.actor)})


class FactsForm(DatedForm):
    """What an organisation may change about itself."""

    name = forms.CharField(label=FACT_WORDS["name"], max_length=120)
    language = forms.ChoiceField(label=FACT_WORDS["language"], choices=settings.LANGUAGES)
    languages = forms.MultipleChoiceField(
        label=FACT_WORDS["languages"], choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Customers choose among these. None ticked: all of them."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=FACT_WORDS["time_zone"], choices=[(zone, zone) for zone in sorted(available_timezones())]
    )
    bank_code = forms.CharField(
        label=FACT_WORDS["bank_code"], max_length=12, required=False, widget=CodeInput,
        help_text=_("Repayment accounts of new contracts are made with it."),
    )  # fmt: skip


@staff_page(ADMINISTER)
def facts(request: ActorRequest) -> HttpResponse:
    """Change the organisation; country and currency are shown and stand."""
    own = frame_of(request).organisation
    now = {name: getattr(own, name) for name in FACT_WORDS}
    form = FactsForm(request.POST or None, initial=now, on=business_day(request))
    shown = [(_("Country"), country_name(own.country)), (_("Currency"), own.currency), (_("Code"), own.code)]
    page = FormPage(
        FACTS, [(SETTINGS, reverse("backoffice:settings")), (FACTS, "")], _("Save"), reverse("backoffice:facts"),
        form.said, template="backoffice/organisation/facts.html",
        more={"facts": shown, **changes(request.actor, CHANGE_FACTS, FACT_WORDS, dict(settings.LANGUAGES))},
    )  # fmt: skip
    return form_page(request, form, page, lambda: form.settle(request.actor, CHANGE_FACTS, **form.values()))


@staff_page(ADMINISTER)
def series(request: ActorRequest) -> HttpResponse:
    """Each series with its next number."""
    known = number_series(request.actor)
    rows = [{"kind": kind, "name": name, "next": _next(known.get(kind))} for kind, name in KINDS.items()]
    columns = (
        Column("name", _("Number series"), link=lambda row: reverse("backoffice:series_edit", args=[row["kind"]])),
        Column("next", _("Next number"), "code"),
    )
    facts = {"table": Table(SERIES, columns, rows), "history": history(request.actor, ("access.set_series",), KINDS)}
    return render(request, "backoffice/organisation/series.html", facts)


class SeriesForm(Form):
    """How a number is written, and which one comes next."""

    begins = forms.CharField(
        label=pgettext_lazy("number", "Begins with"), max_length=8, required=False, widget=CodeInput,
        help_text=_("At most 8 letters, digits and hyphens."),
    )  # fmt: skip
    width = CountField(label=_("Digits at least"), at_least=0, at_most=WIDTH_MAX, help_text=_("0: no leading zeros."))
    next_number = CountField(label=_("Next number"), at_least=1)

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command; a form has a prefix of its own."""
        told = self.values()
        return {"prefix": told.pop("begins"), **told}


@staff_page(ADMINISTER)
def edit_series(request: ActorRequest, kind: str) -> HttpResponse:
    """Change a series, with the next number as it will be written."""
    if kind not in KINDS:
        raise Http404(kind)
    row = number_series(request.actor).get(kind)
    initial = {"begins": row.prefix, "width": row.width, "next_number": row.next} if row else {"width": 0}
    form = SeriesForm(request.POST or None, initial={"next_number": 1} | initial)
    facts = {"written": _written(form)}
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/organisation/series_preview.html", facts)
    back = reverse("backoffice:series")
    trail = [(SETTINGS, reverse("backoffice:settings")), (SERIES, back), (KINDS[kind], "")]
    page = FormPage(
        KINDS[kind], trail, _("Save"), back, _("Saved."), hint=_("Numbers that were given stay as they are."),
        template="backoffice/form_with_example.html",
        more=facts | {"example_part": "backoffice/organisation/series_preview.html"},
    )  # fmt: skip
    return form_page(request, form, page, lambda: set_series(by=request.actor, kind=kind, **form.arguments()))


def _next(row: Any) -> str:
    return row.written(row.next) if row else "1"


def _written(form: SeriesForm) -> list[str]:
    """The next three numbers as typed; none when they cannot be read."""
    if not form.is_bound:
        told = form.initial
    elif form.is_valid():
        told = form.cleaned_data
    else:
        return []
    begins, width, first = told.get("begins", ""), told["width"], told["next_number"]
    return [f"{begins}{number:0{width}}" for number in range(first, first + 3)]
