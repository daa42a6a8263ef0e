"""Layouts of XML files: data that name elements and the fields in them, read once and turned into a writer.

A layout is a JSON file in `layouts`: `code`, `names` (a name for each language) and `root`, an element. An element has
a `tag` and one of: `text` (a constant), `value` (a field), or `children` (elements). Also: `attributes` (each with a
`text` or a `value`), `words` (value of the field -> what is written), `optional` (left out where the field is empty),
and `each` (the name of a list: the element is repeated for each of its rows, whose fields stand in it). Without a tag
the children stand by themselves. `fields.py` says which fields and lists there are.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr  # nosec B406: it writes, and parses nothing

Row = Mapping[str, Any]
Lists = Mapping[str, Callable[[], Iterator[Row]]]
Piece = Callable[[Row, Lists], Iterator[str]]

LINES: Final = ("entries", "lines")
"""The lists for which all lines of the journal are read."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Layout:
    """A layout, ready to write. `passes` is how often it reads all lines of the journal."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.code: str = data["code"]
        self.names: dict[str, str] = data["names"]
        self.passes = max(_passes(data["root"]), 1)
        self._root = _element(data["root"])

    def pieces(self, header: Row, lists: Lists) -> Iterator[str]:
        """The document, piece by piece: `header` holds the fields outside of lists."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield from self._root(header, lists)


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by its code."""
    place = files("repaid.ledger.journal").joinpath("layouts")
    texts = [file.read_text(encoding="utf-8") for file in place.iterdir() if file.name.endswith(".json")]
    found = [Layout(json.loads(text)) for text in texts]
    return {layout.code: layout for layout in sorted(found, key=lambda layout: layout.code)}


def _passes(node: Mapping[str, Any]) -> int:
    if "each" in node:
        return int(node["each"] in LINES)
    return sum(map(_passes, node.get("children", ())))


def _element(node: Mapping[str, Any]) -> Piece:
    """What writes an element, repeated for the rows of its list where it has one."""
    one = _leaf(node) if "children" not in node else _branch(node)
    each = node.get("each")
    if each is None:
        return one

    def repeated(row: Row, lists: Lists) -> Iterator[str]:
        for inner in row[each] if each in row else lists[each]():
            yield from one(inner, lists)

    return repeated


def _branch(node: Mapping[str, Any]) -> Piece:
    tag, opened = node.get("tag"), _opening(node)
    children = [_element(child) for child in node["children"]]
    leaves = [_text_of(child) for child in node["children"]] if all(map(_is_leaf, node["children"])) else None

    def flat(row: Row, _lists: Lists) -> Iterator[str]:
        assert leaves is not None
        yield f"{opened(row)}{''.join([leaf(row) for leaf in leaves])}</{tag}>\n"

    def deep(row: Row, lists: Lists) -> Iterator[str]:
        if tag:
            yield opened(row) + "\n"
        for child in children:
            yield from child(row, lists)
        if tag:
            yield f"</{tag}>\n"

    return flat if leaves is not None and tag else deep


def _leaf(node: Mapping[str, Any]) -> Piece:
    text = _text_of(node)

    def leaf(row: Row, _lists: Lists) -> Iterator[str]:
        yield text(row)

    return leaf


def _is_leaf(node: Mapping[str, Any]) -> bool:
    return "children" not in node and "each" not in node


def _text_of(node: Mapping[str, Any]) -> Callable[[Row], str]:
    """What writes an element that holds a text."""
    tag, opened, value, is_optional = node["tag"], _opening(node), _value(node), node.get("optional", False)

    def text(row: Row) -> str:
        found = value(row)
        return f"{opened(row)}{escape(found)}</{tag}>" if found or not is_optional else ""

    return text


def _opening(node: Mapping[str, Any]) -> Callable[[Row], str]:
    tag, attributes = node.get("tag", ""), [(name, _value(each)) for name, each in node.get("attributes", {}).items()]
    if not attributes:
        return lambda _row: f"<{tag}>"
    return lambda row: f"<{tag}{''.join(f' {name}={quoteattr(value(row))}' for name, value in attributes)}>"


def _value(node: Mapping[str, Any]) -> Callable[[Row], str]:
    if "text" in node:
        constant: str = node["text"]
        return lambda _row: constant
    field, words = node.get("value", ""), node.get("words")
    if words:
        return lambda row: str(words[row[field]])
    return lambda row: _NOT_XML.sub("", str(row[field]))
