"""What a version says, in words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from loanmath.money import Money
from loanmath.terms import LoanTerms
from repaid.interfaces.backoffice.products import words
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.formats import money_text, number_text, rate_text
from repaid.kernel.names import in_language
from repaid.products.choices import Basis, FeeIncome
from repaid.products.offer import ProductFee, fees_of
from repaid.products.queries import TermsRequest, terms_for

Facts = list[tuple[str, Any]]


def facts_of(version: Any) -> Facts:
    """Offer, schedule, fees, delay, bookkeeping."""
    currency = version.product.currency
    least, most = (Money(minor, currency) for minor in (version.amount_min, version.amount_max))
    counts = f"{number_text(version.count_min)} – {number_text(version.count_max)}"
    offer = [
        (_("Valid from"), version.valid_from),
        (_("Rate, a year"), markup.rate(version.rate, yearly=False)),
        (_("Limits of the rate"), f"{rate_text(version.rate_min)} – {rate_text(version.rate_max)}"),
        (_("Amount"), f"{money_text(least)} – {money_text(most)}"),
        (_("Number of instalments"), counts),
    ]
    return offer + _schedule(_terms(version)) + _fees(version, currency) + _books(version)


def _terms(version: Any) -> LoanTerms:
    amount = Money(version.amount_max, version.product.currency)
    return terms_for(version, TermsRequest(amount=amount, count=version.count_max, start=version.valid_from))


def _schedule(terms: LoanTerms) -> Facts:
    every = words.period(terms.every.n, terms.every.unit)
    facts: Facts = [
        (_("How principal comes back"), str(words.METHODS.get(terms.method, terms.method.value))),
        (_("Length of a period"), every),
        (_("Day count"), str(words.DAY_COUNTS.get(terms.day_count, terms.day_count.value))),
        (_("Due date on a day off"), str(words.WORKING_DAYS[terms.working_days])),
    ]
    if terms.penalty:
        rule = terms.penalty.rate
        rate = rate_text(rule.percent) if rule.percent is not None else words.legal_name(rule.table)
        facts.append((_("Penalty interest rate"), rate))
        facts.append((_("What bears penalty interest"), str(words.PENALTY_BASES[terms.penalty.base])))
        if rule.cap:
            facts.append((_("Legal maximum of penalty interest"), words.legal_name(rule.cap)))
    if terms.tolerance:
        facts.append((_("Tolerance"), Money(terms.tolerance, terms.currency)))
    return facts


def _fees(version: Any, currency: str) -> Facts:
    return [(in_language(fee.names), _fee_text(fee, currency)) for fee in fees_of(version)]


def _fee_text(fee: ProductFee, currency: str) -> str:
    amount = money_text(Money(fee.amount, currency)) if fee.amount else ""
    share = rate_text(Decimal(fee.share.numerator * 100) / fee.share.denominator)
    parts = [amount, _("{percent} of the amount").format(percent=share) if fee.share else ""]
    return f"{' + '.join(filter(None, parts))}, {words.FEES_TAKEN[fee.taken]}"


def _books(version: Any) -> Facts:
    return [
        (_("When interest is income"), Basis(version.basis).label),
        (_("When fees are income"), FeeIncome(version.fee_income).label),
    ]
