"""Application 23 of the requirements: Piotr asks for "Na chwilę", Pan X does everything, on 2015-06-15."""

from datetime import date
from typing import Any

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.command import all_commands
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.activities.commands.attaching import Attached
from repaid.contracts.tests.lender import lender, pln
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.tests.files import pdf
from repaid.origination.choices import KIND, Step
from repaid.origination.commands.drafting import Wish, enter_new
from repaid.origination.commands.signing import keep_signed_contract
from repaid.origination.models import Application
from repaid.origination.queries import application_named
from repaid.parties.choices import ContactKind, IdentifierKind
from repaid.parties.commands.register import NewIdentifier, register_person
from repaid.products.tests import offers
from repaid.workflow.ports import flow_of
from repaid.workflow.rules import procedure_rows

DAY = date(2015, 6, 15)
PESEL = "85051522226"
TELEPHONE = "600000001"
GIVEN: dict[str, dict[str, Any]] = {
    Step.CORRECT: {"reason": "income is missing"},
    Step.REJECT: {"reason": "wrong papers"},
    Step.DECIDE: {"result": "positive"},
    Step.DEATH: {"on": date(2015, 6, 14)},
}
"""What a procedure needs to know, where it needs anything."""


def pan_x() -> Actor:
    """Pan X of a lender with both products, who has every right."""
    return member(lender(DAY), "Pan X", tuple(all_rights()))


def customer(by: Actor, pesel: str = PESEL, *, given: str = "Piotr", family: str = "Wzorcowy") -> str:
    """A registered person with a national id and a telephone; returns the number."""
    return register_person(
        by=by, given_names=given, family_name=family, contacts=((ContactKind.MOBILE, TELEPHONE),),
        identifiers=(NewIdentifier(IdentifierKind.PESEL, pesel),) if pesel else (),
    ).number  # fmt: skip


def wish(borrower: str, **changes: Any) -> Wish:
    """500,00 for one instalment."""
    given: dict[str, Any] = {"amount": pln("500.00"), "count": 1, "telephone": TELEPHONE}
    return Wish(borrower=borrower, **given | changes)


def entered(by: Actor, number: str = "23", product: str = offers.CODE, **changes: Any) -> str:
    """An application that is entered, of a new customer unless one is named."""
    borrower = changes.pop("borrower", None) or customer(by)
    is_draft = changes.pop("is_draft", False)
    return enter_new(by, product, wish(borrower, **changes), number=number, is_draft=is_draft).number


def signed_on_paper(by: Actor, number: str = "23") -> None:
    """Add the scan of the signed contract."""
    add_usual_categories(by=by)
    keep_signed_contract(by=by, number=number, file=Attached("umowa.pdf", pdf(number)))


def run(by: Actor, step: Step, number: str = "23", *, scan: bool = True, **given: Any) -> Any:
    """Run a procedure by the command that it names; a contract is signed on paper, unless there is no `scan`."""
    if step == Step.SIGN and scan:
        signed_on_paper(by, number)
    procedure = flow_of(KIND).procedure(step)
    assert procedure is not None
    return all_commands()[procedure.command].run(by=by, number=number, **GIVEN.get(step, {}) | given)


WAY = (Step.VERIFY, Step.DECIDE, Step.SIGN, Step.ACCEPT)


def led_to(by: Actor, last: Step, number: str = "23", **changes: Any) -> Application:
    """The application, entered and led on up to a step."""
    entered(by, number, **changes)
    for step in WAY[: WAY.index(last) + 1]:
        run(by, step, number)
    return application_named(by, number)


def playable(by: Actor, number: str = "23") -> list[str]:
    """The procedures that can run now."""
    rows = procedure_rows(by, KIND, application_named(by, number).work)
    return [row.procedure.code for row in rows if row.may_run]
