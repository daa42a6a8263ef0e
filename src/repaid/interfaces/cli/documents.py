"""JSON files as people hand them over: read strictly, refused with the field and the place.

Amounts and rates are written as text ("552.34"): a JSON number with a decimal point is a float, and no float
touches money. A name that stands twice in one object is refused, since one of the two would be lost.
"""

import json
import re
from collections import Counter
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.kernel.refusal import Refusal

SIZE_MAX = 16 * 1024 * 1024
DEPTH_MAX = 20
NAMES = ("key", "receipt", ".of", "name", "party", "calendar")
"""Fields that hold a name, whatever it looks like."""
NAME_MAX = 100
SHOWN_MAX = 40

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,6})?")
_NO_CHARACTER = re.compile("[\ud800-\udfff\x00]")
_EXPONENT = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")

JsonFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A JSON file.")]


class Unreadable(Refusal):
    """The file is no JSON that can be used; `place` says where."""

    code = "unreadable_file"
    sentence = gettext_lazy("{file} cannot be read: {said}")


class FieldRefused(Refusal):
    """A field is not what it should be; `path` names it, as in "events[2].amount"."""

    code = "field_refused"
    sentence = gettext_lazy("{path}: {said}")

    def __init__(self, *, path: str, said: str) -> None:
        super().__init__(path=path or _("the document"), said=said)


class _Wrong(ValueError):
    """What the parser itself would let pass."""


def read_document(file: Path, *, part: str = "") -> dict[str, Any]:
    """The object in a JSON file, or its `part` where it has one; Unreadable with line and column where it is none."""
    try:
        found = json.loads(_text(file), object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as wrong:
        said = _("line {line}, column {column}: {words}")
        raise Unreadable(file=file, said=said.format(line=wrong.lineno, column=wrong.colno, words=wrong.msg)) from None
    except RecursionError:
        raise Unreadable(file=file, said=_("it is nested too deeply")) from None
    except ValueError as wrong:
        raise Unreadable(file=file, said=_said(wrong)) from None
    if part and isinstance(found, dict):
        found = found.get(part, found)
    if not isinstance(found, dict):
        raise Unreadable(file=file, said=_("an object in braces is expected"))
    _check(found, None, 0)
    return found


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > SIZE_MAX:
            raise Unreadable(file=file, said=_("it is larger than {limit} MB").format(limit=SIZE_MAX >> 20))
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        said = _("byte {place} is no UTF-8 text").format(place=wrong.start)
        raise Unreadable(file=file, said=said) from None
    except OSError as wrong:
        raise Unreadable(file=file, said=wrong.strerror or type(wrong).__name__) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _times)] = Counter(name for name, _value in pairs).most_common(1)
        raise _Wrong(_("“{name}” stands twice in one object").format(name=shown(twice)))
    return found


def _constant(name: str) -> Any:
    raise _Wrong(_("{name} is not a number that can be used").format(name=name))


def _said(wrong: ValueError) -> str:
    return str(wrong) if isinstance(wrong, _Wrong) else _("a number in it has too many digits")


Place = tuple["Place", str | int] | None
"""Where a value stands: the place of its parent and its name or number there. Written out only for a refusal."""


def _check(value: Any, place: Place, depth: int) -> None:
    """Refuse what would cost memory before anybody looks at it: exponents, depth."""
    if depth > DEPTH_MAX:
        raise FieldRefused(path=_path(place), said=_("nested too deeply"))
    if isinstance(value, dict):
        for name, each in value.items():
            _check_name(name, place)
            _check(each, (place, name), depth + 1)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _check(each, (place, number), depth + 1)
    elif isinstance(value, float):
        raise FieldRefused(path=_path(place), said=_("write numbers with decimals as text, in quotation marks"))
    elif isinstance(value, str):
        _check_text(value, place)


def _check_name(name: str, place: Place) -> None:
    """A name becomes part of the place in a sentence."""
    _check_text(name, place)
    if len(name) > NAME_MAX or not name.isprintable():
        said = _("“{name}” cannot be the name of a field").format(name=shown(name))
        raise FieldRefused(path=_path(place), said=said)


def _check_text(text: str, place: Place) -> None:
    if _NO_CHARACTER.search(text):
        raise FieldRefused(path=_path(place), said=_("it holds a character that is none"))
    if _EXPONENT.fullmatch(text) and not _path(place).endswith(NAMES):
        said = _("write {text} without an exponent").format(text=shown(text))
        raise FieldRefused(path=_path(place), said=said)


def _path(place: Place) -> str:
    if place is None:
        return ""
    parent, name = _path(place[0]), place[1]
    if isinstance(name, int):
        return f"{parent}[{name}]"
    return f"{parent}.{name}" if parent else name


def shown(text: str) -> str:
    """A text as part of a sentence: one line, not too long."""
    cut = text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"
    return "".join(char if char.isprintable() else "·" for char in cut)


# ------------------------------------------------------------------ fields


def only(data: Any, path: str, *, needed: Collection[str] = (), allowed: Collection[str] = ()) -> dict[str, Any]:
    """`data` as an object that has the needed fields and no other than these and the allowed ones."""
    if not isinstance(data, dict):
        raise FieldRefused(path=path, said=_("an object in braces is expected"))
    prefix = f"{path}." if path else ""
    for name in data:
        if name not in needed and name not in allowed:
            raise FieldRefused(path=f"{prefix}{name}", said=_("there is no such field"))
    for name in needed:
        if name not in data:
            raise FieldRefused(path=f"{prefix}{name}", said=_("this field is missing"))
    return data


def a_list(data: Any, path: str, *, most: int) -> list[Any]:
    """`data` as a list of at most `most` items."""
    if not isinstance(data, list):
        raise FieldRefused(path=path, said=_("a list in square brackets is expected"))
    if len(data) > most:
        raise FieldRefused(path=path, said=_("at most {most} items are possible").format(most=most))
    return data


def a_text(data: Any, path: str) -> str:
    """`data` as text."""
    if not isinstance(data, str):
        raise FieldRefused(path=path, said=_("text in quotation marks is expected"))
    return data


def a_date(data: Any, path: str) -> date:
    """`data` as a day that exists, written as 2026-01-31."""
    text = a_text(data, path)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise FieldRefused(path=path, said=_("there is no day {text}").format(text=text)) from None
    raise FieldRefused(path=path, said=_("a date such as 2026-01-31 is expected, not {text}").format(text=shown(text)))


def an_amount(data: Any, path: str) -> Decimal:
    """`data` as an amount above nothing, written as "100.00"."""
    text = a_text(data, path)
    if not _AMOUNT.fullmatch(text):
        raise FieldRefused(
            path=path, said=_("an amount such as 100.00 is expected, not {text}").format(text=shown(text))
        )
    return Decimal(text)
