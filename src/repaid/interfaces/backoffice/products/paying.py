"""What a payment pays and what repaying early costs: from the boxes of a version to its template, and back."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from loanmath.components import Component
from loanmath.money import Money, format_minor, parse_minor
from loanmath.scheme import SCHEME_PL, Scheme, Timing
from repaid.interfaces.backoffice.products.words import PAYS

YES, NO = "yes", "no"
HOW: Final = {"pays_through": "through", "pays_advance": "advance"}
_DEFAULT: Final = {"through": SCHEME_PL.through.value, "advance": SCHEME_PL.advance.value}


def typed_paying(template: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """What stands in the boxes at first. An order that differs by time shows that of what is overdue."""
    scheme, early = template.get("allocation") or {}, template.get("early_repayment") or {}
    typed: dict[str, Any] = dict(zip(PAYS, _order(scheme), strict=False))
    typed |= {box: scheme.get(name, _DEFAULT[name]) for box, name in HOW.items()}
    fee = early.get("fee") or {}
    share, amount = Fraction(fee.get("share", "0")), parse_minor(fee.get("amount", "0"), currency)
    typed["early_percent"] = Decimal(share.numerator * 100) / share.denominator if share else None
    typed["early_amount"] = Money(amount, currency) if amount else None
    return typed | {"early_reduces": YES if early.get("reduces_financed_fees", True) else NO}


def paying_template(given: Mapping[str, Any], template: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """The parts of the template that the boxes say; what was not changed stays as it is, however it was made."""
    before, found = typed_paying(template, currency), {}
    boxes = (*PAYS, *HOW)
    if any(given[box] != before.get(box) for box in boxes):
        found["allocation"] = _scheme(given)
    boxes = ("early_percent", "early_amount", "early_reduces")
    if any(given[box] != before[box] for box in boxes):
        found["early_repayment"] = _early(given, currency)
    return found


def is_each_once(parts: list[str]) -> bool:
    """Whether every part of a debt stands once in an order."""
    return sorted(parts) == sorted(component.value for component in Component)


def _order(scheme: Mapping[str, Any]) -> list[str]:
    slots = scheme.get("order")
    if slots is None:
        return [slot.component.value for slot in SCHEME_PL.order if slot.timing is Timing.PAST]
    return [slot["component"] for slot in slots if slot["timing"] == Timing.PAST]


def _scheme(given: Mapping[str, Any]) -> dict[str, Any]:
    scheme = Scheme.of(*(Component(given[box]) for box in PAYS))
    slots = [{"timing": slot.timing.value, "component": slot.component.value} for slot in scheme.order]
    return {"order": slots, **{name: given[box] for box, name in HOW.items()}}


def _early(given: Mapping[str, Any], currency: str) -> dict[str, Any]:
    share = Fraction(given["early_percent"] or 0) / 100
    amount = given["early_amount"].minor if given["early_amount"] else 0
    fee = {"amount": format_minor(amount, currency), "share": f"{share.numerator}/{share.denominator}"}
    return {"fee": fee, "reduces_financed_fees": given["early_reduces"] == YES}
