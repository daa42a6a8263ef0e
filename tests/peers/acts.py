"""Which peer event does what."""

from __future__ import annotations

from collections.abc import Callable

from tests.peers.charges import (
    add_charge,
    charge_adjustment,
    close_of_day,
    instalment_charge,
    percentage_charge,
    undo_waive,
    waive_last_charge,
)
from tests.peers.money import (
    capitalised,
    chargeback,
    disburse,
    payoff,
    received,
    refresh,
    refund,
    refund_credit,
    set_rule,
    start_type,
    submit,
    undo_disbursal,
    undo_last_disbursal,
    undo_last_repayment,
    undo_nth,
    undo_refund,
)
from tests.peers.plans import (
    charge_off,
    delete_pause,
    interest_pause,
    reage,
    reamortise,
    reschedule,
    terminate,
    undo_termination,
    update_pause,
)
from tests.peers.reading import Vector, day
from tests.peers.story import Story

SILENT = {
    "approve", "buy_down_fee", "buy_down_fee_adjustment", "set_fraud", "global_config", "add_tranche", "write_off",
    "set_future_installment_allocation_rule", "update_charge_definition",
}  # fmt: skip


ACTS: dict[str, Callable[[Story, Vector], None]] = {
    "set_future_installment_allocation_rule": set_rule,
    "submit": submit,
    "set_product_repayment_start_date_type": start_type,
    "disburse": disburse,
    "cob_run": close_of_day,
    "repayment": received,
    "transaction": received,
    "refund": refund,
    "interest_refund_manual": received,
    "charge_adjustment": charge_adjustment,
    "payoff": payoff,
    "undo_last_repayment": undo_last_repayment,
    "undo_repayment": undo_nth,
    "undo_transaction": undo_nth,
    "undo_last_disbursal": undo_last_disbursal,
    "undo_disbursal": undo_disbursal,
    "add_charge": add_charge,
    "add_installment_charge": instalment_charge,
    "credit_balance_refund": refund_credit,
    "chargeback": chargeback,
    "charge_off": charge_off,
    "undo_charge_off": undo_termination,
    "terminate_contract": terminate,
    "undo_terminate_contract": undo_termination,
    "reschedule": reschedule,
    "interest_pause": interest_pause,
    "reage": reage,
    "reamortize": reamortise,
    "capitalized_income": capitalised,
    "waive_last_charge": waive_last_charge,
    "undo_waive_last_charge": undo_waive,
    "undo_refund": undo_refund,
    "update_interest_pause": update_pause,
    "delete_interest_pause": delete_pause,
    "add_percentage_charge": percentage_charge,
}


def tell(story: Story, event: Vector) -> None:
    """One more event of the peer."""
    kind = event["type"]
    if kind == "set_business_date":
        story.today = day(event["date"])
        return
    if event.get("business_date"):
        story.today = day(event["business_date"])
    if kind in ACTS:
        try:
            ACTS[kind](story, event)
        except (LookupError, StopIteration):
            story.unsupported.append(kind)
        story.counted = max(story.counted, story.today)
        refresh(story)
    elif kind not in SILENT:
        story.unsupported.append(kind)
