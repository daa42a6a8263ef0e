"""What a step will do, told before it is done (CZ-18, CZ-19), and kept with the run without anybody's data in clear."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from repaid.identity.queries.accounts import account_of_person
from repaid.kernel.refusal import Finding, Text
from repaid.origination.choices import Step
from repaid.origination.models import Application
from repaid.origination.queries import amount_of
from repaid.parties.national_id import national_id
from repaid.parties.numbers import masked

SENTENCES: Final[Mapping[str, Text]] = {
    Step.ENTER: _("The application is entered. It can then be passed for verification."),
    Step.TAKE: _("You take this application. The header will name you."),
    Step.VERIFY: _("The application goes to verification. It cannot be changed there."),
    Step.CORRECT: _("The application goes back to its author, who is told the reason."),
    Step.END_CORRECTION: _("The application goes back to where it came from."),
    Step.DECIDE: _("The decision is recorded with your name and cannot be changed."),
    Step.SIGN: _("A contract for {amount} in {count} instalments is opened. It waits to be launched."),
    Step.ACCEPT: _("The application is launched. Contract {contract} can be paid out."),
    Step.ACCEPT_QUICKLY: _("Decision, signing and acceptance are recorded at once, with your name and today’s date."),
    Step.REJECT: _("The application is rejected. You cannot undo this."),
    Step.WITHDRAW: _("The application is closed as withdrawn by the customer. No more messages are sent about it."),
    Step.CLIENT_ZONE: _(
        "For the user with login {login} an account in the client zone will be created. "
        "An SMS with the password will be sent to number {telephone}."
    ),
    "client_zone_again": _(
        "The user with login {login} has an account in the client zone. A new password replaces the old one. "
        "An SMS with it will be sent to number {telephone}."
    ),
    Step.DEATH: _(
        "The customer is marked as deceased everywhere. The account in the client zone is blocked, and reminders stop."
    ),
    "death_taken_back": _("The death was recorded by mistake. The customer is no longer marked as deceased."),
    "signed_by_code": _("The customer signed with a code sent by SMS."),
    "signed_on_paper": _("The customer signed on paper."),
    "contract_cancelled": _("Contract {contract} is cancelled."),
}


def remarks(application: Application, step: Step) -> list[Finding]:
    """The remarks of a step, with everything that is to be seen before it runs."""
    has_account = step == Step.CLIENT_ZONE and account_of_person(application.borrower.subject_id) is not None
    found = [_remark("client_zone_again" if has_account else step, _facts(application, step))]
    if application.contract is not None and _ends(application, step):
        found.append(_remark("contract_cancelled", {"contract": application.contract.number}))
    return found


def how_signed(*, by_code: bool) -> Finding:
    """How the customer signed, for the run."""
    return _remark("signed_by_code" if by_code else "signed_on_paper", {})


def taken_back() -> Finding:
    """What the run says by which a death is taken back."""
    return _remark("death_taken_back", {})


def kept(application: Application, step: Step) -> list[Finding]:
    """The same as the run keeps them: codes of persons masked."""
    return [Finding(each.code, each.sentence, "note", _masked(each.facts)) for each in remarks(application, step)]


def _remark(code: str, facts: Mapping[str, Any]) -> Finding:
    return Finding(code, SENTENCES[code], "note", facts)


def _facts(application: Application, step: Step) -> dict[str, Any]:
    match step:
        case Step.CLIENT_ZONE:
            return {"login": national_id(application.borrower), "telephone": application.telephone}
        case Step.SIGN:
            return {"amount": amount_of(application), "count": application.count}
        case Step.ACCEPT:
            return {"contract": application.contract.number if application.contract else ""}
    return {}


def _masked(facts: Mapping[str, Any]) -> dict[str, Any]:
    kept_back = {"login", "telephone"}
    return {name: masked(str(value)) if name in kept_back and value else value for name, value in facts.items()}


def _ends(application: Application, step: Step) -> bool:
    not_paid_out = application.contract is not None and application.contract.launched_on is None
    return not_paid_out and step in (Step.REJECT, Step.WITHDRAW, Step.DEATH)
