"""How an e-mail looks: the lender's logo or name above, the text, nothing loaded from outside."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.template import Context, Engine, Template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from repaid.branding.colours import WHITE, ink_on
from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.kernel.paper.head import ACCENT
from repaid.messages.channels import Account, Parcel

LINK: Final = re.compile('(https?://[^\\s<>"\u200e\u200f\u2066-\u2069]*[\\w/=#~-])')
"""An address in a text, without the full stop behind it and the marks that keep it from left to right."""
LINKED: Final = '<a href="{}" target="_blank" rel="noopener" dir="ltr" style="color:{};word-break:break-all">{}</a>'
LOGO_WIDTH, LOGO_HEIGHT = 280, 40
MARKS: Final = "\u200e\u200f\u2066\u2067\u2068\u2069 "


@cache
def _template() -> Template:
    return Engine().from_string((Path(__file__).parent / "mail.html").read_text(encoding="utf-8"))


def html_of(account: Account, parcel: Parcel, logo: str) -> str:
    """The HTML form of an e-mail; `logo` is the address of the lender's logo, if it has one."""
    head = account.head
    accent = head.accent or ACCENT
    width, height = head.logo_within(LOGO_WIDTH, LOGO_HEIGHT)
    band = head.ground or (WHITE if head.logo else accent)
    facts = {
        "lender": account.lender, "sender": account.sender, "title": parcel.title, "language": parcel.language,
        "direction": "rtl" if parcel.language in RIGHT_TO_LEFT else "ltr", "logo": logo if head.logo else "",
        "width": width, "height": height,
        "accent": accent, "band": band, "ink": ink_on(band), "paragraphs": _paragraphs(parcel, accent),
    }  # fmt: skip
    return _template().render(Context(facts))


def _paragraphs(parcel: Parcel, accent: str) -> list[SafeString]:
    with override(parcel.language):
        return [_lines(part, accent) for part in re.split(r"\n\s*\n", parcel.body.strip()) if part]


def _lines(paragraph: str, accent: str) -> SafeString:
    shown = ((_button(line, accent) or _linked(line, accent),) for line in paragraph.splitlines())
    return format_html_join(SafeString("<br>"), "{}", shown)


def _button(line: str, accent: str) -> SafeString | None:
    """A line that is nothing but an address, as a button with the address below it."""
    found = LINK.fullmatch(line.strip(MARKS))
    if found is None:
        return None
    return format_html(
        '<a href="{}" target="_blank" rel="noopener" style="display:inline-block;margin:8px 0;padding:12px 22px;'
        "border-radius:8px;background:{};color:{};font-weight:600;text-decoration:none\">{}</a><br>"
        '<span dir="ltr" style="font-size:13px;color:#5b6b70;word-break:break-all">{}</span>',
        found[0], accent, ink_on(accent), _("Open the link"), found[0],
    )  # fmt: skip


def _linked(line: str, accent: str) -> SafeString:
    parts = LINK.split(line)
    marked = (
        format_html(LINKED, part, accent, part) if place % 2 else format_html("{}", part)
        for place, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in marked))
