"""Taking a settlement back: the contract is as before, the money waits again, both operations stay visible (CC-43)."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.reversal import reverse_event
from repaid.kernel.refusal import Refusal
from repaid.payments.commands.standing import free_part
from repaid.settling.models import Settlement
from repaid.settling.queries import settlement_named
from repaid.settling.rights import WITHDRAW


class WithdrawnBefore(Refusal):
    code = "withdrawn_before"
    sentence = _("This settlement was withdrawn already.")


@dataclass(frozen=True, slots=True)
class SettlementWithdrawn:
    settlement_id: int
    payment: str
    contract: str
    amount: Money
    subject_id: int


@command("settling.withdraw_settlement", right=WITHDRAW)
def withdraw_settlement(*, by: Actor, settlement: int, reason: str) -> SettlementWithdrawn:
    """Take a settlement back: reverse what the contract took, so that the money waits on its payment again."""
    row = settlement_named(by, settlement)
    if row.withdrawn_at is not None:
        raise WithdrawnBefore()
    reverse_event(by=by, number=row.contract.number, of=row.event_key, reason=reason)
    amount = Money(row.amount, row.payment.currency)
    return SettlementWithdrawn(row.pk, row.payment.number, row.contract.number, amount, row.contract.subject_id)


def take_back_money(*, by: Actor, contract: Any, key: str, reason: str) -> None:
    """Whoever reverses the event of a settlement withdraws it: fills the port of the contracts."""
    row = Settlement.objects.filter(contract=contract.pk, event_key=key, withdrawn_at=None).first()
    if row is None:
        return
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_reason = timezone.now(), by.user_id, reason[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    free_part(row.payment_id, row.amount)
