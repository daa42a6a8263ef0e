"""Boxes for a name in each language, for things that are named in data (decision 31)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

NAME_IN: Any = _("Name ({language})")


def box_of(language: str) -> str:
    """The box of the name in a language."""
    return f"name_{language}"


def add_names(form: forms.Form, length: int = 120) -> None:
    """A box for each language."""
    for language, name in settings.LANGUAGES:
        form.fields[box_of(language)] = forms.CharField(
            label=NAME_IN.format(language=name), max_length=length, required=False,
            widget=forms.TextInput(attrs={"lang": language}),
        )  # fmt: skip


def names_told(form: forms.Form) -> dict[str, str]:
    """The names that were typed, by language."""
    given = {language: form.cleaned_data.get(box_of(language), "") for language, _name in settings.LANGUAGES}
    return {language: name for language, name in given.items() if name}


def ask_for_name(form: forms.Form) -> None:
    """An error at the box of the reader's language where no name was typed in any."""
    if not names_told(form):
        form.add_error(box_of(get_language()), _("Enter the name in at least one language."))


def boxes(names: Mapping[str, str]) -> dict[str, str]:
    """Names as they stand in the boxes at first."""
    return {box_of(language): name for language, name in names.items()}
