"""What can happen to a contract: each kind with its weight, the states it belongs to, and how one is drawn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from loanmath.changes import Keep, Overdue
from loanmath.components import Component
from loanmath.dates import nth_date
from loanmath.events import Received, Repayment
from repaid.contracts.choices import State
from repaid.simulation.deeds import Data
from repaid.simulation.life.dice import About

Draw = Callable[[About], Data | None]
"""The arguments of a step, without its day and contract; None where it makes no sense."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of step; drawn in its `states`, and seldom in any other, where it is refused."""

    do: str
    weight: float
    states: frozenset[State]
    draw: Draw


def _pay(about: About) -> Data:
    return {"amount": about.payment(), "value_date": about.some_day(), "receipt": about.dice.label("R")}


def _pay_again(about: About) -> Data | None:
    """A receipt that was told before, seldom with another amount."""
    rows = [row for row in about.events if isinstance(row.event, Received) and row.event.key.startswith("R")]
    if not rows:
        return None
    row = about.dice.one_of(rows)
    amount = (row.amount or 0) + about.dice.weighed({0: 4, 1: 1})
    return {
        "amount": about.figure(amount), "value_date": about.world.number(row.event.value_date),
        "receipt": row.event.key,
    }  # fmt: skip


def _repay_early(about: About) -> Data:
    amount = about.part(about.life.balances.outstanding.principal + about.due)
    return {**_pay(about), "amount": amount, "mode": about.dice.one_of(list(Repayment)).value}


def _settle(about: About) -> Data:
    return {**_pay(about), "amount": about.dice.weighed({"quote": 9, "next": 1})}


def _launch(about: About) -> Data:
    start = about.world.number(about.life.terms.start)
    day = about.dice.weighed({min(start, about.today): 4, about.today: 2, about.some_day(): 1})
    whole = about.figure(about.contract.amount)
    amount = whole if about.dice.happens(0.8) else about.part(about.contract.amount)
    return {"amount": amount, "value_date": day, "key": about.dice.label("D")}


def _tranche(about: About) -> Data | None:
    left = about.contract.amount - about.contract.balance.disbursed
    if left <= 0 and not about.dice.happens(0.1):
        return None
    return {"amount": about.part(left), "value_date": about.some_day(), "key": about.dice.label("D")}


