"""The decision, the signature, the acceptance; and the short way over all three."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.contracts.commands.ground import reason_given
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.rights import OPEN
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.kernel.refusal import WrongInput
from repaid.origination import rights
from repaid.origination.choices import State, Step
from repaid.origination.commands.ground import ApplicationMoved, ready, step_on
from repaid.origination.commands.signing import refuse_unsigned
from repaid.origination.models import Application, SigningCode
from repaid.origination.queries import request_of
from repaid.origination.remarks import how_signed
from repaid.workflow.choices import DECISIONS, Result


@command("origination.decide", right=rights.DECIDE)
def decide(*, by: Actor, number: str, result: Result, reason: str = "") -> ApplicationMoved:
    """Record the credit decision; a negative one needs a reason and closes the application."""
    if result not in DECISIONS:
        raise WrongInput(reason=_("Choose one of the results."), field="result")
    is_positive = result == Result.POSITIVE
    application = ready(by, number, Step.DECIDE)
    said = reason.strip() if is_positive else reason_given(reason)
    to = State.APPROVED if is_positive else State.DECLINED
    return step_on(by, application, Step.DECIDE, to=to, result=Result(result), reason=said)


@command("origination.sign_contract", right=rights.SIGN)
def sign_contract(*, by: Actor, number: str) -> ApplicationMoved:
    """Record that the customer signed, on paper or by the code told: the contract exists and waits to be launched.

    Refused with NotSigned while neither the code was told nor the signed contract is among the documents.
    """
    application = ready(by, number, Step.SIGN)
    refuse_unsigned(application)
    by_code = SigningCode.objects.filter(application=application, confirmed_at__isnull=False).exists()
    _open(by, application)
    return step_on(by, application, Step.SIGN, also=[how_signed(by_code=by_code)])


@command("origination.accept_application", right=rights.ACCEPT)
def accept_application(*, by: Actor, number: str) -> ApplicationMoved:
    """Accept a signed application finally: its contract can be paid out."""
    return step_on(by, ready(by, number, Step.ACCEPT), Step.ACCEPT)


@command("origination.accept_quickly", right=rights.ACCEPT_QUICKLY)
def accept_quickly(*, by: Actor, number: str) -> ApplicationMoved:
    """Decide, sign and accept at once; all three are recorded with the same person and day."""
    application = ready(by, number, Step.ACCEPT_QUICKLY)
    step_on(by, application, Step.DECIDE, to=State.APPROVED)
    _open(by, application)
    step_on(by, application, Step.SIGN)
    step_on(by, application, Step.ACCEPT)
    return step_on(by, application, Step.ACCEPT_QUICKLY)


def _open(by: Actor, application: Application) -> None:
    """Open the contract that was agreed. Who may sign applications may open this one contract."""
    opener = replace(by, rights=by.rights | {OPEN.code, VIEW_CONTRACTS.code})
    request = request_of(application, today(by.organisation_id))
    assert request is not None, "a complete application has amount and term"
    guarantors = application.guarantors.select_related("subject").order_by("pk")
    opened = open_contract(
        by=opener, product=application.product.code, request=request, borrowers=[application.borrower.number],
        guarantors=[each.number for each in guarantors], branch=application.branch.code if application.branch else "",
    )  # fmt: skip
    application.contract = contract_named(opener, opened.number)
    application.save(update_fields=["contract"])
