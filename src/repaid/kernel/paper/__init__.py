"""Papers: PDF files by Typst. What stands on them goes in as data, never as markup.

A `Paper` is a heading, sections of facts, tables and text, and lines to be signed on. Letters have a source of
their own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.kernel.paper.head import PLAIN, Head

HERE: Final = Path(__file__).parent
SOURCE: Final = HERE / "paper.typ"
A4_INCHES: Final = 8.27
PAGE_PIXELS: Final = 744
"""How wide the first page of a paper is drawn: a column of a page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: a title, then text, then facts (label, value), then a table. All of it in words and figures of
    the paper's language; `figures` are the places of columns whose cells are figures."""

    title: str = ""
    text: str = ""
    facts: Sequence[tuple[str, str]] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    figures: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper. `signatures` names who signs, one line each."""

    language: str
    lender: str
    title: str
    reference: str
    day: str
    sections: Sequence[Section] = field(default_factory=tuple)
    signatures: Sequence[str] = ()
    head: Head = PLAIN


def pdf(paper: Paper, made_at: datetime) -> bytes:
    """A paper as a file. The same paper and moment give the same bytes."""
    return compiled(SOURCE, _told(paper), made_at)


def first_page(paper: Paper) -> bytes:
    """The first page of a paper as a picture (PNG), as wide as a column of a page."""
    return pictured(SOURCE, _told(paper), PAGE_PIXELS)[0]


def _told(paper: Paper) -> dict[str, str]:
    data = asdict(paper) | {"rtl": paper.language in RIGHT_TO_LEFT, "head": paper.head.to_data()}
    return {"paper": json.dumps(data, ensure_ascii=False)}


def compiled(source: Path, inputs: Mapping[str, str], made_at: datetime) -> bytes:
    """A source of Typst with its inputs as PDF."""
    compiler = typst.Compiler(str(source), font_paths=_fonts())
    made: Any = compiler.compile(format="pdf", sys_inputs=dict(inputs), timestamp=int(made_at.timestamp()))
    return bytes(made)


def pictured(source: Path, inputs: Mapping[str, str], width: int) -> list[bytes]:
    """The pages of a source of Typst with its inputs as PNG, A4 drawn so many pixels wide."""
    compiler = typst.Compiler(str(source), font_paths=_fonts())
    made: Any = compiler.compile(format="png", ppi=width / A4_INCHES, sys_inputs=dict(inputs))
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def queried(source: Path, inputs: Mapping[str, str], label: str) -> list[dict[str, Any]]:
    """The values that a source of Typst leaves under a label."""
    compiler = typst.Compiler(str(source), font_paths=_fonts(), sys_inputs=dict(inputs))
    found: list[dict[str, Any]] = json.loads(compiler.query(label, field="value"))
    return found


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])
