"""Terms, events and facts as plain data (dict, list, str, int, bool, None) and back, exactly.

Money is a decimal string of the contract's currency ("552.34"), a rate a decimal
string in per cent, a fraction "n/d", a date ISO. The shape is the shape of the
dataclasses; a union is told apart by `kind`. What cannot be read is refused with
the path of the field: a person wrote it.

>>> event_from_data({"kind": "received", "value_date": "2015-06-21", "key": "r1", "amount": "552.34"}, "PLN").amount
55234
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from typing import Any, Final, cast

from loanmath.events import Event
from loanmath.facts import Facts
from loanmath.money import MINOR, format_minor, parse_minor
from loanmath.refusing import WrongField, shown
from loanmath.terms import LoanTerms

Data = Any
"""JSON-able data; its shape is checked at run time, field by field."""


class DataRefused(ValueError):
    """Data that is not what it should be; `path` names the field, as in "terms.every.unit"."""

    def __init__(self, path: str, said: str) -> None:
        super().__init__(f"{path}: {said}" if path else said)
        self.path = path
        self.said = said


def terms_to_data(terms: LoanTerms) -> dict[str, Data]:
    """Every field, also those that have their default: a stored contract must not move when a default does."""
    return cast(dict[str, Data], _encode(terms, LoanTerms, terms.currency))


def terms_from_data(data: Data, path: str = "terms") -> LoanTerms:
    """Read terms; DataRefused names the field. A missing field has its default."""
    currency = _currency(data, path)
    return cast(LoanTerms, _decode(data, LoanTerms, currency, path))


def event_to_data(event: Event, currency: str) -> dict[str, Data]:
    """An event with its `kind`; money is written in `currency`, that of the terms."""
    return cast(dict[str, Data], _encode(event, Event, currency))


def event_from_data(data: Data, currency: str, path: str = "event") -> Event:
    """Read an event; DataRefused names the field."""
    return cast(Event, _decode(data, Event, currency, path))


def facts_to_data(facts: Facts, currency: str) -> dict[str, Data]:
    """The state of the fold, movements and findings included."""
    return cast(dict[str, Data], _encode(facts, Facts, currency))


def facts_from_data(data: Data, currency: str, path: str = "facts") -> Facts:
    """Read stored facts; DataRefused names the field."""
    return cast(Facts, _decode(data, Facts, currency, path))


def _currency(data: Data, path: str) -> str:
    found = data.get("currency") if isinstance(data, dict) else None
    if not isinstance(found, str) or len(found) != 3 or not found.isupper():
        raise DataRefused(_field(path, "currency"), "three capital letters expected")
    return found


def _field(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


# ------------------------------------------------------------------ types


@cache
def _hints(cls: Any) -> dict[str, Any]:
    names = [f.name for f in fields(cls) if f.init] if is_dataclass(cls) else list(cls._fields)
    hints = typing.get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in names}


@cache
def _required(cls: Any) -> frozenset[str]:
    if is_dataclass(cls):
        return frozenset(
            f.name for f in fields(cls) if f.init and f.default is MISSING and f.default_factory is MISSING
        )
    return frozenset(cls._fields) - frozenset(cls._field_defaults)


def _is_record(hint: Any) -> bool:
    return is_dataclass(hint) or hasattr(hint, "_fields")


@cache
def _is_money(hint: Any) -> bool:
    return MINOR in getattr(hint, "__metadata__", ())


@cache
def _is_tuple(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple


@cache
def _options(hint: Any) -> tuple[Any, ...]:
    """The members of a union; empty for anything else."""
    return typing.get_args(hint) if typing.get_origin(hint) in (types.UnionType, typing.Union) else ()


# ------------------------------------------------------------------ out


def _encode(value: Any, hint: Any, currency: str) -> Data:
    if value is None or isinstance(value, (str, bool)):
        return value if not isinstance(value, StrEnum) else value.value
    if isinstance(value, (date, Decimal)):
        return value.isoformat() if isinstance(value, date) else format(value, "f")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, int):
        return format_minor(value, currency) if _money_in(hint) else value
    if _is_record(value):
        return _encode_record(value, _options(hint), currency)
    return [_encode(item, _item_hint(hint, i), currency) for i, item in enumerate(value)]


def _money_in(hint: Any) -> bool:
    return _is_money(hint) or any(_is_money(option) for option in _options(hint))


def _encode_record(value: Any, options: tuple[Any, ...], currency: str) -> dict[str, Data]:
    shape: Any = type(value)
    told_apart = len([option for option in options if option is not type(None)]) > 1
    data: dict[str, Data] = {"kind": value.kind} if told_apart else {}
    for name, hint in _hints(shape).items():
        data[name] = _encode(getattr(value, name), hint, currency)
    return data


def _item_hint(hint: Any, place: int) -> Any:
    args = typing.get_args(hint)
    return args[0] if len(args) == 2 and args[1] is Ellipsis else args[place]


# ------------------------------------------------------------------ in


def _decode(data: Data, hint: Any, currency: str, path: str) -> Any:
    if options := _options(hint):
        return _decode_union(data, options, currency, path)
    if _is_money(hint):
        return _read(data, str, lambda text: parse_minor(text, currency), path)
    if _is_tuple(hint):
        return _decode_tuple(data, hint, currency, path)
    if _is_record(hint):
        return _decode_record(data, hint, currency, path)
    return _decode_scalar(data, hint, path)


def _decode_union(data: Data, options: tuple[Any, ...], currency: str, path: str) -> Any:
    if type(None) in options:
        if data is None:
            return None
        return _decode(data, next(o for o in options if o is not type(None)), currency, path)
    kinds = {option.kind: option for option in options}
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in kinds:
        raise DataRefused(_field(path, "kind"), f"one of {', '.join(sorted(kinds))} expected")
    rest = {name: value for name, value in data.items() if name != "kind"}
    return _decode_record(rest, kinds[kind], currency, path)


def _decode_tuple(data: Data, hint: Any, currency: str, path: str) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise DataRefused(path, "a list expected")
    args = typing.get_args(hint)
    if args[-1] is not Ellipsis and len(args) != len(data):
        raise DataRefused(path, f"{len(args)} items expected")
    return tuple(_decode(item, _item_hint(hint, i), currency, f"{path}[{i}]") for i, item in enumerate(data))


def _decode_record(data: Data, cls: Any, currency: str, path: str) -> Any:
    if not isinstance(data, dict):
        raise DataRefused(path, "an object expected")
    hints = _hints(cls)
    for name in data:
        if name not in hints:
            raise DataRefused(_field(path, name), "no such field")
    for name in sorted(_required(cls) - data.keys()):
        raise DataRefused(_field(path, name), "missing")
    values = {name: _decode(value, hints[name], currency, _field(path, name)) for name, value in data.items()}
    try:
        return cls(**values)
    except WrongField as refused:
        raise DataRefused(_field(path, refused.field), refused.said) from refused
    except ValueError as refused:
        raise DataRefused(path, str(refused)) from refused


def _decode_scalar(data: Data, hint: Any, path: str) -> Any:
    if hint in (int, bool, str):
        return _read(data, hint, hint, path)
    reader = _READERS.get(hint) or partial(_read_option, hint)
    return _read(data, str, reader, path)


def _read(data: Data, wanted: type, reader: Callable[[Any], Any], path: str) -> Any:
    if type(data) is not wanted:
        raise DataRefused(path, f"{_NAMES[wanted]} expected")
    try:
        return reader(data)
    except ValueError as wrong:
        raise DataRefused(path, str(wrong)) from wrong


def _read_option(options: type[StrEnum], text: str) -> StrEnum:
    if text not in list(options):
        raise ValueError(f"one of {', '.join(options)} expected")
    return options(text)


def _read_date(text: str) -> date:
    """Only as we write it: the library reads weeks and days of the year too."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"a date such as 2026-01-31 expected, not {shown(text)}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day {text}") from None


def _read_decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"a number such as 7.25 expected, not {shown(text)}")
    return Decimal(text)


def _read_fraction(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):
        raise ValueError(f"a fraction such as 1/10 expected, not {shown(text)}")
    return Fraction(text)


_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_FRACTION: Final = re.compile(r"[+-]?[0-9]+(?:/0*[1-9][0-9]*|\.[0-9]+)?")
_READERS: Final[dict[Any, Callable[[str], Any]]] = {date: _read_date, Decimal: _read_decimal, Fraction: _read_fraction}
_NAMES: Final = {str: "text", int: "a whole number", bool: "true or false"}
