"""The limits of the figures on the start page: in words, and as the filters of the list of contracts."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from loanmath.money import Money, format_minor
from repaid.interfaces.ui.formats import money_text, number_text


def limits_told(limits: Any, currency: str) -> str:
    """Which contracts are counted."""
    days = _("{first} and more days late").format(first=number_text(limits.days_from))
    if limits.days_to is not None:
        between = _("{first} to {last} days late")
        days = between.format(first=number_text(limits.days_from), last=number_text(limits.days_to))
    parts = [days]
    if limits.amount_min:
        parts.append(_("overdue {amount} and more").format(amount=money_text(Money(limits.amount_min, currency))))
    if limits.amount_max is not None:
        parts.append(_("overdue {amount} at most").format(amount=money_text(Money(limits.amount_max, currency))))
    return " · ".join(parts)


def limits_in_address(limits: Any, today: date, currency: str) -> dict[str, str]:
    """The same as filters: the oldest unpaid due date, and the overdue amount."""
    asked = {"unpaid_since_to": (today - timedelta(days=max(limits.days_from, 1))).isoformat()}
    if limits.days_to is not None:
        asked["unpaid_since_from"] = (today - timedelta(days=limits.days_to)).isoformat()
    if limits.amount_min:
        asked["overdue_from"] = format_minor(limits.amount_min, currency)
    if limits.amount_max is not None:
        asked["overdue_to"] = format_minor(limits.amount_max, currency)
    return asked
