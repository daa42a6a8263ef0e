"""What may be done to a contract in its present state. The button and the command ask the same question."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.rights import Right
from repaid.contracts import rights
from repaid.contracts.choices import State
from repaid.contracts.models import Contract
from repaid.kernel.refusal import Finding, MissingRight


class Action(StrEnum):
    """What people do to a contract; each is the name of its command."""

    DISBURSE = "disburse"
    CANCEL = "cancel_contract"
    RECEIVE = "receive_payment"
    RETURN = "return_money"
    REFUND = "refund_credit"
    CHARGE = "charge_fee"
    AWARD = "award_costs"
    WAIVE = "waive"
    REPAY_EARLY = "repay_early"
    SETTLE = "settle_early"
    CHANGE_RATE = "change_rate"
    CHANGE_PLAN = "change_plan"
    RESTRUCTURE = "restructure"
    CHANGE_BORROWER = "change_borrower"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"
    WRITE_OFF = "write_off"
    RECOVER = "recover"
    SELL = "sell"
    REVERSE = "reverse_event"


_S = State
_RUNNING: Final = frozenset({_S.ACTIVE, _S.SUSPENDED})
_OWING: Final = frozenset({_S.ACTIVE, _S.SUSPENDED, _S.TERMINATED})
_LAUNCHED: Final = frozenset(State) - {_S.TO_BE_LAUNCHED, _S.CANCELLED}
_NOT_RUNNING: Final = _("Contract {number} is {state}. Its terms can no longer be changed, or not yet.")


@dataclass(frozen=True, slots=True)
class Permission:
    """An action: its right, the states it belongs to, and what to tell in any other state."""

    right: Right
    states: frozenset[State]
    sentence: str | Promise


_TABLE: Final[dict[Action, Permission]] = {
    Action.DISBURSE: Permission(
        rights.DISBURSE,
        frozenset({_S.TO_BE_LAUNCHED, _S.ACTIVE}),
        _("Contract {number} is {state}. Nothing can be paid out on it."),
    ),
    Action.CANCEL: Permission(
        rights.OPEN,
        frozenset({_S.TO_BE_LAUNCHED}),
        _("Contract {number} is {state}. Only a contract that was never paid out can be cancelled."),
    ),
    Action.RECEIVE: Permission(
        rights.BOOK_PAYMENTS,
        _OWING,
        _(
            "Contract {number} is {state}. It takes no payments now. "
            "Book the money on another contract or send it back."
        ),
    ),
    Action.RETURN: Permission(
        rights.RETURN_MONEY,
        _LAUNCHED,
        _("Contract {number} is {state}. No payment came in on it that could be returned."),
    ),
    Action.REFUND: Permission(
        rights.REFUND, _LAUNCHED, _("Contract {number} is {state}. It has no credit balance to pay back.")
    ),
    Action.CHARGE: Permission(rights.CHARGE, _OWING, _("Contract {number} is {state}. No fee can be charged on it.")),
    Action.AWARD: Permission(rights.CHARGE, _OWING, _("Contract {number} is {state}. No costs can be added to it.")),
    Action.WAIVE: Permission(
        rights.WAIVE, _OWING, _("Contract {number} is {state}. Nothing is owed that could be waived.")
    ),
    Action.REPAY_EARLY: Permission(
        rights.BOOK_PAYMENTS,
        frozenset({_S.ACTIVE}),
        _("Contract {number} is {state}. Only an active contract can be repaid early. Book the money as a payment."),
    ),
    Action.SETTLE: Permission(rights.SETTLE, _OWING, _("Contract {number} is {state}. There is nothing to settle.")),
    Action.CHANGE_RATE: Permission(rights.CHANGE_TERMS, _RUNNING, _NOT_RUNNING),
    Action.CHANGE_PLAN: Permission(rights.CHANGE_TERMS, _RUNNING, _NOT_RUNNING),
    Action.RESTRUCTURE: Permission(
        rights.CHANGE_TERMS, _OWING, _("Contract {number} is {state}. There is no debt to make a new plan for.")
    ),
    Action.CHANGE_BORROWER: Permission(rights.CHANGE_TERMS, _OWING, _NOT_RUNNING),
    Action.SUSPEND: Permission(
        rights.SUSPEND,
        frozenset({_S.ACTIVE}),
        _("Contract {number} is {state}. Only an active contract can be suspended."),
    ),
    Action.RESUME: Permission(
        rights.SUSPEND,
        frozenset({_S.SUSPENDED}),
        _("Contract {number} is {state}. Only a suspended contract can be resumed."),
    ),
    Action.TERMINATE: Permission(
        rights.TERMINATE,
        _RUNNING,
        _("Contract {number} is {state}. Only an active or suspended contract can be terminated."),
    ),
    Action.WRITE_OFF: Permission(
        rights.WRITE_OFF, _OWING, _("Contract {number} is {state}. Nothing is owed that could be written off.")
    ),
    Action.RECOVER: Permission(
        rights.RECOVER,
        frozenset({_S.WRITTEN_OFF}),
        _("Contract {number} is {state}. Recoveries belong to written-off contracts. Book the money as a payment."),
    ),
    Action.SELL: Permission(
        rights.SELL, _OWING | {_S.WRITTEN_OFF}, _("Contract {number} is {state}. It cannot be sold.")
    ),
    Action.REVERSE: Permission(
        rights.REVERSE, _LAUNCHED, _("Contract {number} is {state}. Nothing happened on it that could be reversed.")
    ),
}


def state_findings(action: Action, contract: Contract) -> list[Finding]:
    """What the state of the contract says against an action."""
    permission = _TABLE[action]
    if contract.state in permission.states:
        return []
    facts = {"number": contract.number, "state": State(contract.state).label}
    return [Finding(f"{action.value}_in_this_state", permission.sentence, facts=facts)]


def action_findings(by: Actor, action: Action, contract: Contract) -> list[Finding]:
    """Everything against an action that is known before its details: the actor's right, then the state."""
    right = _TABLE[action].right
    missing = (
        [] if by.may(right.code) else [Finding(MissingRight.code, MissingRight.sentence, facts={"right": right.label})]
    )
    return missing + state_findings(action, contract)


def needs_second_person(action: Action) -> bool:
    """Whether an action of a person is proposed first and carried out when a colleague agrees."""
    return _TABLE[action].right.four_eyes


def possible_actions(by: Actor, contract: Contract) -> dict[Action, list[Finding]]:
    """Every action with what stands against it: a button for an empty list, else the reason why there is none."""
    return {action: action_findings(by, action, contract) for action in Action}


def is_payable(contract: Contract) -> bool:
    """Whether the contract takes payments (decision 9 for the client zone)."""
    return takes_payments(State(contract.state))


def takes_payments(state: State) -> bool:
    """Whether contracts in this state take payments."""
    return state in _TABLE[Action.RECEIVE].states
