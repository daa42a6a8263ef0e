"""Rows derived from terms and events: never the truth, written by `record` and billing only.

Together they are the engine's `Facts`. Amounts are minor units of the contract's currency; an exact fraction is a
numerator and a denominator. Keys begin with the contract, so that a foreign key needs no index of its own.
"""

from typing import Any

from django.db import models
from django.db.models import F

from repaid.contracts.models.contract import Contract

COMPONENTS = ("principal", "interest", "penalty", "fees", "tax")


def _minor() -> Any:
    return models.BigIntegerField(default=0)


def _open(*components: str) -> Any:
    total: Any = None
    for component in components:
        gone = F(f"paid_{component}") + F(f"waived_{component}") + F(f"written_off_{component}")
        part = F(f"owed_{component}") - gone
        total = part if total is None else total + part
    return models.GeneratedField(expression=total, output_field=models.BigIntegerField(), db_persist=True)


class Instalment(models.Model):
    """One line of what is asked; `place` is its place in the plan. Fields as in `loanmath.facts.Instalment`."""

    pk = models.CompositePrimaryKey("contract_id", "number")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="instalments", db_index=False)
    number = models.IntegerField()
    place = models.IntegerField()
    start = models.DateField()
    due = models.DateField()
    amount = _minor()
    owed_principal, owed_interest, owed_penalty, owed_fees, owed_tax = (_minor() for _ in COMPONENTS)
    paid_principal, paid_interest, paid_penalty, paid_fees, paid_tax = (_minor() for _ in COMPONENTS)
    waived_principal, waived_interest, waived_penalty, waived_fees, waived_tax = (_minor() for _ in COMPONENTS)
    written_off_principal, written_off_interest, written_off_penalty = (_minor() for _ in range(3))
    written_off_fees, written_off_tax = (_minor() for _ in range(2))
    fixed = models.BooleanField(default=False)
    settled_on = models.DateField(null=True)
    rest = models.JSONField(default=dict)
    open_principal = _open("principal")
    open_total = _open(*COMPONENTS)

    class Meta:
        indexes = [
            models.Index(fields=["contract", "due"], condition=models.Q(fixed=True, open_total__gt=0), name="unpaid")
        ]


class Movement(models.Model):
    """An amount that changed on a value date: the allocation of money, and all else that moved.

    `line` counts the movements of a contract in the order of its events. Fields as in `loanmath.facts.Movement`.
    """

    pk = models.CompositePrimaryKey("contract_id", "line")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="movements", db_index=False)
    line = models.IntegerField()
    value_date = models.DateField()
    cause = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12)
    component = models.CharField(max_length=9, blank=True)
    amount = models.BigIntegerField()
    instalment = models.IntegerField(null=True)
    receipt = models.CharField(max_length=80, blank=True)


class Accrual(models.Model):
    """Interest that is being earned on one base. Fields as in `loanmath.facts.Accrual`.

    Instalment 0 is contract interest on the principal that bears it (`Facts.bearing`, `Facts.carried`); the others bear
    penalty interest.
    """

    pk = models.CompositePrimaryKey("contract_id", "instalment")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="accruals", db_index=False)
    instalment = models.IntegerField()
    base = models.BigIntegerField()
    overdue_since = models.DateField(null=True)
    since = models.DateField()
    carried_numerator = models.DecimalField(max_digits=200, decimal_places=0)
    carried_denominator = models.DecimalField(max_digits=200, decimal_places=0)
    asked = models.BigIntegerField(default=0)
    compounded = models.BigIntegerField(default=0)


class Balance(models.Model):
    """What one contract comes to, counted to the day `counted_to`; the rest of its Facts stands in `rest`.

    `posted_until` is the day up to which earned interest stands in the ledger. `events` and `movements` count the rows
    of the contract; `last_*` are the place of the newest event in the order of events, so that one look tells whether
    an event comes after all others. `tolerance` is that of the terms: what may stay open without being past due.
    """

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="balance")
    counted_to = models.DateField()
    disbursed = models.BigIntegerField(default=0)
    principal = models.BigIntegerField(default=0)
    credit = models.BigIntegerField(default=0)
    oldest_due_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    next_amount = models.BigIntegerField(default=0)
    posted_until = models.DateField()
    events = models.IntegerField(default=0)
    movements = models.IntegerField(default=0)
    last_value_date = models.DateField(null=True)
    last_rank = models.SmallIntegerField(default=0)
    last_key = models.CharField(max_length=80, blank=True)
    tolerance = models.BigIntegerField(default=0)
    rest = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["next_due_on", "contract"], name="balance_next_due"),
            models.Index(fields=["oldest_due_on"], name="balance_oldest_due"),
            models.Index(fields=["posted_until", "contract"], name="balance_posted"),
            models.Index(fields=["contract"], condition=models.Q(credit__gt=0), name="balance_credit"),
        ]
