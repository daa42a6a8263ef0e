"""The list of the customer's loans: what stands in it and what filters it (CZ-41 to CZ-43)."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.interfaces.ui import markup, typed
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language
from repaid.kernel.text import folded, latin_digits


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


def _eye(loan: Any) -> SafeString:
    return format_html(
        '<a class="btn btn-ghost btn-icon" href="{}">{}<span class="rp-vh">{}</span></a>',
        reverse("portal:loan", args=[loan.number]),
        markup.icon("eye"),
        gettext("Details of loan {number}").format(number=loan.number),
    )


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
        Column(_eye, pgettext_lazy("column", "Details")),
        Column(lambda _loan: "", _("Online payment"), card="hide"),
    )

    @cached_property
    def form(self) -> LoanFilter:
        """The boxes with what was typed."""
        return LoanFilter(self.asked)

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

    def _typed(self, name: str) -> str:
        return str(self.asked.get(name, "").strip())


def _amount_is(loan: Any, text: str) -> bool:
    """Whether the typed amount is the loan's; "67" and "67,00" are alike."""
    try:
        return bool(typed.amount(text, loan.currency).minor == loan.amount)
    except ValueError:
        return False
