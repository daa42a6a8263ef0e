"""The accounts that money leaves from."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _
from schwifty import BIC
from schwifty.exceptions import SchwiftyException

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.queries import organisation_of
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.kernel.text import plain_code
from repaid.parties.rules import normal_account
from repaid.payments.models import OwnAccount
from repaid.payments.rights import OWN_ACCOUNTS

CURRENCY_LENGTH: Final = 3


class OwnAccountNamed(Refusal):
    code = "own_account_named"
    sentence = _("This account is named already.")


@dataclass(frozen=True, slots=True)
class OwnAccountAdded:
    account_id: int
    iban: str
    currency: str


@command("payments.add_own_account", right=OWN_ACCOUNTS)
def add_own_account(*, by: Actor, account: str, since: date, currency: str = "", bic: str = "") -> OwnAccountAdded:
    """Name an account that money leaves from; by default in the currency of the organisation.

    Money that contracts pay out in its currency with a value date from `since` on waits to be ordered.
    """
    lender = organisation_of(by)
    iban = normal_account(account, lender.country)
    if OwnAccount.objects.filter(organisation=lender, iban=iban).exists():
        raise OwnAccountNamed(field="account")
    row = OwnAccount.objects.create(
        organisation=lender, iban=iban, currency=_currency(currency or lender.currency), bic=_bic(bic), since=since
    )
    return OwnAccountAdded(row.pk, iban, row.currency)


def _currency(text: str) -> str:
    code = text.strip().upper()
    if len(code) != CURRENCY_LENGTH or not (code.isascii() and code.isalpha()):
        raise WrongInput(reason=_("A currency has three letters, for example EUR."), field="currency")
    return code


def _bic(text: str) -> str:
    try:
        return str(BIC(plain_code(text))) if text.strip() else ""
    except SchwiftyException as error:
        raise WrongInput(reason=_("This BIC is not right. Please check it."), field="bic") from error
