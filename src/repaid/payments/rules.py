"""What is to be said of payment orders before a second person agrees to them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from loanmath.calendars import Calendar, WorkingDayRule, adjust, is_working
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.queries import organisation_of
from repaid.kernel.refusal import Finding
from repaid.parties.queries import accounts_of_things
from repaid.payments.formats.pain001 import scheme_of, spelt
from repaid.payments.models import PaymentOrder
from repaid.payments.queries.orders import accounts_paid
from repaid.products.calendars import calendar, calendar_name

DAYS_ALIKE: Final = timedelta(days=7)
"""How near to each other two orders of one amount to one account look like one that was written twice."""

TWICE: Final = _("Order {number} of {day} sends the same amount to the same account. Is this another one?")
UNKNOWN_ACCOUNT: Final = _("The account is not known as one of the customer's. Ask the customer by another way.")
DAY_OFF: Final = _("No bank works on {day}. The money leaves on a later day.")
DAY_GONE: Final = _("{day} has passed. The file carries a later day.")


def order_findings(by: Actor, orders: Sequence[PaymentOrder]) -> dict[int, list[Finding]]:
    """The findings of each order, by its id; four queries however many orders."""
    if not orders:
        return {}
    days = [order.execution_day for order in orders]
    near = accounts_paid(by, (order.account for order in orders), min(days) - DAYS_ALIKE, max(days) + DAYS_ALIKE)
    known = accounts_of_things(order.subject_id for order in orders if order.subject_id)
    on, days_off = today(by.organisation_id), _bank_days(by)
    return {order.pk: [*_twice(order, near), *_unknown(order, known), *_day(order, on, days_off)] for order in orders}


def next_bank_day(by: Actor) -> date:
    """The first day from the business day on, on which banks work."""
    return adjust(today(by.organisation_id), _bank_days(by), WorkingDayRule.FOLLOWING)


def creditor_in_file(order: PaymentOrder) -> str:
    """The creditor's name in the letters in which the bank gets it."""
    if order.own_account is None:
        return order.creditor
    scheme = scheme_of(order.currency, order.own_account.iban, order.account)
    return spelt(order.creditor, scheme, scheme.name_length)


def _bank_days(by: Actor) -> Calendar:
    return calendar(calendar_name(organisation_of(by)))


def _twice(order: PaymentOrder, near: Sequence[PaymentOrder]) -> list[Finding]:
    money = (order.account, order.amount, order.currency)
    alike = (
        other
        for other in near
        if other.pk != order.pk
        and (other.account, other.amount, other.currency) == money
        and abs(other.execution_day - order.execution_day) <= DAYS_ALIKE
    )
    return [
        Finding("order_twice", TWICE, "warning", {"number": other.number, "day": other.execution_day})
        for other in alike
    ]


def _unknown(order: PaymentOrder, known: Mapping[int, frozenset[str]]) -> list[Finding]:
    if order.subject_id is None or order.account in known.get(order.subject_id, ()):
        return []
    return [Finding("account_unknown", UNKNOWN_ACCOUNT, "warning")]


def _day(order: PaymentOrder, today: date, days_off: Calendar) -> list[Finding]:
    day = order.execution_day
    if day < today:
        return [Finding("day_gone", DAY_GONE, "note", {"day": day})]
    return [] if is_working(day, days_off) else [Finding("day_off", DAY_OFF, "note", {"day": day})]
