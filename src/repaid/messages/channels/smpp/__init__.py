"""SMS by SMPP 3.4: one session in both directions, several messages on the way, receipts as they come."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from smpplib import consts
from smpplib.exceptions import ConnectionError as LineBroke

from repaid.kernel.refusal import Text
from repaid.messages.channels import Account, Answer, Parcel, Receipt, Setting
from repaid.messages.channels.smpp.encoding import parts_of
from repaid.messages.channels.smpp.session import Session
from repaid.messages.choices import Outcome

WINDOW: Final = 10
SILENCE_SECONDS: Final = 0.3
"""How long one listens for receipts that are still coming."""
BUSY: Final = frozenset({consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL, consts.SMPP_ESME_RSYSERR})
"""Answers after which trying again later can help (SMPP 3.4, 5.1.3)."""
REFERENCES: Final = 256


class Smpp:
    """An SMS centre."""

    provider = "smpp"
    label: Text = _("SMS centre (SMPP 3.4)")
    window = WINDOW

    @property
    def fields(self) -> Sequence[Setting]:
        return (
            Setting("host", _("SMS centre")),
            Setting("port", pgettext_lazy("of a server", "Port"), "number", 2775),
            Setting("username", _("Gateway username")),
            Setting("password", _("Gateway password"), "secret"),
            Setting("system_type", _("System type, if the company asks for one"), is_needed=False),
        )

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer | Receipt]:
        """Keep a window of parcels on the way. When the line breaks, what was on the way is unclear and the rest goes
        over a new session."""
        session = Session(account)
        try:
            while batch := list(_taken(parcels, WINDOW)):
                on_way = {parcel.reference: OnWay(parcel) for parcel in batch}
                try:
                    yield from _carried(session, on_way)
                except LineBroke:
                    yield from (each.answer(Outcome.UNKNOWN) for each in on_way.values() if not each.is_answered)
                    session.close()
                    session = Session(account)
        finally:
            session.close()

    def ask(self, _account: Account, _reference: UUID, /) -> None:
        """A centre is asked by its own name of a message, which is what we do not know."""
        return

    def receipts(self, account: Account, /) -> Iterator[Receipt]:
        session = Session(account)
        try:
            with suppress(LineBroke):
                while (pdu := session.read(SILENCE_SECONDS)) is not None:
                    yield from session.receipt(pdu)
        finally:
            session.close()


@dataclass(slots=True)
class OnWay:
    """A parcel on the way: its parts by sequence, with what the centre said of each."""

    parcel: Parcel
    open: set[int] = field(default_factory=set)
    ids: dict[int, str] = field(default_factory=dict)
    errors: list[int] = field(default_factory=list)
    is_answered: bool = False

    def heard(self, sequence: int, status: int, gateway_id: str) -> bool:
        """Take the answer to a part; whether all are there now."""
        self.open.discard(sequence)
        if status == consts.SMPP_ESME_ROK:
            self.ids[sequence] = gateway_id
        else:
            self.errors.append(status)
        return not self.open

    def answer(self, lost: Outcome | None = None) -> Answer:
        """What became of the whole."""
        self.is_answered = True
        words = ", ".join(consts.DESCRIPTIONS.get(status, hex(status)) for status in self.errors)
        ids = tuple(self.ids[sequence] for sequence in sorted(self.ids))
        return Answer(self.parcel.reference, lost or self._outcome(), ids, words, {"parts": len(ids)})

    def _outcome(self) -> Outcome:
        if not self.errors:
            return Outcome.ACCEPTED
        if self.ids:
            return Outcome.UNKNOWN  # a part is under way: sending all again would bring it twice
        return Outcome.BROKEN if set(self.errors) <= BUSY else Outcome.REFUSED


def _taken(parcels: Iterator[Parcel], count: int) -> Iterator[Parcel]:
    for _place, parcel in zip(range(count), parcels, strict=False):
        yield parcel


def _carried(session: Session, on_way: dict[UUID, OnWay]) -> Iterator[Answer | Receipt]:
    waiting: dict[int, OnWay] = {}
    for each in on_way.values():
        for part in parts_of(each.parcel.body, each.parcel.reference.int % REFERENCES):
            sequence = session.submit(each.parcel.address, part)
            each.open.add(sequence)
            waiting[sequence] = each
    while waiting:
        pdu = _heard(session)
        if pdu.command != "submit_sm_resp":
            yield from session.receipt(pdu)
        elif pdu.sequence in waiting:
            each = waiting.pop(pdu.sequence)
            if each.heard(pdu.sequence, pdu.status, _name_in(pdu)):
                yield each.answer()


def _heard(session: Session) -> Any:
    """The next message of the centre; a silent one is asked once whether it is there."""
    pdu = session.read()
    if pdu is None:
        session.enquire()
        pdu = session.read()
    if pdu is None:
        raise LineBroke
    return pdu


def _name_in(pdu: Any) -> str:
    name = pdu.message_id or ""
    return name.decode() if isinstance(name, bytes) else str(name)
