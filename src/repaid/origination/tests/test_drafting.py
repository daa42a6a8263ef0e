"""Writing an application down, and changing it."""

from datetime import date
from decimal import Decimal

import pytest

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import pln
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound, WrongInput
from repaid.origination.choices import State, Step
from repaid.origination.commands.drafting import DecidedAlready, NumberTaken, change_application, wish_of
from repaid.origination.queries import application_named, parts, writers_of
from repaid.origination.tests.applications import customer, entered, led_to, pan_x, run, wish
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return pan_x()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def test_cz_24_entering_is_executed_with_author_and_date(by: Actor) -> None:
    """CZ-24: saving a new application shows this procedure as executed / positive with author and date."""
    row = application_named(by, entered(by))
    ran = row.work.runs.get()
    assert (ran.procedure, ran.result, ran.run_by.name, ran.run_on) == ("enter", "positive", "Pan X", date(2015, 6, 15))
    assert row.work.state == State.ENTERED


def test_cl_13_a_draft_may_lack_what_the_hand_over_asks_for(by: Actor) -> None:
    """CL-13: can be saved incomplete as a draft; handing over to Risk lists every missing mandatory field."""
    number = entered(by, is_draft=True, amount=None, count=None, telephone="", borrower=customer(by, pesel=""))
    assert application_named(by, number).work.state == State.DRAFT
    run(by, Step.ENTER)
    missing = [part.code for part in parts(application_named(by, number)) if part.is_needed and not part.is_there]
    assert missing == ["amount", "count", "national_id"]
    with pytest.raises(Forbidden, match="“Amount” is missing from the application"):
        run(by, Step.VERIFY)


def test_numbers_follow_each_other_around_given_ones(by: Actor) -> None:
    piotr = customer(by)
    assert [entered(by, number, borrower=piotr) for number in ("2", "", "")] == ["2", "1", "3"]
    with pytest.raises(NumberTaken, match="3"):
        entered(by, "3", borrower=piotr)


def test_cl_06_each_field_says_who_entered_it(by: Actor) -> None:
    """CL-06: each field shows who entered it."""
    entered(by, is_draft=True)
    anna = member(by, "Anna Inna", ("origination.view", "origination.enter", "parties.view"))
    move_business_day(by=by, day=date(2015, 6, 16))
    row = application_named(by, "23")
    change_application(by=anna, number="23", wish=wish(row.borrower.number, count=2))
    told = writers_of(application_named(by, "23"))
    assert told["amount"] == ("Pan X", "2015-06-15")
    assert told["count"] == ("Anna Inna", "2015-06-16")
    assert "guarantors" not in told
    zofia = customer(by, "90010112349", given="Zofia", family="Inna")
    change_application(by=anna, number="23", wish=wish(row.borrower.number, telephone="", guarantors=(zofia,)))
    told = writers_of(application_named(by, "23"))
    assert told["guarantors"] == told["telephone"] == ("Anna Inna", "2015-06-16")


def test_the_limits_of_product_and_law_are_named(by: Actor) -> None:
    piotr = customer(by)
    with pytest.raises(Forbidden, match="amount must lie between"):
        entered(by, borrower=piotr, amount=pln("9.00"))
    move_business_day(by=by, day=date(2020, 6, 1))
    with pytest.raises(Forbidden, match=r"The law allows an interest rate of 7\.2\d* % at most"):
        entered(by, borrower=piotr, rate=Decimal(8))
    move_business_day(by=by, day=date(2023, 1, 2))
    with pytest.raises(Forbidden, match=r"The law allows costs beside interest of 10\.84 PLN at most.*50\.00 PLN"):
        entered(by, borrower=piotr, amount=pln("100.00"))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"telephone": "12"}, WrongInput),
        ({"borrower": "404"}, NotFound),
        ({"product": "nothing"}, NotFound),
    ],
)
def test_what_cannot_be_kept_is_refused(by: Actor, changes: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        entered(by, **changes)  # type: ignore[arg-type]


def test_an_amount_in_another_currency_is_refused_at_its_box(by: Actor) -> None:
    create_product(by=by, code="euro", names={"en": "Euro"}, kind=ProductKind.LOAN, currency="EUR")
    with pytest.raises(Exception, match="This product is in EUR") as refused:
        entered(by, product="euro")
    assert refused.value.field == "amount"  # type: ignore[attr-defined]


def test_without_the_right_nothing_is_entered(by: Actor) -> None:
    viewer = member(by, "Olga Podglądowa", ("origination.view", "parties.view"))
    with pytest.raises(MissingRight):
        entered(viewer, borrower=customer(by))


def test_what_is_on_its_way_stands(by: Actor) -> None:
    led_to(by, Step.VERIFY)
    row = application_named(by, "23")
    with pytest.raises(Forbidden, match="Application 23 is on its way"):
        change_application(by=by, number="23", wish=wish_of(row))


def test_after_a_decision_amount_term_and_people_stay(by: Actor) -> None:
    """Decisions, procedure 5: from approved on, product, amount, term and applicants stay."""
    row = led_to(by, Step.DECIDE)
    run(by, Step.CORRECT)
    now = wish_of(row)
    with pytest.raises(DecidedAlready):
        change_application(by=by, number="23", wish=wish(now.borrower, amount=pln("600.00")))
    change_application(by=by, number="23", wish=wish(now.borrower, telephone="600 000 002"))
    run(by, Step.END_CORRECTION)
    row = application_named(by, "23")
    assert (row.telephone, row.work.state) == ("+48600000002", State.APPROVED)
