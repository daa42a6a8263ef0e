"""How an e-mail looks: the lender's name above, the text, nothing loaded from outside."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.template import Context, Engine, Template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.messages.channels import Parcel

LINK: Final = re.compile(r"(https?://[^\s<>\"]+)")


@cache
def _template() -> Template:
    return Engine().from_string((Path(__file__).parent / "mail.html").read_text(encoding="utf-8"))


def html_of(lender: str, parcel: Parcel) -> str:
    """The HTML form of an e-mail."""
    direction = "rtl" if parcel.language in RIGHT_TO_LEFT else "ltr"
    paragraphs = [part for part in re.split(r"\n\s*\n", parcel.body.strip()) if part]
    facts = {
        "lender": lender, "title": parcel.title, "language": parcel.language, "direction": direction,
        "paragraphs": [_lines(part) for part in paragraphs],
    }  # fmt: skip
    return _template().render(Context(facts))


def _lines(paragraph: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((_linked(line),) for line in paragraph.splitlines()))


def _linked(line: str) -> SafeString:
    parts = LINK.split(line)
    marked = (
        format_html('<a href="{}" style="color:#0b5a5e">{}</a>', part, part) if place % 2 else format_html("{}", part)
        for place, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in marked))
