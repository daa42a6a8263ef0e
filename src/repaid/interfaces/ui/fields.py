"""Form fields for what lenders type: money, days, rates, counts, codes. Each reads three alphabets of digits."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money, exponent
from repaid.interfaces.ui import formats, typed
from repaid.interfaces.ui.controls import CodeInput, DateInput, MoneyInput, RateInput
from repaid.kernel.text import latin_digits, plain_code

Value = TypeVar("Value")


class MoneyField(forms.Field):
    """An amount of `currency`, above zero unless `zero` is allowed; gives `Money`."""

    widget = MoneyInput

    def __init__(self, *, currency: str = "", zero: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.zero = zero
        self.currency = currency

    @property
    def currency(self) -> str:
        return self.widget.currency

    @currency.setter
    def currency(self, currency: str) -> None:
        self.widget.currency = currency

    def prepare_value(self, value: Any) -> Any:
        return formats.amount_text(value) if isinstance(value, Money) else value

    def to_python(self, value: Any) -> Money | None:
        return value if isinstance(value, Money) else _read(value, lambda text: typed.amount(text, self.currency))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.minor <= 0 and not (self.zero and value.minor == 0):
            example = Money(1000 * 10 ** exponent(self.currency), self.currency)
            sentence = _("Enter an amount above 0, for example {example}.")
            raise ValidationError(str(sentence).format(example=formats.amount_text(example)), code="min")


class DateField(forms.Field):
    """A day; `on` (the business day, given by the form) is what `+7` and `24.11` count from."""

    widget = DateInput

    def __init__(self, *, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.on = on

    def prepare_value(self, value: Any) -> Any:
        return formats.date_text(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        return value if isinstance(value, date) else _read(value, lambda text: typed.day(text, self.on))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class RateField(forms.Field):
    """Per cent a year; gives `Decimal`."""

    widget = RateInput

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return formats.rate_text(value).removesuffix(formats.manner().percent)
        return value

    def to_python(self, value: Any) -> Decimal | None:
        return value if isinstance(value, Decimal) else _read(value, typed.rate)


class CountField(forms.Field):
    """A whole number, within `at_least` and `at_most` where they are given."""

    widget = CodeInput

    def __init__(self, *, at_least: int | None = None, at_most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_least, self.at_most = at_least, at_most
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> int | None:
        return value if isinstance(value, int) else _read(value, typed.whole_number)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        low, high = self.at_least, self.at_most
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValidationError(self._range_sentence(low, high), code="range")

    def _range_sentence(self, low: int | None, high: int | None) -> str:
        if low is None or high is None:
            sentence = _("Enter at least {low}.") if high is None else _("Enter at most {high}.")
        else:
            sentence = _("Enter a number between {low} and {high}.")
        bounds = {"low": "" if low is None else formats.number_text(low)}
        bounds["high"] = "" if high is None else formats.number_text(high)
        return str(sentence).format(**bounds)


class CodeField(forms.CharField):
    """A number that one copies; kept with Latin digits, with `tight` also without spaces and dashes."""

    widget = CodeInput

    def __init__(self, *, tight: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.tight = tight

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return plain_code(text) if self.tight else latin_digits(text)


def _read(text: Any, reader: Callable[[str], Value]) -> Value | None:
    """What was typed, read; None when nothing was."""
    if text is None or not str(text).strip():
        return None
    try:
        return reader(str(text))
    except typed.Unreadable as error:
        raise ValidationError(str(error), code="unreadable") from error
