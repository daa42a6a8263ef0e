"""Ways in which an application ends before the money is paid out."""

from dataclasses import replace
from datetime import date

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import reason_given
from repaid.contracts.commands.opening import cancel_contract
from repaid.contracts.rights import OPEN
from repaid.origination import rights
from repaid.origination.choices import State, Step
from repaid.origination.commands.correcting import no_more_to_ask
from repaid.origination.commands.ground import ApplicationMoved, ready, step_on
from repaid.origination.models import Application
from repaid.origination.queries import is_paid_out
from repaid.parties.commands.change import mark_deceased
from repaid.parties.rights import EDIT_PARTIES


@command("origination.reject_application", right=rights.REJECT)
def reject_application(*, by: Actor, number: str, reason: str) -> ApplicationMoved:
    """Reject an application with a reason; a contract that was not paid out is cancelled."""
    application, said = ready(by, number, Step.REJECT), reason_given(reason)
    done = step_on(by, application, Step.REJECT, reason=said)
    _leave_nothing(by, application, said)
    return done


@command("origination.withdraw_application", right=rights.WITHDRAW)
def withdraw_application(*, by: Actor, number: str, reason: str = "") -> ApplicationMoved:
    """Record that the customer withdrew; a contract that was not paid out is cancelled."""
    application = ready(by, number, Step.WITHDRAW)
    done = step_on(by, application, Step.WITHDRAW, reason=reason)
    _leave_nothing(by, application, reason.strip() or State.WITHDRAWN.value)
    return done


@command("origination.record_death", right=rights.DEATH)
def record_death(*, by: Actor, number: str, on: date) -> ApplicationMoved:
    """Record the death of the borrower: marked everywhere, account blocked; closed where nothing was paid out."""
    application = ready(by, number, Step.DEATH)
    borrower = application.borrower
    if borrower.deceased_on is None:
        # Who may record a death here may say it of the borrower, and change nothing else of the party.
        recorder = replace(by, rights=by.rights | {EDIT_PARTIES.code})
        mark_deceased(by=recorder, number=borrower.number, on=on)
    is_running = is_paid_out(application)
    to = application.work.state if is_running else State.CLOSED_BY_DEATH
    done = step_on(by, application, Step.DEATH, to=to)
    if not is_running:
        _leave_nothing(by, application, Step.DEATH.value)
    return done


def _leave_nothing(by: Actor, application: Application, reason: str) -> None:
    """Close what the author was asked, and cancel the contract. Who may end the application may end it with both."""
    no_more_to_ask(by, application)
    if application.contract is None:
        return
    ender = replace(by, rights=by.rights | {OPEN.code})
    cancel_contract(by=ender, number=application.contract.number, reason=reason)
