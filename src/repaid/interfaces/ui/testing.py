"""For tests of pages: what a reader reads."""

import html
import re

from django.http import HttpResponse

_UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(bdi|span|time|b|a|ins|del|strong|i)\b[^>]*>")


def page_text(response: HttpResponse | str) -> str:
    """The text of a page in one line: no markup, no icons, single spaces; spaces that do not break as plain ones.

    >>> page_text('<td><bdi class="rp-amount"><bdi>552,34</bdi>&nbsp;<span>zł</span></bdi></td>')
    '552,34 zł'
    """
    source = response if isinstance(response, str) else response.content.decode()
    bare = _INLINE.sub("", _UNSEEN.sub(" ", source))
    text = html.unescape(re.sub(r"<[^>]*>", " ", bare))
    return " ".join(re.sub("[\u200e\u2066-\u2069]", "", text).split())
