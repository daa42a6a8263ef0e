"""What a person decides on online payments that were paid, but not as they were asked for."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import wait_until_open
from repaid.access.command import command
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.kernel.refusal import Refusal
from repaid.payments.choices import OnlineFinding, OnlineState
from repaid.payments.commands.online import locked_online, save_online
from repaid.payments.commands.standing import reason_given
from repaid.payments.rights import WITHDRAW
from repaid.settling.commands.online import book_online


class NothingToDecide(Refusal):
    code = "online_nothing_to_decide"
    sentence = _("There is nothing to decide on online payment {number}: it is {state}.")


class StillInTheBooks(Refusal):
    code = "online_still_in_the_books"
    sentence = _("Payment {payment} is still in the books. Withdraw it first.")


@dataclass(frozen=True, slots=True)
class OnlineDecided:
    subject_id: int
    number: str
    state: str


@command("settling.book_online_by_hand", right=BOOK_PAYMENTS)
def book_online_by_hand(*, by: Actor, number: str, contract: str, amount: Money, reason: str) -> OnlineDecided:
    """Book an online payment that is held, as it was paid, on its contract or on another one."""
    wait_until_open(by.organisation_id)
    row, words = locked_online(by, number), reason_given(reason)
    if row.state != OnlineState.HELD:
        raise NothingToDecide(number=number, state=OnlineState(row.state).label)
    book_online(by, row, contract.strip(), amount)
    return _decided(by, row, words, paid=amount.minor, paid_currency=amount.currency)


@command("settling.mark_online_returned", right=WITHDRAW)
def mark_online_returned(*, by: Actor, number: str, reason: str) -> OnlineDecided:
    """Note that the money of an online payment went back to the customer; none of it is in the books any more."""
    row, words = locked_online(by, number), reason_given(reason)
    is_taken_back = row.finding == OnlineFinding.TAKEN_BACK
    if row.state != OnlineState.HELD and not is_taken_back:
        raise NothingToDecide(number=number, state=OnlineState(row.state).label)
    if row.payment is not None and row.payment.withdrawn_on is None:
        raise StillInTheBooks(payment=row.payment.number)
    return _decided(by, row, words, state=OnlineState.RETURNED, finding="")


def _decided(by: Actor, row: Any, words: str, **changes: Any) -> OnlineDecided:
    save_online(row, reason=words, decided_at=timezone.now(), decided_by_id=by.user_id, **changes)
    return OnlineDecided(row.subject_id, row.number, row.state)
