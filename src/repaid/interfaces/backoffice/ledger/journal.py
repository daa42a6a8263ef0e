"""The journal as a file on screen: asking for one, those that were taken out, the settings of XML files."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loanmath.money import Money
from repaid.access.choices import ExportKind
from repaid.access.exports import export_named, exports
from repaid.interfaces.backoffice.exports.pages import export_file, export_page
from repaid.interfaces.backoffice.ledger.lists import Journals
from repaid.interfaces.backoffice.pages import FormPage, business_day, day_asked, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Text
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput, Segments
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.ledger.commands.external import TAX_NUMBER_MAX, change_book_settings
from repaid.ledger.commands.journal import LAYOUT
from repaid.ledger.jobs import journal_by_worker
from repaid.ledger.journal.layout import layouts
from repaid.ledger.months import month_of
from repaid.ledger.queries import book_settings
from repaid.ledger.rights import EDIT_CHART, EXPORT_JOURNAL

FORMATS = [("csv", "CSV"), ("xlsx", "XLSX"), ("xml", "XML")]


class JournalForm(Form):
    """Which days, and what kind of file."""

    since = DateField(label=pgettext_lazy("day", "From"))
    until = DateField(label=pgettext_lazy("day", "To"))
    format = forms.ChoiceField(label=gettext_lazy("File format"), choices=FORMATS, initial="csv", widget=Segments)


class SettingsForm(Form):
    """What stands in XML files."""

    layout = forms.ChoiceField(label=gettext_lazy("Layout of XML files"))
    tax_number = forms.CharField(
        label=gettext_lazy("Tax number"), max_length=TAX_NUMBER_MAX, required=False, widget=CodeInput
    )


@staff_page(EXPORT_JOURNAL)
def journal_list(request: ActorRequest) -> HttpResponseBase:
    """The journals that were taken out, newest first."""
    return Journals(request, exports(request.actor, ExportKind.JOURNAL)).response("backoffice/ledger/journals.html")


@staff_page(EXPORT_JOURNAL)
def new_journal(request: ActorRequest) -> HttpResponse:
    """Ask for the journal of some days; at first those of the month so far."""
    today, country = business_day(request), frame_of(request).organisation.country
    begins = month_of(today, country).first_day
    days = {"since": day_asked(request, "since", begins), "until": day_asked(request, "until", today)}
    form, back, title = JournalForm(request.POST or None, on=today, initial=days), _home(), _("Take the journal out")
    hint = _("All entries booked on these days, with control sums. A long journal is written in the background.")
    page = FormPage(
        title, [*_trail(), (title, "")], _("Write the file"), back, _("The journal was asked for."), hint=hint
    )
    return form_page(
        request, form, page, lambda: journal_by_worker(by=request.actor, **form.values()),
        lambda done: reverse("backoffice:journal", args=[done.export_id]),
    )  # fmt: skip


@staff_page(EXPORT_JOURNAL)
def journal(request: ActorRequest, key: int) -> HttpResponse:
    """One of them."""
    found = export_named(request.actor, ExportKind.JOURNAL, key)
    address = reverse("backoffice:journal_file", args=[key])
    return export_page(request, found, address, _trail(), _facts(found))


@staff_page(EXPORT_JOURNAL)
def journal_file(request: ActorRequest, key: int) -> HttpResponseBase:
    """Its file."""
    return export_file(request, ExportKind.JOURNAL, key)


@staff_page(EDIT_CHART)
def journal_settings(request: ActorRequest) -> HttpResponse:
    """Choose the layout of XML files."""
    kept, title = book_settings(request.actor.organisation_id), _("Settings of XML files")
    typed = {"layout": kept.layout if kept else LAYOUT, "tax_number": kept.tax_number if kept else ""}
    form = SettingsForm(request.POST or None, initial=typed)
    offer(form, "layout", [(code, in_language(layout.names)) for code, layout in layouts().items()])
    page = FormPage(title, [*_trail(), (title, "")], _("Save"), _home(), _("Saved."))
    return form_page(request, form, page, lambda: change_book_settings(by=request.actor, **form.values()))


def _home() -> str:
    return reverse("backoffice:journals")


def _trail() -> list[tuple[Text, str]]:
    return [(_("Journal"), _home())]


def _facts(found: Any) -> list[tuple[str, Any]]:
    """What the lines of a journal come to, in each currency."""
    facts: list[tuple[str, Any]] = []
    if found.asked["format"] == "xml":
        facts.append((_("Layout"), in_language(layouts()[found.asked["layout"]].names)))
    for currency, entries, _lines, minor in found.control:
        facts += [(_("Entries in {currency}").format(currency=currency), entries)]
        facts += [(str(side), Money(minor, currency)) for side in (_("Sum of debits"), _("Sum of credits"))]
    closed = _("yes") if found.asked["is_final"] else _("no, later entries were possible")
    return [*facts, (_("Of closed periods only"), closed)]
