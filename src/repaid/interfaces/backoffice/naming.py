"""Boxes for a name in each language, for things that are named in data (decision 31)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

NAME_IN: Any = _("Name ({language})")


def box_of(language: str) -> str:
    """The box of the name in a language."""
    return f"name_{language}"


def add_names(form: forms.Form, length: int = 120) -> None:
    """A box for each language."""
    for language, name in settings.LANGUAGES:
        form.fields[box_of(language)] = forms.CharField(
            label=NAME_IN.format(language=name), max_length=length, required=False
        )


def names_told(form: forms.Form) -> dict[str, str]:
    """The names that were typed, by language."""
    given = {language: form.cleaned_data.get(box_of(language), "") for language, _name in settings.LANGUAGES}
    return {language: name for language, name in given.items() if name}


def boxes(names: Mapping[str, str]) -> dict[str, str]:
    """Names as they stand in the boxes at first."""
    return {box_of(language): name for language, name in names.items()}
