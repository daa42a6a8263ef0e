"""Peer terms -> LoanTerms. Everything odd about the peer stays on this side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from loanmath.components import Component
from loanmath.dates import Every, Unit
from loanmath.daycount import DayCount
from loanmath.money import parse_minor
from loanmath.rates import RateStep
from loanmath.rounding import Rounding
from loanmath.scheme import Advance, Scheme, Slot, Through, Timing
from loanmath.terms import (
    AnnuityFactor,
    InterestOn,
    LastInstalment,
    LoanTerms,
    Method,
    OverduePrincipal,
    Portion,
    TrancheTerm,
)

Vector = dict[str, Any]

_UNITS = {"DAYS": Unit.DAYS, "WEEKS": Unit.WEEKS, "MONTHS": Unit.MONTHS, "YEARS": Unit.YEARS}
_TIMINGS = {"PAST_DUE": Timing.PAST, "DUE": Timing.DUE, "IN_ADVANCE": Timing.ADVANCE}
_COMPONENTS = {
    "PENALTY": Component.PENALTY,
    "FEE": Component.FEES,
    "INTEREST": Component.INTEREST,
    "PRINCIPAL": Component.PRINCIPAL,
}
ADVANCES = {
    "NEXT_INSTALLMENT": Advance.NEXT,
    "LAST_INSTALLMENT": Advance.LAST,
    "REAMORTIZATION": Advance.SPREAD,
}
_STRATEGIES = {
    "mifos-standard-strategy": "penalty fee interest principal",
    "PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER": "penalty fee interest principal",
    "PRINCIPAL_INTEREST_PENALTIES_FEES_ORDER": "principal interest penalty fee",
    "INTEREST_PRINCIPAL_PENALTIES_FEES_ORDER": "interest principal penalty fee",
    "EARLY_REPAYMENT_STRATEGY": "penalty fee interest principal",
    "HEAVENS_FAMILY": "penalty fee interest principal",
    "CREOCORE": "penalty fee interest principal",
    "RBI_INDIA": "penalty fee interest principal",
}
_DUE_THEN_ADVANCE = {
    "DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE": (
        "penalty interest principal fee",
        "penalty interest principal fee",
    ),
    "DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST": (
        "penalty fee interest principal",
        "principal penalty fee interest",
    ),
}


def minor(text: object) -> int:
    """An amount as the peer prints it ("16.9", 25, "17.010") in cents."""
    return parse_minor(str(text).replace(",", ""), "EUR")


def day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Rules:
    """What of the peer's product is not a term of a loan."""

    recalculates: bool
    cumulative: bool
    schemes: dict[str, Scheme]
    charge_off: str
    chargeback: tuple[Component, ...]
    interest_refund: tuple[str, ...]
    rests_with_periods: bool


def read_rules(vector: Vector) -> Rules:
    product, terms = vector["product"], vector["effective_terms"]
    credit = next(iter(product.get("credit_allocation") or []), None)
    return Rules(
        recalculates=bool(terms["interest_recalculation"]),
        cumulative=terms["schedule_type"] == "CUMULATIVE",
        schemes=_schemes(product, terms),
        charge_off=product.get("charge_off_behaviour") or "REGULAR",
        chargeback=tuple(_COMPONENTS[name] for name in credit["order"]) if credit else (Component.PRINCIPAL,),
        interest_refund=tuple(product.get("interest_refund_types") or ()),
        rests_with_periods=product.get("preclosure_interest") == "TILL_REST_FREQUENCY_DATE",
    )


def _schemes(product: Vector, terms: Vector) -> dict[str, Scheme]:
    name = terms["transaction_processing"]
    if name in _DUE_THEN_ADVANCE:
        due, ahead = _DUE_THEN_ADVANCE[name]
        order = _slots(due, Timing.PAST) + _slots(due, Timing.DUE) + _slots(ahead, Timing.ADVANCE)
        return {"DEFAULT": Scheme(order, advance=Advance.NEXT)}
    if name in _STRATEGIES:
        words = _STRATEGIES[name]
        order = tuple(slot for timing in Timing for slot in _slots(words, timing))
        return {"DEFAULT": Scheme(order, advance=Advance.NEXT)}
    vertical = product.get("loan_schedule_processing_type") == "VERTICAL"
    through = Through.COMPONENT if vertical else Through.INSTALMENT
    return {rule["transactionType"]: _scheme(rule, through) for rule in product["payment_allocation"]}


