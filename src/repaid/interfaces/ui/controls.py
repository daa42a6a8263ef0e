"""Widgets: what a box looks like, which keyboard a phone shows for it, what reads it on leaving."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.safestring import SafeString

CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "rp-check",
    forms.CheckboxSelectMultiple: "rp-check",
    forms.RadioSelect: "",
    forms.Select: "form-select",
    forms.FileInput: "form-control",
    forms.Textarea: "form-control",
    forms.widgets.Input: "form-control",
}


class TypedInput(forms.TextInput):
    """A text box that is read on leaving (`typed` says how) and rewritten in the reader's manner."""

    template_name = "ui/widgets/typed.html"
    typed = ""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-typed": self.typed, **(attrs or {})})


class MoneyInput(TypedInput):
    """An amount with its currency attached."""

    template_name = "ui/widgets/money.html"
    typed = "money"
    currency = ""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "data-currency": self.currency})
        return context | {"currency": self.currency}


class DateInput(TypedInput):
    """A day, typed or picked."""

    template_name = "ui/widgets/date.html"
    typed = "date"


class RateInput(TypedInput):
    """Per cent a year."""

    template_name = "ui/widgets/rate.html"
    typed = "rate"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})


class CodeInput(forms.TextInput):
    """A number that one copies: left to right in every language, no spelling help."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"dir": "ltr", "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}
        super().__init__(given | (attrs or {}))


class ColourInput(CodeInput):
    """A colour as "#rrggbb", typed or picked."""

    template_name = "ui/widgets/colour.html"


class DropInput(forms.FileInput):
    """A wide box in which a file is dropped or chosen; how much of it has arrived is shown while it is sent."""

    template_name = "ui/widgets/drop.html"


class Segments(forms.RadioSelect):
    """Two to four choices side by side."""

    template_name = "ui/widgets/segments.html"


class Cards(forms.RadioSelect):
    """Choices with a line of explanation each: `notes` maps a value to it."""

    template_name = "ui/widgets/cards.html"

    def __init__(self, *args: Any, notes: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes = notes or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().create_option(name, value, *args, **kwargs) | {"note": self.notes.get(str(value), "")}


def dressed(field: BoundField) -> SafeString:
    """The widget with the class of its kind; an invalid one shows it."""
    widget = field.field.widget
    known = next((CLASSES[kind] for kind in type(widget).__mro__ if kind in CLASSES), "")
    own = widget.attrs.get("class", "")
    classes = " ".join(filter(None, [known, own, "is-invalid" if field.errors else ""]))
    return field.as_widget(attrs={"class": classes} if classes else {})
