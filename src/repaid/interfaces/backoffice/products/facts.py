"""What a version says, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from loanmath.scheme import Timing
from loanmath.terms import LoanTerms, Portion
from repaid.interfaces.backoffice.products import words
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import listed, money_text, number_text, rate_text
from repaid.kernel.names import in_language
from repaid.ledger.choices import Role
from repaid.products.choices import Basis, FeeIncome
from repaid.products.offer import ProductFee, fees_of
from repaid.products.queries import TermsRequest, account_codes, terms_for

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
    terms = _terms(version)
    return offer + _schedule(terms) + _fees(version, currency) + _paying(terms) + _books(version)


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
    return f"{_portion_text(fee.portion, currency)}, {words.FEES_TAKEN[fee.taken]}"


def _paying(terms: LoanTerms) -> Facts:
    scheme, early = terms.allocation, terms.early_repayment
    order = listed(str(COMPONENTS[slot.component]) for slot in scheme.order if slot.timing is Timing.PAST)
    fee = _portion_text(early.fee, terms.currency)
    return [
        (_("What a payment pays"), order),
        (_("How it goes on"), str(words.THROUGH[scheme.through])),
        (_("Money that nothing due claims"), str(words.ADVANCE[scheme.advance])),
        (_("Fee for early repayment"), fee or _("none")),
        (_("Financed costs are given back for unused days"), _("yes") if early.reduces_financed_fees else _("no")),
    ]


def _portion_text(portion: Portion, currency: str) -> str:
    """A fixed amount, a share, or both; empty for nothing."""
    amount = money_text(Money(portion.amount, currency)) if portion.amount else ""
    share = rate_text(Decimal(portion.share.numerator * 100) / portion.share.denominator)
    return " + ".join(
        filter(None, [amount, _("{percent} of the amount").format(percent=share) if portion.share else ""])
    )


def accounts_table(version: Any, lines: Mapping[str, str]) -> Table:
    """The account of each role; `lines` are the names of the chart by code."""
    codes = account_codes(version)
    columns = (
        Column(lambda role: role.label, _("What it is for")),
        Column(
            lambda role: codes.get(role.value),
            _("Account"),
            "code",
            small=lambda role: lines.get(codes.get(role, "")),
            link=lambda role: reverse("backoffice:account", args=[codes[role.value]]) if role in codes else "",
        ),
        Column(
            lambda role: pgettext("account", "own") if version.accounts.get(role.value) else None,
            _("Of this version"),
            card="hide",
        ),
    )
    shown = columns if version.published_at is None else columns[:2]
    return Table(_("Accounts"), shown, list(Role))


def _books(version: Any) -> Facts:
    return [
        (_("When interest is income"), Basis(version.basis).label),
        (_("When fees are income"), FeeIncome(version.fee_income).label),
    ]