def _slots(words: str, timing: Timing) -> tuple[Slot, ...]:
    return tuple(Slot(timing, _COMPONENTS[word.upper()]) for word in words.split())


def _scheme(rule: Vector, through: Through) -> Scheme:
    order = []
    for name in rule["order"]:
        timing, component = name.rsplit("_", 1)
        order.append(Slot(_TIMINGS[timing], _COMPONENTS[component]))
    return Scheme(tuple(order), through, ADVANCES.get(rule["futureInstallmentAllocationRule"], Advance.NEXT))


def read_terms(vector: Vector, amount: int, start: date, rules: Rules) -> LoanTerms:
    product, terms = vector["product"], vector["effective_terms"]
    every = Every(int(terms["repayment_every"]), _UNITS[terms["repayment_frequency"]])
    progressive = not rules.cumulative
    multiple = product.get("installment_amount_in_multiples_of")
    down = terms["down_payment"]
    share = Fraction(str(down["percent"])) / 100 if down["enabled"] else Fraction(0)
    flat = terms["interest_type"] == "FLAT"
    equal_principal = terms["amortization_type"] == "EQUAL_PRINCIPAL_PAYMENTS"
    return LoanTerms(
        currency="EUR",
        amount=amount,
        start=start,
        rates=(RateStep(None, yearly_rate(terms, every)),),
        count=int(terms["number_of_repayments"]),
        every=every,
        method=Method.FLAT if flat else Method.EQUAL_PRINCIPAL if equal_principal else Method.ANNUITY,
        day_count=_day_count(vector, every, rules),
        annuity_factor=_factor(terms, rules),
        interest_on=InterestOn.BALANCE if rules.recalculates else InterestOn.SCHEDULE,
        overdue_principal=_overdue(rules),
        rounding=Rounding.HALF_EVEN,
        instalment_rounding=Rounding.HALF_EVEN,
        multiple=100 * int(multiple) if multiple and not equal_principal else 1,
        last_instalment=LastInstalment.LEVELLED if progressive and not flat else LastInstalment.TAKES_REST,
        grace_principal=int(terms["grace_on_principal_periods"]),
        grace_interest=int(terms["grace_on_interest_payment_periods"]),
        interest_free=int(terms["interest_free_periods"]),
        down_payment=Portion(share=share),
        down_payment_automatic=bool(down["auto"]),
        tranche_term=TrancheTerm.OWN_FULL_TERM
        if product.get("allow_full_term_for_tranche")
        else TrancheTerm.COMMON_END,
        allocation=rules.schemes["DEFAULT"],
    )


def _overdue(rules: Rules) -> OverduePrincipal:
    if not rules.recalculates:
        return OverduePrincipal.STOPS
    return OverduePrincipal.PERIOD_END if rules.rests_with_periods else OverduePrincipal.BEARS


def yearly_rate(terms: Vector, every: Every) -> Decimal:
    percent = Decimal(str(terms["rate_percent"]))
    if terms["rate_frequency"] == "PER_MONTH":
        return percent * 12
    if terms["rate_frequency"] == "WHOLE_TERM":
        periods = Decimal(int(terms["number_of_repayments"]) * every.n)
        return percent * {Unit.MONTHS: 12, Unit.WEEKS: 52, Unit.DAYS: 365, Unit.YEARS: 1}[every.unit] / periods
    return percent


def _day_count(vector: Vector, every: Every, rules: Rules) -> DayCount:
    terms = vector["effective_terms"]
    year, thirty = terms["days_in_year"], terms["days_in_month"] == "30"
    monthly = every.unit is Unit.MONTHS
    if terms["interest_calculation_period"] == "SAME_AS_REPAYMENT_PERIOD" or (thirty and year == "360" and monthly):
        return DayCount.PERIOD
    if year != "ACTUAL":
        return {"360": DayCount.ACT_360, "364": DayCount.ACT_364, "365": DayCount.ACT_365}[year]
    if rules.cumulative:
        return DayCount.ACT_365
    custom = vector["product"].get("days_in_year_custom_strategy")
    return DayCount.ACT_ACT_FEB29 if custom == "FEB_29_PERIOD_ONLY" else DayCount.ACT_ACT_ISDA


def _factor(terms: Vector, rules: Rules) -> AnnuityFactor:
    if not rules.cumulative:
        return AnnuityFactor.DAYS
    if terms["interest_calculation_period"] == "SAME_AS_REPAYMENT_PERIOD":
        return AnnuityFactor.EVEN
    return AnnuityFactor.THIRTY
