"""XML from strangers: streamed, without document types, without entities, and never more than fits.

The parser is expat, told to refuse any document type declaration before it reads one entity, so neither a file, nor
the network, nor an expansion is ever reached. Elements that are not of the namespace of the root are passed over.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.parsers import expat

from .findings import unreadable

DEPTH_MAX: Final = 64
TEXT_MAX: Final = 100_000
HELD_MAX: Final = 500_000
_SPLIT: Final = " "
_PIECE: Final = 1 << 16

OnStart = Callable[[str, str, dict[str, str], int], None]
OnEnd = Callable[[str, str, str], object]


def stream(pieces: Iterable[bytes], on_start: OnStart, on_end: OnEnd) -> None:
    """Read XML piece by piece: `on_start(namespace, name, attributes, row)`, `on_end(namespace, name, text)`.

    Raises Unreadable at a document type, at broken XML, and where depth or text pass their limits.
    """
    _Stream(on_start, on_end).run(pieces)


class _Stream:
    """Expat with its handlers, and the texts of the open elements; what stands between two children is layout."""

    def __init__(self, on_start: OnStart, on_end: OnEnd) -> None:
        self._on_start, self._on_end = on_start, on_end
        self._texts: list[list[str]] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=_SPLIT)
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse_declaration

    def run(self, pieces: Iterable[bytes]) -> None:
        try:
            for piece in pieces:
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise unreadable("broken_xml", line=self._parser.CurrentLineNumber) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._texts) >= DEPTH_MAX:
            raise unreadable("too_much_xml", line=self._parser.CurrentLineNumber)
        if self._texts:
            self._texts[-1].clear()
        self._texts.append([])
        namespace, _, local = name.rpartition(_SPLIT)
        self._on_start(namespace, local, attributes, self._parser.CurrentLineNumber)

    def _end(self, name: str) -> None:
        namespace, _, local = name.rpartition(_SPLIT)
        self._on_end(namespace, local, "".join(self._texts.pop()))

    def _characters(self, text: str) -> None:
        held = self._texts[-1]
        held.append(text)
        if len(held) > 1 and sum(map(len, held)) > TEXT_MAX:
            raise unreadable("too_much_xml", line=self._parser.CurrentLineNumber)

    def _refuse_declaration(self, *_declaration: object) -> None:
        raise unreadable("has_doctype", line=self._parser.CurrentLineNumber)


def pieces_of(content: bytes) -> Iterator[bytes]:
    """The bytes in pieces, so that a refusal comes before the rest is looked at."""
    return (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))


class Element:
    """An element: its local name, attributes, text, children of the same namespace, and the row where it begins."""

    __slots__ = ("attributes", "children", "name", "row", "text")

    def __init__(self, name: str, attributes: dict[str, str], row: int) -> None:
        self.name, self.attributes, self.row = name, attributes, row
        self.text = ""
        self.children: dict[str, list[Element]] = {}

    def all(self, path: str) -> "list[Element]":
        """The elements at `path` ("Refs/EndToEndId") below this one."""
        found = [self]
        for name in path.split("/"):
            found = [child for element in found for child in element.children.get(name, ())]
        return found

    def first(self, *paths: str) -> "Element | None":
        """The first element at the first of `paths` that has one."""
        return next((element for path in paths for element in self.all(path)), None)

    def words(self, *paths: str) -> str:
        """The text at the first of `paths` that has any, without spaces around it; "" when none has."""
        return next((text for path in paths for element in self.all(path) if (text := element.text.strip())), "")


class Tree:
    """Builds elements and hands over each complete one named in `wanted`; an entry is let go once handed over."""

    def __init__(self, wanted: dict[str, "Callable[[Element, Element], None]"]) -> None:
        self._wanted = wanted
        self._open: list[tuple[Element, int]] = []
        self._held = 0
        self._foreign = 0
        self.row = 1
        self.namespace = ""
        self.root: Element | None = None

    def start(self, namespace: str, name: str, attributes: dict[str, str], row: int) -> None:
        self.row = row
        if self.root is None:
            self.namespace = namespace
        if self._foreign or namespace != self.namespace:
            self._foreign += 1
            return
        element = Element(name, attributes, row)
        self.root = self.root or element
        if self._open:
            self._open[-1][0].children.setdefault(name, []).append(element)
        self._open.append((element, self._held))
        self._held += 1
        if self._held > HELD_MAX:
            raise unreadable("too_much_xml", line=row)

    def end(self, _namespace: str, name: str, text: str) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        element, held_before = self._open.pop()
        element.text = text
        if name in self._wanted and self._open:
            parent = self._open[-1][0]
            self._wanted[name](element, parent)
            parent.children[name].pop()
            self._held = held_before


def root_of(content: bytes) -> tuple[str, str]:
    """Namespace and name of the root element, read without going further; Unreadable when there is none."""

    class _Found(Exception):
        pass

    root: list[tuple[str, str]] = []

    def start(namespace: str, name: str, _attributes: dict[str, str], _row: int) -> None:
        root.append((namespace, name))
        raise _Found

    try:
        stream(pieces_of(content), start, lambda *_: None)
    except _Found:
        return root[0]
    raise unreadable("broken_xml", line=1)
