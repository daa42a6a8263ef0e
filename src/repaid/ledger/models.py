"""Tables of the ledger: the chart, accounts, transfers, entries made by hand."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from repaid.access.models import Branch, Organisation, Subject, User
from repaid.ledger.choices import AccountClass, PeriodState, Role

IN_OPEN_PERIOD = "transfer_in_open_period"
"""Name of the trigger that keeps transfers out of closed periods, and of the violation that it raises."""
_REFUSE_CLOSED = f"""
    IF EXISTS (
        SELECT FROM (SELECT organisation_id, min(booked_on) AS day FROM written GROUP BY organisation_id) booked
        JOIN ledger_period p ON p.organisation_id = booked.organisation_id AND p.last_day >= booked.day
        WHERE p.state = 'closed'
    ) THEN
        RAISE EXCEPTION 'booked in a closed period'
            USING ERRCODE = 'check_violation', TABLE = 'ledger_transfer', CONSTRAINT = '{IN_OPEN_PERIOD}';
    END IF;
    RETURN NULL;
"""
_ONE_BOOK = "transfer_in_one_book"
_REFUSE_MIXED = f"""
    IF EXISTS (
        SELECT FROM (
            SELECT debit_id AS account_id, organisation_id, currency FROM written
            UNION SELECT credit_id, organisation_id, currency FROM written
        ) side
        LEFT JOIN ledger_account a
            ON a.id = side.account_id AND a.organisation_id = side.organisation_id AND a.currency = side.currency
        WHERE a.id IS NULL
    ) THEN
        RAISE EXCEPTION 'not an account of this book'
            USING ERRCODE = 'foreign_key_violation', TABLE = 'ledger_transfer', CONSTRAINT = '{_ONE_BOOK}';
    END IF;
    RETURN NULL;
"""


def _once_a_statement(name: str, func: str) -> pgtrigger.Trigger:
    """Look at new transfers once a statement, however many rows it writes."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="written"),  # type: ignore[no-untyped-call]
        func=func,
    )


@pghistory.track()
class ChartLine(models.Model):
    """A line of an organisation's chart of accounts; `names` holds a name for each language."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    names = models.JSONField()
    account_class = models.CharField(max_length=9, choices=AccountClass.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="chart_code_once")]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class RoleAccount(models.Model):
    """Which code plays a role, unless a product says otherwise."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=Role.choices)
    line = models.ForeignKey(ChartLine, models.PROTECT, related_name="roles")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "role"], name="role_account_once")]


class Account(models.Model):
    """Where transfers go: a line of the chart in one currency, told apart by branch, product and component.

    Accounts stay as they are made, hence a transfer is right for ever when its accounts were right as it was written.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    line = models.ForeignKey(ChartLine, models.PROTECT, related_name="accounts")
    currency = models.CharField(max_length=3)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="+")
    product = models.CharField(max_length=40, blank=True)
    component = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "currency", "branch", "product", "component"],
                name="account_once",
                nulls_distinct=False,
            )
        ]
        triggers = [pgtrigger.Protect(name="account_stands", operation=pgtrigger.Update | pgtrigger.Delete)]


class ManualEntry(models.Model):
    """A journal entry made by a person: the cause that its transfers name."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    value_date = models.DateField()
    booked_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="manual_entry_number_once")]

    def __str__(self) -> str:
        return self.number


class Transfer(models.Model):
    """One debit, one credit, one amount. Append-only; the cause (kind and id) names the journal entry.

    A trigger keeps both accounts in its organisation and currency: a foreign key would ask twice a row.
    Few transfers reverse another, so the index of those holds them alone.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits", db_index=False, db_constraint=False)
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits", db_index=False, db_constraint=False)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    value_date = models.DateField()
    booked_on = models.DateField()
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_index=False)
    cause_kind = models.CharField(max_length=20)
    cause_id = models.BigIntegerField()
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="transfer_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"),
            models.UniqueConstraint(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="transfer_reversed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["debit", "booked_on", "id"], name="transfer_debit"),
            models.Index(fields=["credit", "booked_on", "id"], name="transfer_credit"),
            models.Index(fields=["subject", "id"], name="transfer_subject"),
            models.Index(fields=["cause_kind", "cause_id"], name="transfer_cause"),
        ]
        triggers = [_once_a_statement(IN_OPEN_PERIOD, _REFUSE_CLOSED), _once_a_statement(_ONE_BOOK, _REFUSE_MIXED)]


@pghistory.track()
class Period(models.Model):
    """A month of the books that was closed at least once; a month without a row is open.

    Months are closed one after the other, so nothing is booked on or before the last day of any closed one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=6, choices=PeriodState.choices)
    reason = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "last_day"], name="period_once"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="period_days_in_order"),
        ]


@pghistory.track()
class ExternalCode(models.Model):
    """What a line of the chart is called in the chart of another system, from a day on; an empty code ends that."""

    line = models.ForeignKey(ChartLine, models.PROTECT, related_name="external_codes")
    valid_from = models.DateField()
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "valid_from"], name="external_code_once_a_day")]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class BookSettings(models.Model):
    """What an administrator said about the books of an organisation: layout of XML files, tax number in them."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    layout = models.CharField(max_length=20)
    tax_number = models.CharField(max_length=20, blank=True)