def _fee(about: About) -> Data:
    day = about.some_day()
    component = about.dice.weighed({Component.FEES: 6, Component.TAX: 1, Component.PENALTY: 1})
    return {
        "amount": about.part(about.contract.amount // 20), "value_date": day, "name": "reminder",
        "due": day + about.dice.one_of((0, 0, 14, 40)), "component": component.value, "key": about.dice.label("F"),
    }  # fmt: skip


def _costs(about: About) -> Data:
    amount = about.part(about.contract.amount // 10)
    return {"amount": amount, "value_date": about.some_day(), "name": "court", "key": about.dice.label("F")}


def _waive(about: About) -> Data:
    component = about.dice.one_of(list(Component))
    owed = about.life.balances.outstanding.of(component)
    return {
        "component": component.value, "amount": about.part(owed + 1), "value_date": about.some_day(),
        "reason": "goodwill", "key": about.dice.label("W"),
    }  # fmt: skip


def _returned(about: About) -> Data | None:
    rows = [row for row in about.events if row.is_live and row.event.kind in ("received", "early_repaid")]
    if not rows:
        return None
    row = about.dice.one_of(rows)
    drawn = {"receipt": row.event.key, "value_date": about.today, "reason": "bounced", "key": about.dice.label("B")}
    whole = about.dice.happens(0.7) or not row.amount
    return drawn if whole else {**drawn, "amount": about.part(row.amount or 1)}


def _refund(about: About) -> Data | None:
    credit = about.contract.balance.credit
    if not credit and not about.dice.happens(0.05):
        return None
    amount = "credit" if about.dice.happens(0.6) else about.part(credit)
    return {"amount": amount, "value_date": about.some_day(), "key": about.dice.label("O")}


def _rate(about: About) -> Data:
    keep = about.dice.one_of(list(Keep)).value
    return {"percent": about.dice.percent(0, 20), "keep": keep, **_changed(about)}


def _changed(about: About) -> Data:
    return {"value_date": about.some_day(), "key": about.dice.label("T")}


def _pause(about: About) -> Data:
    drawn = _changed(about)
    return {**drawn, "until": drawn["value_date"] + about.dice.between(0, 40)}


def _coming_due(about: About) -> int | None:
    coming = about.life.schedule[about.life.view.next :]
    return about.world.number(about.dice.one_of(coming).due) if coming else None


def _postpone(about: About) -> Data | None:
    due = _coming_due(about)
    if due is None:
        return None
    bears = about.dice.happens(0.5)
    return {"due": due, "periods": about.dice.between(1, 3), "bears_interest": bears, **_changed(about)}


def _move_dues(about: About) -> Data | None:
    due = _coming_due(about)
    return None if due is None else {"due": due, "to": due + about.dice.between(-6, 20), **_changed(about)}


def _extend(about: About) -> Data:
    return {"periods": about.dice.between(-3, 6), **_changed(about)}


def _instalment(about: About) -> Data:
    return {"amount": about.part(about.contract.amount // 2), **_changed(about)}


def _grace(about: About) -> Data:
    return {"principal": about.dice.between(0, 2), "interest": about.dice.between(0, 1), **_changed(about)}


def _restructure(about: About) -> Data:
    drawn = _changed(about)
    first = about.world.number(nth_date(about.world.day(drawn["value_date"]), about.life.terms.every, 1))
    overdue = about.dice.weighed({Overdue.STAYS: 1, Overdue.INTO_PLAN: 2, Overdue.CAPITALISED: 2})
    return {**drawn, "first_due": first, "count": about.dice.between(1, 12), "overdue": overdue.value}


def _reamortise(about: About) -> Data:
    overdue = about.dice.weighed({Overdue.INTO_PLAN: 2, Overdue.CAPITALISED: 1})
    return {"overdue": overdue.value, **_changed(about)}


def _stand_still(about: About) -> Data:
    return {
        "value_date": about.some_day(), "reason": "illness", "key": about.dice.label("S"),
        "bears_interest": about.dice.happens(0.3), "bears_penalty": about.dice.happens(0.3),
    }  # fmt: skip


def _go_on(about: About) -> Data:
    return {"value_date": about.some_day(), "key": about.dice.label("S")}


def _terminate(about: About) -> Data:
    bears = about.dice.happens(0.3)
    return {"value_date": about.some_day(), "reason": "unpaid", "bears_interest": bears, "key": about.dice.label("E")}


def _write_off(about: About) -> Data:
    drawn = {"value_date": about.some_day(), "reason": "bankrupt", "key": about.dice.label("E")}
    return drawn if about.dice.happens(0.6) else {**drawn, "amount": about.part(about.due + 1)}


def _sell(about: About) -> Data:
    price = about.figure(about.dice.between(0, about.contract.amount))
    return {"price": price, "value_date": about.some_day(), "buyer": "Debt Buyer", "key": about.dice.label("E")}


def _reverse(about: About) -> Data | None:
    rows = [row for row in about.events if row.reversible]
    rows = rows if about.dice.happens(0.1) else [row for row in rows if row.event.kind != "disbursed"]
    if not rows and not (rows := about.events):
        return None
    return {"of": _told(about, about.dice.one_of(rows).event.key), "reason": "mistake"}


def _told(about: About, key: str) -> str:
    """The key of an event; of a payment that was settled the label in its title, which does not depend on others."""
    if not key.startswith("P-"):
        return key
    number = key.removeprefix("P-").partition(".")[0]
    return about.world.label_of(about.lender.code, number)


def _other_borrower(about: About) -> Data:
    return {"borrower": about.dice.one_of(sorted(about.lender.cast.parties)), **_changed(about)}


def _cancel(_about: About) -> Data:
    return {"reason": "changed his mind"}


def _cash(about: About) -> Data:
    amount = about.part(about.due or about.contract.balance.next_amount or 1)
    return {"amount": amount, "value_date": about.some_day(), "payment": about.dice.label("L")}


_S = State
_NEW: Final = frozenset({_S.TO_BE_LAUNCHED})
_ACTIVE: Final = frozenset({_S.ACTIVE})
_RUNNING: Final = frozenset({_S.ACTIVE, _S.SUSPENDED})
_OWING: Final = frozenset({_S.ACTIVE, _S.SUSPENDED, _S.TERMINATED})
_LAUNCHED: Final = frozenset(State) - {_S.TO_BE_LAUNCHED, _S.CANCELLED}

KINDS: Final = (
    Kind("disburse", 30, _NEW, _launch),
    Kind("cancel_contract", 1, _NEW, _cancel),
    Kind("disburse", 2, _ACTIVE, _tranche),
    Kind("receive_payment", 30, _OWING, _pay),
    Kind("receive_payment", 3, _LAUNCHED, _pay_again),
    Kind("cash", 3, _OWING, _cash),
    Kind("repay_early", 3, _ACTIVE, _repay_early),
    Kind("settle_early", 2, _OWING, _settle),
    Kind("charge_fee", 4, _OWING, _fee),
    Kind("award_costs", 1, _OWING, _costs),
    Kind("waive", 3, _OWING, _waive),
    Kind("return_money", 2, _LAUNCHED, _returned),
    Kind("refund_credit", 4, _LAUNCHED, _refund),
    Kind("change_rate", 2, _RUNNING, _rate),
    Kind("pause_interest", 1, _RUNNING, _pause),
    Kind("postpone_instalments", 1, _RUNNING, _postpone),
    Kind("move_due_dates", 1, _RUNNING, _move_dues),
    Kind("extend_term", 1, _RUNNING, _extend),
    Kind("set_instalment", 1, _RUNNING, _instalment),
    Kind("grant_grace", 1, _RUNNING, _grace),
    Kind("restructure", 1, _OWING, _restructure),
    Kind("reamortise", 1, _RUNNING, _reamortise),
    Kind("change_borrower", 0.5, _OWING, _other_borrower),
    Kind("suspend", 1.5, _ACTIVE, _stand_still),
    Kind("resume", 12, frozenset({_S.SUSPENDED}), _go_on),
    Kind("terminate", 1, _RUNNING, _terminate),
    Kind("write_off", 1, _OWING, _write_off),
    Kind("recover", 12, frozenset({_S.WRITTEN_OFF}), _pay),
    Kind("sell", 0.3, _OWING | {_S.WRITTEN_OFF}, _sell),
    Kind("reverse_event", 6, _LAUNCHED, _reverse),
)  # fmt: skip


def fitting(state: State, *, anything: bool) -> Iterator[Kind]:
    """The kinds that are drawn in a state; `anything`: all of them."""
    yield from (kind for kind in KINDS if anything or state in kind.states)
