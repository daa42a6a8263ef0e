"""Payments taken by SQL write every row and post every transfer that the engine would, whatever happened before."""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Min

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands import taking
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.receiving import Receipt, receive_payments
from repaid.contracts.models import Balance, Contract
from repaid.contracts.tests.lender import RATY, person
from repaid.contracts.tests.test_random_life import Story
from repaid.daily_close.checks import check_books
from repaid.daily_close.tests.nights import close
from repaid.kernel.refusal import Refusal
from repaid.ledger.choices import Role
from repaid.products.choices import Basis, FeeIncome, ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import draft_version, publish_version
from repaid.products.queries import TermsRequest

pytestmark = pytest.mark.django_db

PENALTY = {"rate": {"percent": "8"}}
CAPPED = {"rate": {"percent": "30", "cap": "PL:max_delay"}, "base": "whole_instalment"}
INTEREST_FIRST = ("interest", "principal", "penalty", "tax", "fees")


def scheme(through: str, advance: str = "hold") -> dict[str, Any]:
    """An allocation scheme with an order of its own."""
    timings = ("past", "due") if advance == "hold" else ("past", "due", "advance")
    order = [{"timing": timing, "component": component} for timing in timings for component in INTEREST_FIRST]
    return {"order": order, "through": through, "advance": advance}


KINDS: tuple[dict[str, Any], ...] = (
    {"template": {}},
    {"template": {"penalty": PENALTY, "tolerance": "20.00"}},
    {"template": {"penalty": CAPPED, "rounding": "half_even"}},
    {"template": {"penalty": CAPPED, "allocation": scheme("component")}},
    {"template": {"penalty": PENALTY, "allocation": scheme("instalment", "next")}},
    {"template": {"day_count": "thirty_e_360", "penalty": {**PENALTY, "day_count": "thirty_e_360"}, "rounding": "up"}},
    {"template": {"day_count": "act_360", "overdue_principal": "bears", "penalty": PENALTY}},
    {"template": {"method": "equal_principal", "remainder": "carry", "penalty": CAPPED}},
    {"template": {"method": "interest_only", "overdue_principal": "bears"}},
    {"template": {"penalty": PENALTY}, "basis": Basis.CASH},
    {"template": {"penalty": PENALTY}, "fee_income": FeeIncome.DEFERRED},
    {"template": {"method": "flat"}},
    {"template": {"penalty": {**CAPPED, "compounds_yearly": True}}},
)
EACH = 2


