"""The list of the customer's loans: what stands in it and what filters it (CZ-41 to CZ-43)."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.business_day import today
from repaid.interfaces.ui import markup, typed
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.formats import isolated
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.paging import Page
from repaid.kernel.names import in_language
from repaid.kernel.text import folded, latin_digits
from repaid.payments.queries.online import currencies_taken
from repaid.settling.rules import may_be_paid_online


class LoanFilter(forms.Form):
    """The three boxes above the table; any may stay empty, and what cannot be read finds nothing."""

    use_required_attribute = False

    number = forms.CharField(label=_("Loan number"), widget=forms.TextInput(attrs={"dir": "ltr"}))
    product = forms.CharField(label=_("Product name"))
    amount = forms.CharField(label=_("Amount"), widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}))


def number_of_instalments(loan: Any) -> int:
    """As agreed."""
    return int(loan.terms["count"])


def product_name(loan: Any) -> str:
    """In the reader's language."""
    return in_language(loan.version.product.names)


def _way(address: str, icon: str, name: str, word: str) -> SafeString:
    """A button of a row: an icon with its full name for screen readers, with a short word on the cards of a phone."""
    return format_html(
        '<a class="btn btn-ghost btn-icon rp-way" href="{}">{}<span class="rp-vh">{}</span>'
        '<span class="rp-way__word" aria-hidden="true">{}</span></a>',
        address, markup.icon(icon), name, word,
    )  # fmt: skip


def _eye(loan: Any) -> SafeString:
    name = gettext("Details of loan {number}").format(number=isolated(loan.number))
    return _way(reverse("portal:loan", args=[loan.number]), "eye", name, pgettext("loan", "Details"))


def pay_address(loan: Any, currencies: frozenset[str], on: date) -> str:
    """Where a loan is paid online; "" where nobody takes its currency, or it takes no payment (decision 9)."""
    is_offered = loan.currency in currencies and may_be_paid_online(loan, on)
    return reverse("portal:loan_pay", args=[loan.number]) if is_offered else ""


def _pay(loan: Any) -> SafeString:
    if not loan.pay_address:
        return markup.blank()
    name = gettext("Pay loan {number} online").format(number=isolated(loan.number))
    return _way(loan.pay_address, "credit-card", name, gettext("Pay online"))


class LoanList(Listing):
    """Newest loan first. The last column stays empty while no payment provider is connected (CZ-48)."""

    identity = "loans"
    title = _("Loans")
    order = "-pk"
    empty_title = _("You have no loans with us.")
    columns = (
        Column("number", _("Loan number"), "code", sort="pk"),
        Column(lambda loan: Money(loan.amount, loan.currency), _("Amount"), "money", sort="amount"),
        Column(number_of_instalments, _("Number of instalments"), "number"),
        Column("state", _("Status"), "state", state_kind="contract"),
        Column(product_name, _("Product name")),
        Column("subject.title", _("Borrower")),
        Column(_eye, pgettext_lazy("column", "Details"), card="full"),
        Column(_pay, _("Online payment"), card="full"),
    )

    @cached_property
    def form(self) -> LoanFilter:
        """The boxes with what was typed."""
        return LoanFilter(initial={name: self.asked.get(name, "") for name in LoanFilter.base_fields})

    @cached_property
    def text(self) -> str:
        """Everything typed, for the sentence of an empty result."""
        return " ".join(value for name in LoanFilter.base_fields if (value := self.asked.get(name, "").strip()))

    @property
    def clear_address(self) -> str:
        return self.request.path

    @cached_property
    def queryset(self) -> QuerySet[Any]:
        """The loans that all three boxes let through."""
        rows: QuerySet[Any] = self.scope
        if number := self._typed("number"):
            rows = rows.filter(subject__number__contains=latin_digits(number))
        if amount := self._typed("amount"):
            rows = rows.filter(pk__in=[loan.pk for loan in rows if _amount_is(loan, amount)])
        if product := self._typed("product"):
            named = {loan.pk for loan in rows if folded(product) in folded(product_name(loan))}
            rows = rows.filter(pk__in=named)
        return rows

    @cached_property
    def page(self) -> Page:
        """The page, with the address at which each loan is paid."""
        by = frame_of(self.request).actor
        assert by is not None, "a page of customers has one"
        currencies, on = currencies_taken(by.organisation_id), today(by.organisation_id)
        page = super().page
        for loan in page.rows:
            loan.pay_address = pay_address(loan, currencies, on)
        return page

    def _typed(self, name: str) -> str:
        return str(self.asked.get(name, "").strip())


def _amount_is(loan: Any, text: str) -> bool:
    """Whether the typed amount is the loan's; "67" and "67,00" are alike."""
    try:
        return bool(typed.amount(text, loan.currency).minor == loan.amount)
    except ValueError:
        return False
