"""The list of templates, making one, taking what the product brings."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages as notes
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.messages.words import channel_of, kind_of, recipient_of, trail
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.listing import Listing
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.commands.templates import archive_template
from repaid.messages.kinds import kinds
from repaid.messages.queries.templates import template_numbered, templates
from repaid.messages.rights import EDIT_TEMPLATES


def template_address(row: Any) -> str:
    """The builder of a template in the language in which it has most to show."""
    there = [version.language for version in row.versions.all()]
    language = there[0] if there else settings.LANGUAGE_CODE
    return reverse("backoffice:template", args=[row.kind, row.recipient, row.channel, language])


def _languages(row: Any) -> str:
    return ", ".join(sorted({version.language for version in row.versions.all()}))


def _state(row: Any) -> str:
    return "archived" if row.archived_on else "active"


class Templates(Listing):
    """The templates of the organisation (CT-55)."""

    identity = "templates"
    title = gettext_lazy("List of templates")
    columns = (
        Column(kind_of, pgettext_lazy("message", "Kind"), link=template_address),
        Column(channel_of, gettext_lazy("Channel")),
        Column(recipient_of, gettext_lazy("Recipient")),
        Column(_languages, gettext_lazy("Languages"), "code"),
        Column(lambda row: len(row.versions.all()), gettext_lazy("Versions"), "number", card="hide"),
        Column(
            lambda row: "archived" if row.archived_on else "active",
            gettext_lazy("State"),
            "state",
            state_kind="product",
        ),
    )
    search_fields = ("kind",)
    order = "kind"
    empty_title = gettext_lazy("No templates yet.")
    empty_hint = gettext_lazy("The product brings texts in four languages: take them, then make them yours.")

    def __init__(self, request: Any, scope: Any) -> None:
        super().__init__(request, scope)
        kinds_of = [Choice(kind.code, kind.label, Q(kind=kind.code)) for kind in kinds()]
        self.filters = (
            Filter("kind", pgettext_lazy("message", "Kind"), kinds_of),
            Filter("channel", _("Channel"), _chosen("channel", Channel.choices)),
            Filter("recipient", _("Recipient"), _chosen("recipient", Recipient.choices)),
        )


def _chosen(name: str, choices: Any) -> list[Choice]:
    return [Choice(value, label, Q(**{name: value})) for value, label in choices]


class PlaceForm(Form):
    """Which text."""

    kind = forms.ChoiceField(label=pgettext_lazy("message", "Kind"))
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Channel.choices)
    recipient = forms.ChoiceField(label=gettext_lazy("Recipient"), choices=Recipient.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language of the customer"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, kind.label) for kind in kinds()]  # type: ignore[attr-defined]


@staff_page(EDIT_TEMPLATES)
def template_list(request: ActorRequest) -> HttpResponseBase:
    """Kind, channel, recipient, languages of each template."""
    return Templates(request, templates(request.actor)).response("backoffice/messages/templates.html")


@staff_page(EDIT_TEMPLATES)
def new_template(request: ActorRequest) -> HttpResponse:
    """Choose which text to write."""
    form = PlaceForm(request.POST or None, initial={"language": frame_of(request).organisation.language})
    back, title = reverse("backoffice:templates"), _("Write a template")
    page = FormPage(title, trail((_("Templates"), back), (title, "")), _("Go on"), back, "")

    def goes_to(_fact: Any) -> str:
        given = form.values()
        names = ("kind", "recipient", "channel", "language")
        return reverse("backoffice:template", args=[given[name] for name in names])

    return form_page(request, form, page, lambda: form.values(), goes_to)


@staff_page(EDIT_TEMPLATES)
@require_POST
def supply(request: ActorRequest) -> HttpResponse:
    """Take the texts that the product brings and that are not here yet."""
    done = supply_messages(by=request.actor)
    said = (
        _("Texts added: {count}.").format(count=done.texts) if done.texts else _("All supplied texts are here already.")
    )
    notes.success(request, said)
    return HttpResponseRedirect(reverse("backoffice:templates"))


@staff_page(EDIT_TEMPLATES)
@require_POST
def archive(request: ActorRequest, template: int) -> HttpResponse:
    """Take a template out of use, or into use again."""
    row = template_numbered(request.actor, template)
    archive_template(by=request.actor, template=template, restore=row.archived_on is not None)
    return HttpResponseRedirect(template_address(row))
