"""What became of an online payment, in words for the customer (CZ-53), and what can be done next."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from loanmath.money import Money
from repaid.interfaces.ui.states import Tone
from repaid.payments.choices import OnlineState

LOOKS: Final = 100
"""How often, each three seconds, a page looks whether a pending payment has come."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an online payment; `may_try_again` where no money came and it may be paid anew."""

    tone: Tone
    icon: str
    title: str | Promise
    text: str | Promise = ""
    may_try_again: bool = False


FAILED: Final = gettext_lazy("The payment did not go through. Nothing was booked. Please try again.")
RESULTS: Final = {
    OnlineState.PAID: Result(
        "good", "circle-check", gettext_lazy("Your payment is received."),
        gettext_lazy("It is booked on your loan."),
    ),
    OnlineState.PENDING: Result(
        "info", "hourglass", gettext_lazy("Your payment is pending."),
        gettext_lazy("We wait until the provider confirms it. If you have paid, you need not stay here or pay again."),
    ),
    OnlineState.HELD: Result(
        "info", "hourglass", gettext_lazy("Your payment is pending."),
        gettext_lazy("The money has come, and somebody at the lender looks at it. You need not pay again."),
    ),
    OnlineState.FAILED: Result("bad", "circle-x", FAILED, may_try_again=True),
    OnlineState.EXPIRED: Result("bad", "circle-x", FAILED, may_try_again=True),
    OnlineState.CANCELLED: Result(
        "warn", "ban", gettext_lazy("The payment was cancelled. Nothing was booked."), may_try_again=True
    ),
    OnlineState.RETURNED: Result(
        "info", "arrow-back-up", gettext_lazy("The money was sent back to you. Nothing was booked.")
    ),
}  # fmt: skip


def shown(request: HttpRequest, row: Any, *, onward: str, again: str) -> dict[str, Any]:
    """What a page of the result shows of a payment, and where one goes from it.

    `onward` leads back to the provider while the payment is pending, `again` to the form filled in as before.
    """
    state = OnlineState(row.state)
    result, is_pending = RESULTS[state], state is OnlineState.PENDING
    return {
        "row": row, "amount": Money(row.amount, row.currency), "result": result, "is_pending": is_pending,
        "poll": _next_look(request) if is_pending else "", "here": request.path,
        "onward": onward if is_pending and row.redirect else "",
        "again": f"{again}?again={row.number}" if result.may_try_again else "",
    }  # fmt: skip


def _next_look(request: HttpRequest) -> str:
    """Where a pending payment is looked at again by itself; "" after five minutes, from when on it takes a press."""
    looks = request.GET.get("look", "")
    done = int(looks) if looks.isdecimal() else 0
    return f"{request.path}?look={done + 1}" if done < LOOKS else ""
