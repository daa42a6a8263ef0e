"""Values of commands as JSON and back: money, days, moments, exact numbers and choices keep their kind."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from loanmath.money import Money


def to_plain(value: Any) -> Any:
    """`value` as JSON; dataclasses become objects (facts of commands, not read back)."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Money(minor=minor, currency=currency):
            return {"$money": [minor, currency]}
        case datetime():
            return {"$moment": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case Decimal():
            return {"$decimal": str(value)}
    return _structure(value)


def _structure(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(each) for each in value]
    return str(value)


def from_plain(value: Any) -> Any:
    """What `to_plain` made of an argument, back in its own kind; lists stay lists."""
    if isinstance(value, list):
        return [from_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$money": [minor, currency]}:
            return Money(minor, currency)
        case {"$moment": moment}:
            return datetime.fromisoformat(moment)
        case {"$date": day}:
            return date.fromisoformat(day)
        case {"$decimal": number}:
            return Decimal(number)
    return {key: from_plain(each) for key, each in value.items()}


def differences(had: Mapping[str, Any], has: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was and what is of the fields that differ; one that a side does not have is None there."""
    changed = [name for name in {**had, **has} if had.get(name) != has.get(name)]
    return {name: had.get(name) for name in changed}, {name: has.get(name) for name in changed}
