"""What a press of “Proceed to payment” does, the same for clients and for who has a letter."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from repaid.access.actors import Actor
from repaid.interfaces.portal.payments.forms import PaymentForm
from repaid.interfaces.portal.payments.page import PaymentPage
from repaid.payments.choices import Via
from repaid.settling.commands.online import begin_online_payment
from repaid.settling.paying import go_to_provider

Address = Callable[[str], str]


def sent(request: HttpRequest, by: Actor, page: PaymentPage, form: PaymentForm, via: Via, result: Address) -> str:
    """Begin the payment of a valid form and hand it to the provider; its number, "" when that was refused.

    `result` is the path of the page of an online payment, to which the customer comes back.
    """
    language = (get_language() or "en")[:2]
    begun = form.attempt(
        lambda: begin_online_payment(
            by=by, contract=page.loan.number, payer=page.borrower, language=language, via=via, **form.arguments()
        )
    )
    if begun is None:
        return ""
    door = reverse("online_notice", args=[page.provider.door])
    back, notify = request.build_absolute_uri(result(begun.number)), request.build_absolute_uri(door)
    went = form.attempt(lambda: go_to_provider(by, begun.number, return_address=back, notify_address=notify))
    return begun.number if went else ""
