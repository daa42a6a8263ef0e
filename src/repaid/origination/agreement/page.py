"""The PDF of a contract, by Typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from repaid.messages.channels import letter
from repaid.messages.tokens import RIGHT_TO_LEFT

SOURCE: Final = Path(__file__).parent / "agreement.typ"


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that stands in a contract, in the words of its language."""

    language: str
    lender: str
    title: str
    facts: Sequence[tuple[str, str]]
    schedule_title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentences: Sequence[str]
    signatures: Sequence[str]


@cache
def _fonts() -> typst.Fonts:
    folder = Path(letter.__file__).parent / "fonts"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def pdf_of(agreement: Agreement, made_at: datetime) -> bytes:
    """The file. The same contract and moment give the same bytes."""
    compiler = typst.Compiler(str(SOURCE), font_paths=_fonts())
    told = asdict(agreement) | {"rtl": agreement.language in RIGHT_TO_LEFT}
    inputs = {"agreement": json.dumps(told, ensure_ascii=False)}
    made: Any = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=int(made_at.timestamp()))
    return bytes(made)
