"""Many payments at once, each of another contract, as a bank statement brings them.

Plain contracts take theirs set-based (`taking`). For the others what `record` does for one event is done for a portion:
they are read and written with few statements, the engine folds them one by one. An event in the past takes the way of
`record`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.utils import timezone

from loanmath import events
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import closed_until, today, wait_until_open
from repaid.access.command import command
from repaid.access.scope import visible
from repaid.contracts import models
from repaid.contracts.causes import CAUSE
from repaid.contracts.commands import taking
from repaid.contracts.commands.batches import stored_batches
from repaid.contracts.commands.effects import Stored, comes_last, effect_of_event
from repaid.contracts.commands.recording import Words, event_row, note_of, note_order, record, source_name, waiting_code
from repaid.contracts.commands.storing import fill_balance, store_state
from repaid.contracts.commands.writing import EVENT_COLUMNS, Writing, write_balance
from repaid.contracts.models import Balance, Contract, EventNote
from repaid.contracts.postings import chart_of, entries
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.contracts.rules import Action, is_payable
from repaid.contracts.sql.receiving.taking import Receipt as Row
from repaid.ledger.choices import Role
from repaid.ledger.postings import Cause, Entry, post


@dataclass(frozen=True, slots=True)
class Receipt:
    """A payment for one contract; `key` is the outside world's name of it."""

    contract_id: int
    key: str
    amount: Money
    value_date: date
    payer: str = ""


@dataclass(frozen=True, slots=True)
class PaymentsReceived:
    """The keys of the payments that were taken; the contracts of the others take no such payment now."""

    keys: frozenset[str]


@command("contracts.receive_payments", right=BOOK_PAYMENTS, personal=("receipts",))
def receive_payments(
    *, by: Actor, receipts: Sequence[Receipt], money_from: Role = Role.BANK_CLEARING
) -> PaymentsReceived:
    """Take payments of different contracts, each as `receive_payment` does; leave those that would be refused."""
    wait_until_open(by.organisation_id)
    on, closed = today(by.organisation_id), closed_until(by.organisation_id)
    wanted = {each.contract_id: each for each in receipts}
    assert len(wanted) == len(receipts), "each payment is of another contract"
    rows = visible(Contract.objects.filter(pk__among=list(wanted)), by).order_by("pk")
    seen = list(rows.values_list("pk", flat=True))
    waits = waiting_code(by.organisation_id, money_from)
    taken: set[str] = set()
    if money_from is Role.UNALLOCATED_RECEIPTS and len(seen) >= taking.LEAST:
        lock_contracts(seen)
        taken |= taking.take_plain(by, (_row_of(wanted[key]) for key in seen), on, closed)
    left = [key for key in seen if wanted[key].key not in taken]
    for batch in stored_batches(left, closed):
        portion = _Portion(by, on, money_from, waits)
        told = _told(wanted[was.contract.pk] for was in batch)
        for was in batch:
            receipt = wanted[was.contract.pk]
            if (was.contract.pk, receipt.key) not in told and _fits(was.contract, receipt, on):
                portion.take(was, receipt)
                taken.add(receipt.key)
        portion.write()
    return PaymentsReceived(frozenset(taken))


def _row_of(receipt: Receipt) -> Row:
    amount, day = receipt.amount, receipt.value_date
    return Row(receipt.contract_id, receipt.key, amount.minor, amount.currency, day, receipt.payer)


def lock_contracts(contract_ids: Iterable[int]) -> None:
    """Lock contracts to the end of the transaction, always in the same order."""
    rows = Balance.objects.select_for_update().filter(pk__among=list(set(contract_ids))).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _fits(contract: Contract, receipt: Receipt, on: date) -> bool:
    """Whether `receive_payment` would take it."""
    launched = contract.launched_on is not None and contract.launched_on <= receipt.value_date <= on
    return launched and is_payable(contract) and receipt.amount.currency == contract.currency


def _told(receipts: Iterable[Receipt]) -> set[tuple[int, str]]:
    """Contracts and keys of events that were recorded before."""
    given = list(receipts)
    rows = models.Event.objects.filter(
        contract__in=[each.contract_id for each in given], key__in=[each.key for each in given]
    )
    return set(rows.values_list("contract_id", "key"))


_COPY: Final = f"COPY contracts_event ({', '.join(EVENT_COLUMNS)}, source, serial) FROM STDIN"
_SERIALS: Final = f"SELECT nextval('{models.event.SERIAL}') FROM generate_series(1, %s)"


@dataclass(slots=True)
class _Portion:
    """What the payments of a portion of contracts change, to be written together."""

    by: Actor
    on: date
    source: Role
    waits: str
    at: datetime = field(default_factory=timezone.now)
    writing: Writing = field(default_factory=Writing)
    taken: list[tuple[Contract, events.Event, str]] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    booked: list[list[Entry]] = field(default_factory=list)

    def take(self, was: Stored, receipt: Receipt) -> None:
        """Fold a payment onto a contract; where it is not the newest event, record it at once."""
        contract, on = was.contract, self.on
        event = events.Received(value_date=receipt.value_date, key=receipt.key, amount=receipt.amount.minor)
        if not comes_last(was, event):
            words = Words(payer=receipt.payer)
            record(contract, event, Action.RECEIVE, by=self.by, on=on, words=words, source=self.source)
            return
        effect = effect_of_event(was, event, on)
        note_order(contract, event)
        self.writing.add_difference(contract.pk, effect.before, effect.after)
        self.writing.add_movements(contract.pk, effect.movements, effect.kept)
        fill_balance(contract.balance, effect.life, contract.currency, effect.kept + len(effect.movements), on)
        self.balances.append(contract.balance)
        store_state(contract, effect.life, by=self.by, since=event.value_date, event_key=event.key)
        chart = chart_of(contract.version, event, source=self.source, waits=self.waits)
        cause = Cause(CAUSE, len(self.taken), contract.subject_id)
        self.booked.append(entries(contract, effect.difference, chart, event.value_date, cause))
        self.taken.append((contract, event, receipt.payer))

    def write(self) -> None:
        """Write and post everything that was taken."""
        if not self.taken:
            return
        serials = self._append()
        named = ((contract, event, Words(payer=payer)) for contract, event, payer in self.taken if payer)
        EventNote.objects.bulk_create(note_of(*each, self.source) for each in named)
        self.writing.write()
        write_balance(*self.balances)
        booked = (
            replace(entry, cause=replace(entry.cause, id=serial))
            for serial, group in zip(serials, self.booked, strict=True)
            for entry in group
        )
        post(organisation_id=self.by.organisation_id, booked_on=self.on, entries=booked)

    def _append(self) -> list[int]:
        """Append the events; their serials."""
        with connection.cursor() as cursor:
            cursor.execute(_SERIALS, [len(self.taken)])
            serials = [serial for (serial,) in cursor.fetchall()]
            with cursor.copy(_COPY) as stream:
                for serial, (contract, event, _payer) in zip(serials, self.taken, strict=True):
                    row = event_row(event, contract.currency)
                    name = source_name(self.source)
                    stream.write_row((contract.pk, *row, self.on, self.at, self.by.user_id, name, serial))
        return serials
