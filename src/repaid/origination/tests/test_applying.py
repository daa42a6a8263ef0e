"""The customer's own lane of an application: begun, completed, handed in, corrected."""

from dataclasses import replace
from datetime import date

import pytest

from repaid.access.actors import Actor, customer_actor
from repaid.access.command import OnlyLooking
from repaid.access.models import User
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import pln
from repaid.kernel.refusal import Forbidden, NotFound
from repaid.origination.choices import State, Step
from repaid.origination.commands.applying import (
    OwnWish,
    begin_own_application,
    change_own_application,
    hand_in_own_application,
)
from repaid.origination.commands.drafting import DecidedAlready, change_application, wish_of
from repaid.origination.queries import application_named, applications, queue, writers_of
from repaid.origination.tests.applications import PESEL, TELEPHONE, customer, entered, led_to, pan_x, run, wish
from repaid.parties.commands.client_zone import open_client_zone
from repaid.products.tests import offers

SALES = ("origination.view", "origination.enter", "parties.view", "products.view")
WHOLE = OwnWish(amount=pln("500.00"), count=1, telephone="600 000 001")


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return pan_x()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def at_the_door(by: Actor, number: str, login: str = PESEL) -> Actor:
    """A customer who has logged in to the client zone."""
    opened = open_client_zone(by=by, number=number, login=login, password="Pierwsze-haslo-2015")
    return customer_actor(User.objects.get(pk=opened.user_id), channel="portal")


def test_cl_06_begun_by_a_salesperson_and_completed_by_the_customer(by: Actor) -> None:
    """CL-06: an application begun by a salesperson can be completed by the customer in self-service."""
    number = entered(by, is_draft=True, telephone="", count=None)
    piotr = at_the_door(by, application_named(by, number).borrower.number)
    with pytest.raises(Forbidden, match="“Number of instalments” is missing"):
        hand_in_own_application(by=piotr, number=number)
    change_own_application(by=piotr, number=number, wish=WHOLE)
    hand_in_own_application(by=piotr, number=number)
    row = application_named(by, number)
    ran = row.work.runs.get()
    assert (row.work.state, ran.procedure, ran.run_by.name) == (State.ENTERED, "enter", "Piotr Wzorcowy")
    told = writers_of(row)
    assert told["amount"] == ("Pan X", "2015-06-15")
    assert told["count"] == told["telephone"] == ("Piotr Wzorcowy", "2015-06-15")


def test_cl_06_begun_by_the_customer_and_completed_by_a_salesperson(by: Actor) -> None:
    """CL-06: and the other way round; CZ-24: through self-service the customer enters."""
    sales = member(by, "Sabina Sprzedaż", SALES)
    piotr = at_the_door(by, customer(by))
    begun = begin_own_application(by=piotr, product=offers.CODE, wish=OwnWish(amount=pln("500.00")))
    assert [each.number for each in queue(sales)] == [begun.number], "whoever enters applications sees it waits"
    row = application_named(sales, begun.number)
    change_application(by=sales, number=begun.number, wish=wish(row.borrower.number))
    run(sales, Step.ENTER, begun.number)
    told = writers_of(application_named(by, begun.number))
    assert told["amount"][0] == "Piotr Wzorcowy" and told["count"][0] == "Sabina Sprzedaż"


def test_the_same_again_is_the_same_draft(by: Actor) -> None:
    piotr = at_the_door(by, customer(by))
    first, again = (begin_own_application(by=piotr, product=offers.CODE, wish=WHOLE) for _each in range(2))
    assert first == again
    assert [each.number for each in applications(piotr)] == [first.number]


def test_what_a_salesperson_wrote_beside_it_stays(by: Actor) -> None:
    zofia = customer(by, "90010112349", given="Zofia", family="Inna")
    number = entered(by, is_draft=True, guarantors=(zofia,), first_due=date(2015, 7, 20))
    piotr = at_the_door(by, application_named(by, number).borrower.number)
    change_own_application(by=piotr, number=number, wish=OwnWish(amount=pln("600.00"), count=2, telephone=TELEPHONE))
    said = wish_of(application_named(by, number))
    assert (said.amount, said.count, said.guarantors, said.first_due) == (
        pln("600.00"), 2, (zofia,), date(2015, 7, 20),
    )  # fmt: skip


def test_a_correction_is_ended_by_the_customer(by: Actor) -> None:
    """CL-04, CL-06: sent back for correction, the customer corrects it and gives it back to where it came from."""
    row = led_to(by, Step.DECIDE, telephone="")
    piotr = at_the_door(by, row.borrower.number)
    with pytest.raises(Forbidden, match="Application 23 is on its way"):
        change_own_application(by=piotr, number="23", wish=WHOLE)
    run(by, Step.CORRECT)
    with pytest.raises(DecidedAlready):
        change_own_application(by=piotr, number="23", wish=OwnWish(amount=pln("900.00"), count=1))
    change_own_application(by=piotr, number="23", wish=WHOLE)
    hand_in_own_application(by=piotr, number="23")
    assert application_named(by, "23").work.state == State.APPROVED


def test_the_limits_of_the_product_hold_here_too(by: Actor) -> None:
    piotr = at_the_door(by, customer(by))
    much = OwnWish(amount=pln("9000.00"), count=1, telephone=TELEPHONE)
    begun = begin_own_application(by=piotr, product=offers.CODE, wish=much)
    with pytest.raises(Forbidden, match="amount must lie between"):
        hand_in_own_application(by=piotr, number=begun.number)


def test_cz_67_nobody_elses(by: Actor) -> None:
    """CZ-67: another client's application is not found, whatever is tried."""
    number = entered(by, is_draft=True)
    anna = at_the_door(by, customer(by, "90010112349", given="Anna", family="Inna"), "90010112349")
    for attempt in (
        lambda: change_own_application(by=anna, number=number, wish=WHOLE),
        lambda: hand_in_own_application(by=anna, number=number),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not applications(anna).exists()


def test_who_only_looks_as_the_customer_writes_nothing(by: Actor) -> None:
    piotr = replace(at_the_door(by, customer(by)), only_reads=True)
    with pytest.raises(OnlyLooking):
        begin_own_application(by=piotr, product=offers.CODE, wish=WHOLE)
