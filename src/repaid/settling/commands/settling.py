"""Settling a payment by hand: parts of it go to contracts, where each becomes an event (CC-44)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from loanmath.components import NOTHING, Amounts, Component
from loanmath.money import Money
from loanmath.scheme import Scheme
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.choices import State
from repaid.contracts.commands.ground import locked as locked_contract
from repaid.contracts.commands.losses import recover
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.kernel.refusal import Refusal
from repaid.ledger.choices import Role
from repaid.payments.commands.standing import NotWaiting, settle_part
from repaid.payments.commands.standing import locked as locked_payment
from repaid.settling.choices import PART, Way
from repaid.settling.models import Settlement
from repaid.settling.queries import scheme_named, settlements_of, suggestions_for


class NothingToSettle(Refusal):
    code = "nothing_to_settle"
    sentence = _("Enter an amount for at least one contract.")
    status = 422


class MoreThanPayment(Refusal):
    code = "more_than_payment"
    sentence = _("The lines come to {given}, but {rest} of payment {number} is left. Lower one of them.")
    status = 422


class ContractTwice(Refusal):
    code = "contract_twice"
    sentence = _("Contract {number} stands in the lines twice. Add the two amounts.")
    status = 422


class MoreThanOwed(Refusal):
    code = "more_than_owed_of_a_part"
    sentence = _(
        "Contract {number} takes only {taken} of {given} for that part of the debt on {value_date}. Lower the amount."
    )
    status = 422


class Line(NamedTuple):
    """A contract's number, and what it gets; with a component, for that part of the debt alone."""

    contract: str
    amount: Money
    component: Component | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What one contract took by one line: minor units per component in `paid`; `credit` what nothing due claimed."""

    settlement_id: int
    contract: str
    amount: Money
    paid: Amounts
    credit: Money


@dataclass(frozen=True, slots=True)
class PaymentSettled:
    """`rest` is what waits on the payment afterwards."""

    payment_id: int
    number: str
    lines: tuple[Settled, ...]
    rest: Money


@command("settling.settle_payment", right=BOOK_PAYMENTS)
def settle_payment(
    *, by: Actor, number: str, lines: Sequence[Line | tuple[str, Money]], scheme: str = ""
) -> PaymentSettled:
    """Hand parts of a payment to contracts, spread there by a settlement scheme or by each contract's own.

    A line for one component pays that part of the debt alone, no more of it than is owed. What the lines leave stays
    on the payment. Contracts are locked before the payment, as reversals do.
    """
    wanted = [line for line in (Line(*each) for each in lines) if line.amount]
    _refuse_twice(wanted)
    contracts = {contract: locked_contract(by, contract) for contract in sorted({line.contract for line in wanted})}
    payment = locked_payment(by, number)
    _refuse_impossible(payment, wanted)
    suggested = {each.target.contract_id: each for each in suggestions_for(by, payment)}
    done = []
    for line in wanted:
        row = contracts[line.contract]
        followed = suggested.get(row.pk)
        paid, settlement = _settle(by, payment, row, line, scheme)
        if followed:
            settlement.confidence, settlement.reasons = followed.confidence, list(followed.reasons)
        settlement.save()
        settle_part(payment, line.amount, row.subject)
        credit = Money(line.amount.minor - paid.total, line.amount.currency)
        done.append(Settled(settlement.pk, line.contract, line.amount, paid, credit))
    return PaymentSettled(payment.pk, number, tuple(done), Money(payment.rest, payment.currency))


def _settle(by: Actor, payment: Any, contract: Any, line: Line, scheme: str) -> tuple[Amounts, Settlement]:
    """Book a part on a contract; a written-off one recovers it."""
    key = receipt_for(payment, contract)
    facts: dict[str, Any] = {
        "by": by, "number": contract.number, "amount": line.amount, "value_date": payment.value_date, "receipt": key,
        "payer": payment.words.payer, "money_from": Role.UNALLOCATED_RECEIPTS,
    }  # fmt: skip
    paid = NOTHING
    if contract.state == State.WRITTEN_OFF:
        recover(**facts)
    elif line.component:
        paid = receive_payment(**facts, scheme=Scheme.of(line.component)).paid
        _refuse_more_than_owed(payment, line, paid)
    else:
        paid = receive_payment(**facts, scheme=scheme_named(by, scheme)).paid
    return paid, Settlement(
        payment_id=payment.pk, contract_id=contract.pk, event_key=key, amount=line.amount.minor, way=Way.BY_HAND,
        scheme=f"{PART}{line.component}" if line.component else scheme, settled_by_id=by.user_id,
    )  # fmt: skip


def _refuse_more_than_owed(payment: Any, line: Line, paid: Amounts) -> None:
    if paid.total < line.amount.minor:
        taken = Money(paid.total, line.amount.currency)
        raise MoreThanOwed(number=line.contract, taken=taken, given=line.amount, value_date=payment.value_date)


def receipt_for(payment: Any, contract: Any) -> str:
    """The receipt under which a contract takes money of a payment: another one after a withdrawal."""
    earlier = settlements_of([payment.pk]).filter(contract=contract.pk).count()
    return f"P-{payment.number}.{earlier + 1}" if earlier else f"P-{payment.number}"


def _refuse_twice(wanted: Sequence[Line]) -> None:
    """Refuse a contract that is named again, if not for another part of its debt."""
    places = [(line.contract, line.component) for line in wanted]
    wholly = {line.contract for line in wanted if line.component is None}
    for contract, component in places:
        partly = contract in wholly and component is not None
        if partly or places.count((contract, component)) > 1:
            raise ContractTwice(number=contract)


def _refuse_impossible(payment: Any, wanted: Sequence[Line]) -> None:
    if not payment.rest:
        raise NotWaiting(number=payment.number)
    if not wanted or any(line.amount.minor < 0 for line in wanted):
        raise NothingToSettle()
    given = sum(line.amount.minor for line in wanted)
    if given > payment.rest:
        rest = Money(payment.rest, payment.currency)
        raise MoreThanPayment(number=payment.number, given=Money(given, payment.currency), rest=rest)
