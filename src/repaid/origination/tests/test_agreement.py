"""The contract of an application as a document, in the language of the borrower."""

from datetime import UTC, datetime

import pytest

from repaid.access.actors import Actor
from repaid.kernel.paper import pdf
from repaid.origination.agreement import agreement_of
from repaid.origination.choices import Step
from repaid.origination.queries import application_named
from repaid.origination.tests.applications import entered, led_to, pan_x, run
from repaid.parties.models import Party

TO_SIGN = "Loan contract for application no. 23"
MOMENT = datetime(2015, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


def test_it_says_what_the_contract_will_be(by: Actor) -> None:
    """CL-26 as far as signing needs it: 500,00 with the fee of 50,00 at 5 %, one instalment."""
    Party.objects.filter(name="Piotr Wzorcowy").update(language="en")
    row = led_to(by, Step.SIGN)
    row.borrower.language = "en"
    told = agreement_of(by, row)
    assert told is not None
    facts = {name: value.replace("\u00a0", " ") for name, value in told.sections[0].facts}
    assert told.title == f"Loan contract no. {row.contract.number}"
    assert (facts["Borrower"], facts["Amount"], facts["Fees"], facts["Total to pay"]) == (
        "Piotr Wzorcowy", "500.00 PLN", "50.00 PLN", "552.26 PLN",
    )  # fmt: skip
    assert facts["Account number for repayments"].replace(" ", "") == row.contract.account
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in told.sections[1].rows]
    assert rows == [["1", "15 Jul 2015", "550.00", "2.26", "0.00", "552.26"]]


@pytest.mark.parametrize("language", ["pl", "nl", "fa"])
def test_the_file_is_the_same_for_the_same_contract(by: Actor, language: str) -> None:
    row = application_named(by, entered(by))
    row.borrower.language = language
    told = agreement_of(by, row)
    assert told is not None and told.language == language
    made = pdf(told, MOMENT)
    assert made.startswith(b"%PDF") and made == pdf(told, MOMENT)


def test_what_is_signed_is_no_draft_and_names_no_account_that_is_not_there(by: Actor) -> None:
    led_to(by, Step.VERIFY)
    for step, title in ((None, "Loan contract, draft for application no. 23"), (Step.DECIDE, TO_SIGN)):
        if step:
            run(by, step)
        row = application_named(by, "23")
        row.borrower.language = "en"
        told = agreement_of(by, row)
        assert told is not None and told.title == title
        assert "the account that the lender names at the pay-out" in told.sections[-1].text


def test_without_an_amount_there_is_none(by: Actor) -> None:
    assert agreement_of(by, application_named(by, entered(by, is_draft=True, amount=None))) is None
