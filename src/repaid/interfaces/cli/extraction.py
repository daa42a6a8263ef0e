"""The translatable texts of the product, read from code and templates without any outside program."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

CONTEXT = "c"
CALLS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, CONTEXT), 2),
    "pgettext_lazy": ((1, CONTEXT), 2),
    "npgettext": ((1, CONTEXT), 2, 3),
    "npgettext_lazy": ((1, CONTEXT), 2, 3),
}
SKIPPED = {"tests", "migrations"}

Key = tuple[str, str]


@dataclass(slots=True)
class Text:
    """One text: its singular, its plural ("" when it has none), its context, the files that hold it."""

    singular: str
    plural: str = ""
    context: str = ""
    places: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return (self.context, self.singular)


def texts(source: Path) -> list[Text]:
    """Every translatable text below `source`, in order of its words."""
    found: dict[Key, Text] = {}
    for path in sorted(source.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not SKIPPED & set(path.relative_to(source).parts):
            for text in _in_file(path):
                known = found.setdefault(text.key, text)
                known.plural = known.plural or text.plural
                known.places.add(path.relative_to(source.parent).as_posix())
    return sorted(found.values(), key=lambda text: (text.singular.casefold(), text.context))


def _in_file(path: Path) -> Iterator[Text]:
    code = path.read_text()
    if path.suffix != ".py":
        code = "\n".join(line.strip() for line in templatize(code).splitlines())
    for _line, call, given, _comments in extract_python(BytesIO(code.encode()), CALLS, [], {"encoding": "utf-8"}):
        parts = [given] if isinstance(given, str) else [part for part in given or () if part is not None]
        if parts:
            yield _text(str(call), parts)


def _text(call: str, parts: list[str]) -> Text:
    """The text of one call: context, singular and plural stand where the name of the function says."""
    context = parts.pop(0) if "pgettext" in call else ""
    return Text(parts[0], parts[1] if call.startswith("n") else "", context)
