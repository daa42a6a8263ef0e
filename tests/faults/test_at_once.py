"""Eight clients book, reverse, take in statements and close at once: nothing is lost, nothing is there twice."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Lock

import pytest
from django.conf import LazySettings
from django.db import connection

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.models import Event
from repaid.contracts.queries.contracts import contract_named
from repaid.daily_close.checks import check_books
from repaid.daily_close.models import Run
from repaid.daily_close.run import close_until
from repaid.kernel.refusal import Refusal
from repaid.payments.models import Payment
from repaid.payments.tests.money import table
from repaid.settling.taking_in import take_in
from tests.faults.grounds import NUMBERS, evening

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Office:
    """What the clients were told that they did."""

    by: Actor
    accounts: list[str]
    booked: Counter[tuple[str, str]] = field(default_factory=Counter)
    reversed: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def book(self, dice: random.Random, place: int) -> None:
        """A payment, the same one by two clients: one of them is first."""
        number, receipt = NUMBERS[place % len(NUMBERS)], f"R-{place}"
        day = today(self.by.organisation_id) - timedelta(days=(0, 0, 3, 12)[place % 4])
        amount = Money(100 * (place + 1), "PLN")
        done = receive_payment(by=self.by, number=number, amount=amount, value_date=day, receipt=receipt)
        with self.lock:
            self.booked[number, receipt] += done.is_new

    def reverse(self, dice: random.Random, _place: int) -> None:
        """Take back something that was booked."""
        with self.lock:
            known = sorted(self.booked)
        if known:
            number, receipt = dice.choice(known)
            reverse_event(by=self.by, number=number, of=receipt, reason="a mistake")
            with self.lock:
                self.reversed[number, receipt] += 1

    def take_in(self, _dice: random.Random, place: int) -> None:
        """A statement with two lines that find their contract; clients bring the same one."""
        day = today(self.by.organisation_id)
        titles = [f"rata {account} nr {place} z {day}" for account in self.accounts[:2]]
        content = table([(f"{place + 1},50", "Anna Kowalska", "", title) for title in titles], day)
        take_in(self.by, f"bank-{place}.csv", content, keep_good=False)
        with self.lock:
            self.lines.update(titles)

    def close(self, _dice: random.Random, _place: int) -> None:
        """Close the day."""
        close_until(by=self.by, until=today(self.by.organisation_id))


def at_work(office: Office, seed: int, deeds: int) -> None:
    """One client: so many deeds. A refusal is an answer; anything else is raised."""
    dice = random.Random(seed)
    ways: list[Callable[[random.Random, int], None]] = (
        [office.close] if seed % 4 == 0 else [office.book] * 4 + [office.reverse] * 2 + [office.take_in]
    )
    try:
        for place in range(deeds):
            try:
                dice.choice(ways)(dice, place)
            except Refusal:
                continue
    finally:
        connection.close()


@pytest.mark.parametrize("deeds", [6, pytest.param(60, marks=pytest.mark.soak)])
def test_eight_clients(settings: LazySettings, tmp_path: Path, deeds: int) -> None:
    settings.DATA = tmp_path
    by = evening().by
    office = Office(by, [contract_named(by, number).account for number in NUMBERS])
    with ThreadPoolExecutor(8) as pool:
        for client in [pool.submit(at_work, office, seed, deeds) for seed in range(8)]:
            client.result()
    assert office.booked
    assert set(office.booked.values()) == {1}, "a receipt that several told of was new once"
    for number, receipt in office.booked:
        assert Event.objects.filter(contract__subject__number=number, key=receipt).count() == 1
        undone = Event.objects.filter(contract__subject__number=number, kind="reversed", names=receipt).count()
        assert undone == office.reversed[number, receipt] <= 1
    told = Payment.objects.filter(words__remittance__in=office.lines).values_list("words__remittance", flat=True)
    assert sorted(told) == sorted(office.lines)
    for row in Payment.objects.all():
        in_force = row.settlements.filter(withdrawn_at=None).values_list("amount", flat=True)
        assert row.settled == sum(in_force) <= row.amount
    close_until(by=by, until=today(by.organisation_id))
    assert [run.findings for run in Run.objects.all() if run.findings] == []
    assert [str(found.finding) for found in check_books(by)] == []
