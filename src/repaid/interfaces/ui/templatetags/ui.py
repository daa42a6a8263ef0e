"""Tags and filters under the components; pages use the components, parts of `ui` and long tables use these."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.template.defaultfilters import stringfilter
from django.utils.html import json_script
from django.utils.safestring import SafeString

from loanmath.money import Money
from repaid.interfaces.ui import formats, markup
from repaid.interfaces.ui.controls import dressed
from repaid.interfaces.ui.sentences import sentence_of
from repaid.interfaces.ui.states import State, state_of
from repaid.kernel.refusal import Finding, Refusal

register = template.Library()


@register.simple_tag
def icon(name: str, large: bool = False) -> SafeString:
    return markup.icon(name, large=bool(large))


@register.simple_tag
def money(value: Money | int | None, currency: str = "", bare: bool = False) -> SafeString:
    """An amount; minor units need their `currency`."""
    amount = Money(value, currency) if isinstance(value, int) else value
    return markup.money(amount, bare=bool(bare))


@register.simple_tag
def day(value: date | datetime | None, time: bool = False) -> SafeString:
    """A day; with `time` the moment."""
    return markup.moment(value) if time and isinstance(value, datetime) else markup.day(_local(value))


@register.simple_tag
def rate(value: Decimal | None, yearly: bool = True) -> SafeString:
    return markup.rate(value, yearly=bool(yearly))


@register.simple_tag
def number(value: int | Decimal | None) -> SafeString:
    return markup.number(value)


@register.simple_tag
def code(value: object, kind: str = "") -> SafeString:
    return markup.code(value, kind=kind)


@register.filter
def isolated(value: object) -> str:
    """A code that keeps its order inside a sentence of a language from right to left."""
    return formats.isolated(str(value))


@register.simple_tag
def state(kind: str = "", value: str = "", word: str = "", tone: str = "calm", icon: str = "circle-dot") -> SafeString:
    """The state `value` of a `kind` of thing, or one of the caller's own words."""
    return markup.state(state_of(kind, value) if kind else State(word, tone, icon))  # type: ignore[arg-type]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The widget of a form field in the look of the house."""
    return dressed(field)


@register.simple_tag
def json_of(value: Any, identity: str) -> SafeString:
    """Data for a script, as a block that no browser executes."""
    return json_script(value, identity)


@register.filter
def figure(value: object) -> object:
    """Any value in the markup of its type."""
    return markup.figure(value)


@register.filter
def words(value: object) -> object:
    """A text that may be a bare code, in its own order."""
    return markup.words(value)


@register.filter
def plain(value: object) -> str:
    """Any figure as text, for attributes and labels."""
    return formats.text_of(value)


@register.filter
def currency_name(currency: str) -> str:
    """What the language calls a currency."""
    return formats.currency_name(currency)


@register.filter
def sentence(said: Finding | Refusal) -> str:
    """What is told, in the reader's language, its figures in the reader's manner."""
    return sentence_of(said)


@register.filter
@stringfilter
def initials(name: str) -> str:
    """One or two letters that stand for a person."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def linked_errors(errors: ErrorDict, form: Any) -> list[tuple[str, BoundField | None]]:
    """Each sentence of a form with the field that it belongs to, in the order of the fields."""
    fields = {name: form[name] if name in form.fields else None for name in errors}
    return [(str(sentence), fields[name]) for name, found in errors.items() for sentence in found]


def _local(value: date | datetime | None) -> date | None:
    return formats.local_day(value) if isinstance(value, datetime) else value
