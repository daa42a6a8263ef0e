"""What stands against a step beside its state and right: the pre-checks of the run window and of the command."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.choices import State as ContractState
from repaid.identity.reaching import person_named
from repaid.identity.rules import sms_findings
from repaid.kernel.refusal import Finding, NotFound
from repaid.origination.choices import FIRM, State, Step
from repaid.origination.models import Application
from repaid.origination.queries import Part, applications_of_contract, is_paid_out, parts, request_of
from repaid.parties.choices import PartyKind
from repaid.products.queries import law_findings, offered_version

Check = Callable[[Actor, Application], list[Finding]]
OWN_PARTS: Final = ("amount", "count", "telephone")
"""What a customer fills in alone."""


def checks(by: Actor, application: Application, step: Step) -> list[Finding]:
    """Everything against running a step now; warnings do not bar it."""
    return [finding for check in _CHECKS[step] for finding in check(by, application)]


def may_be_changed(application: Application) -> bool:
    """Whether what the application says may be edited: as a draft, or sent back for correction."""
    return application.work.state in (State.DRAFT, State.IN_CORRECTION)


def change_findings(application: Application) -> list[Finding]:
    """What stands against changing what an application says."""
    if may_be_changed(application):
        return []
    sentence = _("Application {number} is on its way. It can be changed as a draft or while it is in correction.")
    return [Finding("application_stands", sentence, facts={"number": application.number})]


def removal_findings(application: Application) -> list[Finding]:
    """What stands against deleting an application."""
    state = State(application.work.state)
    if state == State.DRAFT:
        return []
    sentence = _("Application {number} is {state}. Only a draft can be deleted; an open application can be rejected.")
    return [Finding("application_no_draft", sentence, facts={"number": application.number, "state": state.label})]


def is_firm(application: Application) -> bool:
    """Whether product, amount, term and people stay, since they were decided on (decisions, procedure 5)."""
    return application.work.came_from in FIRM


def offer_findings(by: Actor, application: Application) -> list[Finding]:
    """What product and law say against the request, as of today."""
    on = today(by.organisation_id)
    request = request_of(application, on)
    if request is None:
        return []
    try:
        version = offered_version(by, application.product.code, on)
    except NotFound:
        return [Finding("product_not_offered", _("This product is not offered today. Choose another one."))]
    return law_findings(version, request)


def not_before_acceptance(contract: Any) -> list[Finding]:
    """Against paying out a contract whose application is not accepted yet, or in correction; fills a port."""
    application = applications_of_contract(contract).first()
    if application is None or application.work.state == State.LAUNCHED:
        return []
    sentence = _("Application {number} of this contract is {state}. It can be paid out when it is launched.")
    facts = {"number": application.number, "state": State(application.work.state).label}
    return [Finding("application_not_launched", sentence, facts=facts)]


def hand_in_findings(application: Application) -> list[Finding]:
    """What a customer has to fill in before the own application is handed in."""
    return _missing([part for part in parts(application) if part.code in OWN_PARTS])


def _complete(_by: Actor, application: Application) -> list[Finding]:
    return _missing([part for part in parts(application) if part.is_needed])


def _missing(wanted: list[Part]) -> list[Finding]:
    sentence = _("“{field}” is missing from the application. Please fill it in.")
    missing = [part for part in wanted if not part.is_there]
    return [Finding(f"{part.code}_missing", sentence, facts={"field": part.label}) for part in missing]


def _taken(by: Actor, application: Application) -> list[Finding]:
    handler = application.subject.handler
    if handler is None or handler.pk == by.user_id:
        return []
    sentence = _("The application is taken by {name} already.")
    return [Finding("taken_already", sentence, "warning", {"name": handler.name})]


def _not_paid_out(_by: Actor, application: Application) -> list[Finding]:
    if not is_paid_out(application):
        return []
    sentence = _("The loan of application {number} is already paid out. The contract can be terminated instead.")
    return [Finding("paid_out_already", sentence, facts={"number": application.number})]


def _living(_by: Actor, application: Application) -> list[Finding]:
    if application.borrower.deceased_on is None:
        return []
    sentence = _("{name} is deceased.")
    return [Finding("borrower_deceased", sentence, facts={"name": application.borrower.name})]


def _person(_by: Actor, application: Application) -> list[Finding]:
    if application.borrower.kind == PartyKind.PERSON:
        return []
    return [Finding("not_a_person", _("The borrower is a company."))]


def _waits_to_be_launched(_by: Actor, application: Application) -> list[Finding]:
    contract = application.contract
    if contract is not None and contract.state == ContractState.TO_BE_LAUNCHED:
        return []
    return [Finding("no_contract_to_launch", _("There is no contract that waits to be launched."))]


def telephone_findings(_by: Actor, application: Application) -> list[Finding]:
    """Whether the application states a telephone."""
    if application.telephone:
        return []
    sentence = _("The telephone number is missing from the application. Please add it.")
    return [Finding("telephone_missing", sentence)]


def _access(by: Actor, application: Application) -> list[Finding]:
    """What stands in the way of a password by SMS to the telephone of the application (CZ-20)."""
    return sms_findings(by, person_named(by, application.borrower.number, application.telephone))


_CHECKS: Final[Mapping[Step, tuple[Check, ...]]] = {
    Step.ENTER: (offer_findings,),
    Step.TAKE: (_taken,),
    Step.VERIFY: (_complete, offer_findings),
    Step.CORRECT: (_not_paid_out,),
    Step.END_CORRECTION: (offer_findings,),
    Step.DECIDE: (),
    Step.SIGN: (_living, _complete, offer_findings),
    Step.ACCEPT: (_living, _waits_to_be_launched),
    Step.ACCEPT_QUICKLY: (_living, _complete, offer_findings),
    Step.REJECT: (_not_paid_out,),
    Step.WITHDRAW: (_not_paid_out,),
    Step.CLIENT_ZONE: (telephone_findings, _access),
    Step.DEATH: (_person,),
}
