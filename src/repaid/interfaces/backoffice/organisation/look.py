"""The look of the client zone: address, header, colours, logo and welcome, with a preview in both themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from repaid.branding.colours import is_colour
from repaid.branding.commands.look import (
    WELCOME_LENGTH_MAX,
    Choice,
    choose_look,
    put_logo,
    remove_logo,
    welcome_customers,
)
from repaid.branding.queries import Look, look_of
from repaid.branding.rights import EDIT_LOOK
from repaid.branding.rules import colour_findings
from repaid.interfaces.backoffice.organisation.history import SETTINGS, history
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.styles import styles_of
from repaid.interfaces.ui.controls import CodeInput, ColourInput
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Finding

TITLE = _("Look of the client zone")
COLOURS = ("accent", "accent_dark", "header")
COMMANDS = ("branding.choose_look", "branding.welcome_customers", "branding.put_logo", "branding.remove_logo")


def welcome_box(language: str) -> str:
    """The box of the welcome text in a language."""
    return f"welcome_{language}"


class LookForm(Form):
    """Everything that customers see of an organisation."""

    path = forms.SlugField(
        label=_("Address"), max_length=40, widget=CodeInput, help_text=_("Stands after /clientzone/ in the address.")
    )
    title = forms.CharField(
        label=_("Words in the header"),
        max_length=60,
        required=False,
        help_text=_("Empty: the name of the organisation."),
    )
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG or JPEG, 512 kB at most. It is shown 40 pixels high.")
    )
    no_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    accent = forms.CharField(
        label=_("Colour of buttons and links"), max_length=7, required=False, widget=ColourInput,
        help_text=_("Empty: the colour of Repaid."),
    )  # fmt: skip
    accent_dark = forms.CharField(
        label=_("The same in the dark theme"), max_length=7, required=False, widget=ColourInput,
        help_text=_("Empty: a lighter shade of the first colour."),
    )  # fmt: skip
    header = forms.CharField(
        label=_("Colour of the header"), max_length=7, required=False, widget=ColourInput,
        help_text=_("Empty: the colour of the page. The words are white or black, whichever is read better."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, name in settings.LANGUAGES:
            self.fields[welcome_box(language)] = forms.CharField(
                label=_("Welcome text ({language})").format(language=name),
                required=False, max_length=WELCOME_LENGTH_MAX,
                widget=forms.Textarea(attrs={"rows": 3, "lang": language, "dir": "auto"}),
            )  # fmt: skip

    @property
    def choice(self) -> Choice:
        """Address, header and colours."""
        return Choice(**{name: self.cleaned_data[name] for name in ("path", "title", *COLOURS)})

    @property
    def welcomes(self) -> dict[str, str]:
        """The welcome text by language."""
        boxes = {language: self.cleaned_data[welcome_box(language)] for language, _name in settings.LANGUAGES}
        return {language: text for language, text in boxes.items() if text}


@staff_page(EDIT_LOOK)
def edit(request: ActorRequest) -> HttpResponse:
    """Show and keep the look; what is typed is shown in the preview at once."""
    look = look_of(request.actor.organisation_id)
    form = LookForm(request.POST or None, request.FILES or None, initial=_boxes(look))
    facts = {"look": look, "preview": _preview(form, look)}
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/organisation/look_preview.html", facts)
    here = reverse("backoffice:look_edit")
    page = FormPage(
        TITLE, [(SETTINGS, reverse("backoffice:settings")), (TITLE, "")], _("Save"), here,
        _("Saved. Customers see it at the next page."), template="backoffice/organisation/look.html",
        more=facts | {"history": history(request.actor, COMMANDS, WORDS)},
    )  # fmt: skip
    return form_page(request, form, page, lambda: _keep(request, form, look))


@staff_page(EDIT_LOOK)
def preview_styles(request: ActorRequest) -> HttpResponse:
    """The style sheet of a preview: colours of the address, as far as they are colours."""
    accent, accent_dark, header = (_colour(request.GET.get(name, "")) for name in COLOURS)
    look = Look(0, "", "", accent=accent, accent_dark=accent_dark, header=header)
    text = styles_of(look, '#preview [data-bs-theme="light"]', '#preview [data-bs-theme="dark"]')
    return HttpResponse(text, content_type="text/css; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Warned:
    """A colour that will be refused: why, and the box in which `colour` would pass (empty: none is known)."""

    sentence: str
    box: str
    colour: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What is typed, as customers would see it; `warnings` say what will be refused."""

    styles: str
    title: str
    welcome: str
    warnings: Sequence[Warned]
    themes = ("light", "dark")


def _preview(form: LookForm, look: Look) -> Preview:
    told = {name: str(form[name].value() or "").strip().lower() for name in COLOURS}
    found = colour_findings(**told)
    address = reverse("backoffice:look_preview")
    welcome = form[welcome_box((get_language() or "en")[:2])].value()
    return Preview(
        f"{address}?{urlencode(told)}", form["title"].value() or look.title, welcome or "",
[_warned(form, finding) for finding in found],
    )  # fmt: skip


def _warned(form: LookForm, finding: Finding) -> Warned:
    box = form[str(finding.facts["field"])]
    return Warned(f"{box.label}: {sentence_of(finding)}", str(box.id_for_label), str(finding.facts.get("colour", "")))


def _keep(request: ActorRequest, form: LookForm, look: Look) -> Choice:
    """All of it or nothing; what did not change leaves no trace."""
    by, given = request.actor, form.cleaned_data["logo"]
    with transaction.atomic():
        if form.choice != Choice(**{name: getattr(look, name) for name in ("path", "title", *COLOURS)}):
            choose_look(by=by, choice=form.choice)
        if form.welcomes != look.welcomes:
            welcome_customers(by=by, welcomes=form.welcomes)
        if given:
            put_logo(by=by, content=given.read())
        elif form.cleaned_data["no_logo"]:
            remove_logo(by=by)
    return form.choice


def _boxes(look: Look) -> dict[str, str]:
    told = {name: getattr(look, name) for name in ("path", "title", *COLOURS)}
    return told | {welcome_box(language): text for language, text in look.welcomes.items()}


def _colour(text: str) -> str:
    return text if is_colour(text) else ""


WORDS = {name: LookForm.base_fields[name].label or name for name in ("path", "title", "logo", *COLOURS)} | dict(
    settings.LANGUAGES
)
