"""SMS over the HTTP interfaces of companies: what is sent where, and what their answer means, is data.

`companies.json` holds the companies we know; "other" is described by an administrator in the same words. In every text
{to}, {text}, {sender}, {username}, {password}, {reference} and {number} (the reference as a number) are filled in.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

import httpx
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Text
from repaid.messages.channels import Account, Answer, Parcel, Receipt, Setting
from repaid.messages.choices import Outcome

SECONDS: Final = 15
OTHER: Final = "other"
NUMBERS: Final = 1 << 53
AGAIN: Final = frozenset({401, 403, 408, 425, 429})
"""Refusals that say nothing of the message: wrong account, too many at once."""
WORDS_MAX: Final = 300
PLACE: Final = re.compile(r"\{(\w+)\}")


@cache
def companies() -> dict[str, dict[str, Any]]:
    """The companies we know."""
    found: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "companies.json").read_text())
    return found


class HttpSms:
    """A company with an HTTP interface."""

    provider = "http"
    label: Text = _("SMS company (HTTP)")
    window = 1

    @property
    def fields(self) -> Sequence[Setting]:
        known = [(code, company["name"]) for code, company in companies().items()]
        return (
            Setting("company", _("Gateway company"), "choice", "", [*known, (OTHER, _("another company"))]),
            Setting("username", _("Gateway username"), is_needed=False),
            Setting("password", _("Gateway password"), "secret", hint=_("The password, or the key of the interface.")),
            Setting("url", _("Address, for another company"), is_needed=False),
            Setting("form", _("Fields, for another company"), is_needed=False, hint="to={to}&text={text}"),
            Setting("id", _("Where the answer has the number of the message"), is_needed=False, hint="list.0.id"),
        )

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer]:
        with httpx.Client(timeout=SECONDS, follow_redirects=False) as line:
            for parcel in parcels:
                yield _sent(line, account, parcel)

    def ask(self, account: Account, reference: UUID, /) -> Answer | None:
        """Ask by our own name of the message, where the company offers that; what it does not know stays unclear."""
        company = _company(account)
        if "ask" not in company:
            return None
        values = _values(account, reference)
        try:
            with httpx.Client(timeout=SECONDS) as line:
                answer = line.get(
                    _filled(company["ask"], _quoted(values)), headers=_each(company.get("headers"), values)
                )
            name = _at(answer.json(), company["asked_id"]) if answer.is_success else None
        except (httpx.HTTPError, ValueError):
            return None
        return Answer(reference, Outcome.ACCEPTED, (str(name),)) if name else None

    def receipts(self, _account: Account, /) -> Iterator[Receipt]:
        return iter(())


def _sent(line: httpx.Client, account: Account, parcel: Parcel) -> Answer:
    company = _company(account)
    values = _values(account, parcel.reference) | {"to": parcel.address, "text": parcel.body}
    body: Any = {"json" if "json" in company else "data": _each(company.get("json") or company["form"], values)}
    try:
        answer = line.post(
            _filled(company["url"], _quoted(values)), headers=_each(company.get("headers"), values), **body
        )
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        return Answer(parcel.reference, Outcome.BROKEN, error=type(error).__name__)
    except httpx.HTTPError as error:
        return Answer(parcel.reference, Outcome.UNKNOWN, error=type(error).__name__)
    return _read(company, parcel, answer)


def _read(company: Mapping[str, Any], parcel: Parcel, answer: httpx.Response) -> Answer:
    try:
        found = answer.json()
    except ValueError:
        found = None
    name = _at(found, company["id"]) if answer.is_success else None
    proof = {"status": answer.status_code}
    if name:
        return Answer(parcel.reference, Outcome.ACCEPTED, (str(name),), proof=proof)
    words = str(_at(found, company.get("error", "")) or answer.text)[:WORDS_MAX]
    if answer.status_code in AGAIN or answer.is_server_error:
        return Answer(parcel.reference, Outcome.BROKEN, error=f"{answer.status_code} {words}", proof=proof)
    return Answer(parcel.reference, Outcome.REFUSED, error=f"{answer.status_code} {words}", proof=proof)


def _company(account: Account) -> Mapping[str, Any]:
    known = companies().get(account.text("company"))
    if known is not None:
        return {**known, "url": account.text("url") or known["url"]}
    pairs = (pair.partition("=") for pair in account.text("form").split("&") if pair)
    return {"url": account.text("url"), "form": {name: value for name, _sign, value in pairs}, "id": account.text("id")}


def _values(account: Account, reference: UUID) -> dict[str, str]:
    return {
        "sender": account.sender, "username": account.text("username"), "password": account.secrets.get("password", ""),
        "reference": str(reference), "number": str(reference.int % NUMBERS), "to": "", "text": "",
    }  # fmt: skip


def _quoted(values: Mapping[str, str]) -> dict[str, str]:
    return {name: quote(value, safe="") for name, value in values.items()}


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Each {name} once, in one go: what is filled in may itself hold braces."""
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def _each(texts: Mapping[str, str] | None, values: Mapping[str, str]) -> dict[str, str]:
    return {name: _filled(text, values) for name, text in (texts or {}).items()}


def _at(found: Any, path: str) -> Any:
    """What stands at a path of names and places ("list.0.id") in an answer."""
    for step in filter(None, path.split(".")):
        if isinstance(found, list):
            found = found[int(step)] if step.isdigit() and int(step) < len(found) else None
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found if not isinstance(found, dict | list) else None