class Life(Story):
    """One contract of a kind."""

    def __init__(self, by: Actor, dice: random.Random, number: str) -> None:
        self.by, self.dice, self.number, self.count = by, dice, number, 0

    def money(self, most: int) -> Money:
        return super().money(max(most // 4, 1))

    def something(self) -> None:
        """Most often a payment; sometimes anything that people do to a contract."""
        act = self.pay if self.dice.random() < 0.7 else self.step()
        if act != self.days_pass:
            with suppress(Refusal):
                act()


def lives(by: Actor, dice: random.Random) -> list[Life]:
    """Some contracts of each kind, of random amounts, rates and terms."""
    found, day = [], today(by.organisation_id)
    borrower = person(by, "Maria", "Nocna")
    for kind, draft in enumerate(KINDS):
        code = f"kind-{kind}"
        create_product(by=by, code=code, names={"pl": code}, kind=ProductKind.LOAN, currency="PLN")
        draft_version(by=by, product=code, draft=replace(RATY, **draft))
        publish_version(by=by, product=code, number=1)
        for _loan in range(EACH):
            amount = Money(dice.choice([600_001, 1_200_000, dice.randint(10_001, 90_000_000)]), "PLN")
            rate = Decimal(dice.choice([0, 1, 7, 12, 19])) + Decimal(dice.randint(0, 99)) / 100
            request = TermsRequest(amount=amount, count=dice.randint(2, 9), start=day, rate=rate)
            opened = open_contract(by=by, product=code, request=request, borrowers=[borrower], branch="KR")
            disburse(by=by, number=opened.number, amount=amount, value_date=day)
            found.append(Life(by, dice, opened.number))
    return found


# ---------------------------------------------------------------- the twins

_ROWS = {
    "event": "SELECT key, kind, value_date, payload::text, amount, names, source, booked_on FROM contracts_event e"
    " WHERE contract_id = %(id)s ORDER BY value_date, key",
    "note": "SELECT event_key, reason, payer FROM contracts_eventnote WHERE contract_id = %(id)s ORDER BY id",
    "instalment": "SELECT to_jsonb(i)::text FROM contracts_instalment i WHERE contract_id = %(id)s ORDER BY number",
    "movement": "SELECT to_jsonb(m)::text FROM contracts_movement m WHERE contract_id = %(id)s ORDER BY line",
    "accrual": "SELECT to_jsonb(a)::text FROM contracts_accrual a WHERE contract_id = %(id)s ORDER BY instalment",
    "balance": "SELECT to_jsonb(b)::text FROM contracts_balance b WHERE contract_id = %(id)s",
    "state": "SELECT state, launched_on FROM contracts_contract WHERE id = %(id)s",
    "states": "SELECT state, since, event_key FROM contracts_statechange WHERE contract_id = %(id)s ORDER BY id",
    "transfer": "SELECT e.key, d.line_id, d.component, d.product, d.branch_id, k.line_id, k.component, k.product,"
    " k.branch_id, t.amount_minor, t.currency, t.value_date, t.booked_on,"
    " t.cause_kind FROM ledger_transfer t JOIN ledger_account d ON d.id = t.debit_id JOIN ledger_account k"
    " ON k.id = t.credit_id JOIN contracts_contract c ON c.subject_id = t.subject_id"
    " LEFT JOIN contracts_event e ON e.serial = t.cause_id AND t.cause_kind = 'contract_event'"
    " WHERE c.id = %(id)s ORDER BY t.id",
}


def stored(contract_id: int) -> dict[str, list[Any]]:
    """Everything that is stored of a contract."""
    found = {}
    with connection.cursor() as cursor:
        for name, statement in _ROWS.items():
            cursor.execute(statement, {"id": contract_id})
            found[name] = cursor.fetchall()
    return found


def taken(by: Actor, receipts: Sequence[Receipt], least: int) -> tuple[frozenset[str], dict[int, Any]]:
    """Take receipts, in sets from `least` on, and undo it: which were taken, what was stored then."""
    with transaction.atomic():
        taking.LEAST, before = least, taking.LEAST
        try:
            keys = receive_payments(by=by, receipts=receipts, money_from=Role.UNALLOCATED_RECEIPTS).keys
        finally:
            taking.LEAST = before
        found = {each.contract_id: stored(each.contract_id) for each in receipts}
        transaction.set_rollback(True)
    return keys, found


def receipts_of_the_day(by: Actor, dice: random.Random, day: int) -> list[Receipt]:
    """A payment for each contract: what is due, and what is coming; more or less; of today or some days ago."""
    found = []
    for contract in Contract.objects.select_related("balance").order_by("pk"):
        due = sum(contract.instalments.filter(fixed=True).values_list("open_total", flat=True))
        coming = contract.balance.next_amount * dice.choice([0, 0, 1, 1, 2])
        amount = due + coming + dice.choice([0, 0, 1, -1, -3_000, 5_000, -due // 2, -due * 2 // 3, -due * 9 // 10])
        value_date = today(by.organisation_id) - timedelta(days=dice.choice([0, 0, 1, 3, 20]))
        key = f"P-{day:04d}-{contract.pk}"
        found.append(Receipt(contract.pk, key, Money(max(amount, 1), "PLN"), value_date, dice.choice(["", "Maria"])))
    return found


def days_pass(by: Actor, dice: random.Random) -> None:
    """Nights, sometimes after days that nobody closed, sometimes up to a day on which something falls due."""
    ahead, now = dice.choice([0, 2, 9, 28, 33]), today(by.organisation_id)
    due = Balance.objects.filter(next_due_on__gt=now).aggregate(first=Min("next_due_on"))["first"]
    if due and dice.random() < 0.5:
        move_business_day(by=by, day=due - timedelta(days=1))
        close(by)
        return
    if ahead:
        move_business_day(by=by, day=now + timedelta(days=ahead))
    close(by, dice.choice([1, 2, 3]))


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_sets_write_what_the_engine_writes(by: Actor, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    in_sets: list[str] = []
    take_plain = taking.take_plain

    def counted(*given: Any) -> frozenset[str]:
        keys = take_plain(*given)
        in_sets.extend(keys)
        return keys

    monkeypatch.setattr(taking, "take_plain", counted)
    compare(by, random.Random(seed), days=8 if seed > 1 else 4)
    assert len(in_sets) > len(KINDS), "the twin is asked"


def compare(by: Actor, dice: random.Random, days: int) -> None:
    crowd = lives(by, dice)
    for day in range(days):
        days_pass(by, dice)
        for life in dice.sample(crowd, len(crowd) // 4):
            life.something()
        receipts = receipts_of_the_day(by, dice, day)
        in_sets, rows = taken(by, receipts, 0)
        one_by_one, expected = taken(by, receipts, len(receipts) + 1)
        assert in_sets == one_by_one
        for contract_id, found in rows.items():
            for name, told in found.items():
                assert told == expected[contract_id][name], (day, contract_id, name, receipts)
        kept = [receipt for receipt in receipts if dice.random() < 0.3]
        receive_payments(by=by, receipts=kept, money_from=Role.UNALLOCATED_RECEIPTS)
    assert [str(found.finding) for found in check_books(by)] == []
