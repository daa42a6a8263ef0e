"""One question to a provider over HTTP; what goes wrong on the way is an `Outage`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import httpx
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.kernel.refusal import Outage

SECONDS: Final = 10.0
"""How long a provider may take to answer."""

ANSWER_MAX: Final = 1_000_000
SILENT: Final = _("The payment provider does not answer. Try again in a moment.")
REFUSED: Final = _("The payment provider refuses: {words}")
GARBLED: Final = _("The payment provider answers with something that cannot be read.")
WORDS_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its status, below 500; `data` is its JSON, an empty object where it has none."""

    status: int
    data: Any
    text: str

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 300

    def fine(self) -> Any:
        """The data of an answer that is no refusal; else a permanent Outage with the provider's words."""
        if not self.is_fine:
            raise refused(self.text)
        return self.data


def refused(words: str) -> Outage:
    """A provider said no: asking again does not help."""
    return Outage(str(REFUSED).format(words=" ".join(words.split())[:WORDS_SHOWN]), permanent=True)


def garbled() -> Outage:
    """A provider answered, but not what its protocol says."""
    return Outage(GARBLED, permanent=True)


def ask(method: str, address: str, *, headers: Mapping[str, str] | None = None, content: bytes | None = None) -> Answer:
    """Send one request; its content is JSON. Outage when nobody answers, or with a fault of the other side."""
    given = {"Accept": "application/json", **({"Content-Type": "application/json"} if content is not None else {})}
    try:
        with httpx.Client(timeout=SECONDS, follow_redirects=False) as line:
            answer = line.request(method, address, headers={**given, **(headers or {})}, content=content)
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise refused(str(error)) from error
    except httpx.HTTPError as error:
        raise Outage(SILENT) from error
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise Outage(SILENT)
    return Answer(answer.status_code, _read(answer), answer.text)


def _read(answer: httpx.Response) -> Any:
    """The JSON of an answer; fractions stay exact decimals, for no float touches money."""
    if len(answer.content) > ANSWER_MAX:
        raise garbled()
    try:
        return json.loads(answer.text, parse_float=Decimal) if answer.text.strip() else {}
    except ValueError:
        return {}


def written(facts: Mapping[str, Any], **numbers: str) -> bytes:
    """JSON with `numbers`, decimals as text, written as numbers: no float stands between.

    >>> written({"description": "rata"}, amount="552.34")
    b'{"description": "rata", "amount": 552.34}'
    """
    body = json.dumps(facts)
    more = "".join(f', "{name}": {number}' for name, number in numbers.items())
    return f"{body[:-1]}{more}}}".encode()


def money(value: object, currency: str) -> Money:
    """An amount of an answer, text or number. Outage when it is none."""
    try:
        return Money.parse(f"{value:f}" if isinstance(value, Decimal) else str(value), currency)
    except ValueError as error:
        raise garbled() from error
