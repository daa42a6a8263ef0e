"""The procedures of an application, one after the other and where they may not run."""

from datetime import date

import pytest

from repaid.access.actors import Actor, customer_actor, staff_actor
from repaid.access.command import NeedsSecondPerson
from repaid.access.commands.organisations import move_business_day
from repaid.access.commands.proposals import approve_proposal, propose
from repaid.access.models import User
from repaid.access.tests.people import member
from repaid.activities.queries.activities import to_do
from repaid.contracts.choices import State as ContractState
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.ground import ReasonMissing
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.tests.lender import pln
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound, WrongInput
from repaid.origination.agreement import agreement_of
from repaid.origination.choices import KIND, State, Step
from repaid.origination.commands.configuring import choose_procedures
from repaid.origination.commands.steps import CommentEmpty, comment_on_application
from repaid.origination.queries import (
    application_named,
    comments_of,
    decisions_of,
    own_corrections,
    queue,
    stage_history,
    stage_now,
)
from repaid.origination.rules import checks
from repaid.origination.tests.applications import DAY, customer, entered, led_to, pan_x, playable, run
from repaid.parties.commands.client_zone import open_client_zone
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import draft_version, publish_version
from repaid.products.tests import offers
from repaid.workflow.rules import procedure_rows

EVERYDAY = ("origination.view", "parties.view", "contracts.view", "products.view")
SALES = (*EVERYDAY, "origination.enter", "origination.verify", "origination.sign")
RISK = (*EVERYDAY, "origination.decide", "origination.correct")


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return pan_x()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


class TestTheOrdinaryWay:
    def test_cz_17_play_stands_exactly_at_six_rows(self, by: Actor) -> None:
        """CZ-17: for application 23, launched, exactly those six rows carry Play; another one is refused."""
        led_to(by, Step.ACCEPT)
        assert playable(by) == ["take", "correct", "reject", "withdraw", "client_zone", "death"]
        with pytest.raises(Forbidden, match="“Sign contract” cannot run now: the application is launched"):
            run(by, Step.SIGN)

    def test_cz_29_a_positive_decision_fills_the_row(self, by: Actor) -> None:
        """CZ-29, CZ-09: executed / positive / Pan X / 2015-06-15, and a line on the tab Decisions."""
        row = led_to(by, Step.DECIDE)
        decision = decisions_of(row).get()
        assert (decision.result, decision.run_by.name, decision.run_on) == ("positive", "Pan X", date(2015, 6, 15))
        assert row.work.state == State.APPROVED

    def test_a_negative_decision_needs_a_reason_and_closes(self, by: Actor) -> None:
        led_to(by, Step.VERIFY)
        with pytest.raises(ReasonMissing):
            run(by, Step.DECIDE, result="negative")
        with pytest.raises(WrongInput, match="Choose one of the results"):
            run(by, Step.DECIDE, result="perhaps")
        run(by, Step.DECIDE, result="negative", reason="too much debt")
        assert application_named(by, "23").work.state == State.DECLINED
        assert playable(by) == []

    def test_cz_30_signing_opens_the_contract(self, by: Actor) -> None:
        """CZ-30: without a positive decision there is no Play; after signing, the loan is "to be launched"."""
        led_to(by, Step.VERIFY)
        assert Step.SIGN not in playable(by)
        run(by, Step.DECIDE)
        run(by, Step.SIGN)
        contract = application_named(by, "23").contract
        assert contract.state == ContractState.TO_BE_LAUNCHED
        assert (contract.amount, contract.opened_on) == (50000, DAY)
        assert [each.party.name for each in contract.parties.all()] == ["Piotr Wzorcowy"]

    def test_cz_31_acceptance_launches(self, by: Actor) -> None:
        """CZ-31: after Run on application 23 the header shows "launched"."""
        assert led_to(by, Step.ACCEPT).work.state == State.LAUNCHED

    def test_cz_26_verification_runs_once(self, by: Actor) -> None:
        """CZ-26: after Run the application is in the verification queue, the row is executed without Play."""
        row = led_to(by, Step.VERIFY)
        assert row.work.state == State.IN_VERIFICATION
        assert Step.VERIFY not in playable(by)
        assert [each.number for each in queue(member(by, "Rysiek Ryzyko", RISK))] == ["23"]

    def test_cz_32_quick_acceptance_records_three_with_the_same_person_and_date(self, by: Actor) -> None:
        """CZ-32: on a fresh application Play for an entitled user; it records decision, signing and acceptance."""
        entered(by)
        sales = member(by, "Sabina Sprzedaż", SALES)
        assert Step.ACCEPT_QUICKLY in playable(by)
        assert Step.ACCEPT_QUICKLY not in playable(sales)
        with pytest.raises(MissingRight):
            run(sales, Step.ACCEPT_QUICKLY)
        run(by, Step.ACCEPT_QUICKLY)
        row = application_named(by, "23")
        ran = {each.procedure: (each.run_by.name, each.run_on) for each in row.work.runs.all()}
        assert {ran[step] for step in (Step.DECIDE, Step.SIGN, Step.ACCEPT, Step.ACCEPT_QUICKLY)} == {("Pan X", DAY)}
        assert (row.work.state, row.contract.state) == (State.LAUNCHED, ContractState.TO_BE_LAUNCHED)
        assert Step.ACCEPT_QUICKLY not in playable(by)

    def test_cl_01_seven_entries_with_their_days(self, by: Actor) -> None:
        """CL-01: moving it through all stages leaves a dated history of seven entries."""
        row = led_to(by, Step.ACCEPT)
        assert stage_now(row).stage == "launching"
        move_business_day(by=by, day=date(2015, 6, 16))
        disburse(by=by, number=row.contract.number, amount=pln("500.00"), value_date=date(2015, 6, 16))
        row = application_named(by, "23")
        history = [(each.stage.code, each.since, each.person) for each in stage_history(row)]
        days = [DAY] * 6 + [date(2015, 6, 16)]
        stages = ["offering", "applying", "risk", "signing", "verifying", "launching", "settling"]
        assert history == [(stage, day, "Pan X") for stage, day in zip(stages, days, strict=True)]
        assert stage_now(row).stage == "settling"

    def test_cl_05_what_is_automatic_needs_no_click(self, by: Actor) -> None:
        """CL-05: what CL-60 and CL-65 ask of these procedures: a positive decision alone makes the contract document,
        and the contract is closed when the last instalment is paid, without any click by staff."""
        row = led_to(by, Step.DECIDE)
        assert agreement_of(by, row) is not None
        run(by, Step.SIGN)
        run(by, Step.ACCEPT)
        contract = application_named(by, "23").contract
        disburse(by=by, number=contract.number, amount=pln("500.00"), value_date=DAY)
        due = date(2015, 7, 15)
        move_business_day(by=by, day=due)
        receive_payment(by=by, number=contract.number, amount=pln("552.26"), value_date=due, receipt="1")
        assert application_named(by, "23").contract.state == ContractState.SETTLED


class TestTaking:
    def test_cz_25_a_second_employee_takes_it_over(self, by: Actor) -> None:
        """CZ-25: a second employee runs it; header and "Executed by" show the second employee; Play remains."""
        entered(by)
        run(by, Step.TAKE)
        second = member(by, "Ewa Przykładowa", (*EVERYDAY, "origination.take"))
        row = application_named(second, "23")
        assert [str(each) for each in checks(second, row, Step.TAKE)] == ["The application is taken by Pan X already."]
        run(second, Step.TAKE)
        row = application_named(by, "23")
        rows = {each.procedure.code: each for each in procedure_rows(second, KIND, row.work)}
        assert row.subject.handler.name == rows["take"].run.run_by.name == "Ewa Przykładowa"
        assert rows["take"].may_run


class TestCorrection:
    def test_cz_27_cz_28_cl_04_back_to_the_author_and_to_where_it_came_from(self, by: Actor) -> None:
        """CZ-27, CZ-28, CL-04: in correction with the reason, to do for the author, then in verification again."""
        sales, risk = member(by, "Sabina Sprzedaż", SALES), member(by, "Rysiek Ryzyko", RISK)
        entered(sales, borrower=customer(by))
        run(sales, Step.VERIFY)
        assert Step.END_CORRECTION not in playable(sales)
        run(risk, Step.CORRECT, reason="income is missing")
        row = application_named(by, "23")
        assert (row.work.state, row.work.came_from) == (State.IN_CORRECTION, State.IN_VERIFICATION)
        assert row.work.runs.get(procedure="correct").reason == "income is missing"
        assert [each.number for each in own_corrections(sales)] == ["23"]
        assert stage_now(row).is_correction and stage_now(row).stage == "risk"
        assert [(each.text, each.due_on) for each in to_do(sales, DAY)] == [("income is missing", date(2015, 6, 18))]
        assert playable(sales) == ["end_correction"]
        run(sales, Step.END_CORRECTION)
        assert application_named(by, "23").work.state == State.IN_VERIFICATION
        assert not own_corrections(sales).exists()
        assert not to_do(sales, DAY).exists()
        run(risk, Step.CORRECT, reason="once more: another round")
        assert application_named(by, "23").work.round == 2

    def test_a_colleague_who_ends_it_closes_the_task_of_the_author(self, by: Actor) -> None:
        sales = member(by, "Sabina Sprzedaż", SALES)
        entered(sales, borrower=customer(by))
        run(by, Step.VERIFY)
        run(by, Step.CORRECT)
        assert to_do(sales, DAY).exists()
        run(by, Step.END_CORRECTION)
        assert not to_do(sales, DAY).exists()

    @pytest.mark.parametrize(("last", "stage"), [(Step.DECIDE, "signing"), (Step.SIGN, "verifying")])
    def test_cl_04_back_to_the_stage_that_sent_it(self, by: Actor, last: Step, stage: str) -> None:
        """CL-04: after correction it returns to the stage that sent it back, not to the beginning."""
        before = led_to(by, last).work.state
        run(by, Step.CORRECT)
        assert stage_now(application_named(by, "23")).stage == stage
        run(by, Step.END_CORRECTION)
        assert application_named(by, "23").work.state == before

    def test_a_reason_is_needed(self, by: Actor) -> None:
        led_to(by, Step.VERIFY)
        with pytest.raises(ReasonMissing):
            run(by, Step.CORRECT, reason=" ")


class TestWhoDoesWhat:
    def test_cl_02_the_responsible_role_alone(self, by: Actor) -> None:
        """CL-02: a Sales user cannot decide in Risk assessment; a Risk user cannot pay out in Launching; a Collections
        user can work in Settling."""
        sales, risk = member(by, "Sabina Sprzedaż", SALES), member(by, "Rysiek Ryzyko", RISK)
        row = led_to(by, Step.VERIFY)
        assert Step.DECIDE not in playable(sales)
        for step in (Step.DECIDE, Step.SIGN, Step.ACCEPT):
            run(by, step)
        row = application_named(by, "23")
        with pytest.raises(MissingRight):
            disburse(by=risk, number=row.contract.number, amount=pln("500.00"), value_date=DAY)
        collections = member(by, "Wanda Windykacja", (*EVERYDAY, "contracts.book_payments"))
        assert playable(collections) == []
        with pytest.raises(MissingRight):
            disburse(by=collections, number=row.contract.number, amount=pln("500.00"), value_date=DAY)
        disburse(by=by, number=row.contract.number, amount=pln("500.00"), value_date=DAY)
        receive_payment(by=collections, number=row.contract.number, amount=pln("50.00"), value_date=DAY, receipt="1")

    def test_cl_03_passing_on_moves_it_from_queue_to_queue(self, by: Actor) -> None:
        """CL-03: passing application 23 to Risk: in the Risk queue, gone from the Sales queue; oldest first."""
        sales, risk = member(by, "Sabina Sprzedaż", SALES), member(by, "Rysiek Ryzyko", RISK)
        piotr = customer(by)
        entered(by, "23", borrower=piotr)
        move_business_day(by=by, day=date(2015, 6, 16))
        entered(by, "24", borrower=piotr)
        assert [each.number for each in queue(sales)] == ["23", "24"]
        assert not queue(risk).exists()
        run(by, Step.VERIFY, "23")
        assert [each.number for each in queue(sales)] == ["24"]
        assert [(each.number, each.due_on) for each in queue(risk)] == [("23", date(2015, 6, 18))]

    def test_a_launched_application_waits_for_who_pays_out(self, by: Actor) -> None:
        led_to(by, Step.ACCEPT)
        back_office = member(by, "Beata Zaplecze", (*EVERYDAY, "contracts.disburse"))
        assert [each.number for each in queue(back_office)] == ["23"]

    def test_a_stranger_sees_nothing(self, by: Actor) -> None:
        entered(by)
        other = member(by, "Oskar Oddział", (*EVERYDAY, "origination.take"), scope="branch", branch="WA")
        with pytest.raises(NotFound):
            run(other, Step.TAKE)

    def test_a_customer_cannot_run_anything(self, by: Actor) -> None:
        row = application_named(by, entered(by))
        open_client_zone(by=by, number=row.borrower.number, login="85051522226", password="Pierwsze-haslo-2015")
        piotr = customer_actor(User.objects.get(person=row.borrower.subject), channel="portal")
        with pytest.raises(MissingRight):
            run(piotr, Step.WITHDRAW)


class TestFourEyes:
    def test_a_colleague_agrees_where_the_product_asks_for_it(self, by: Actor) -> None:
        choose_procedures(by=by, product=offers.CODE, procedures=list(Step.values), four_eyes=[Step.ACCEPT])
        row = led_to(by, Step.SIGN)
        with pytest.raises(NeedsSecondPerson):
            run(by, Step.ACCEPT)
        name, arguments = "origination.accept_application", {"number": "23"}
        proposed = propose(by=by, name=name, arguments=arguments, subject=row.subject)
        other = member(by, "Ewa Przykładowa", (*EVERYDAY, "access.approve", "origination.accept"))
        approve_proposal(by=other, proposal=proposed.proposal_id)
        row = application_named(by, "23")
        ran = row.work.runs.get(procedure="accept")
        assert (row.work.state, ran.run_by.name, ran.approved_by.name) == ("launched", "Pan X", "Ewa Przykładowa")
        assert staff_actor(ran.approved_by, channel="backoffice").may("access.approve")


class TestComments:
    def test_cz_10_a_comment_stands_with_name_and_time(self, by: Actor) -> None:
        """CZ-10: a comment saved by Pan X appears at once with his name and time; an empty comment is refused."""
        entered(by)
        comment_on_application(by=by, number="23", text=" called, nobody at home ")
        comment = comments_of(application_named(by, "23")).get()
        assert (comment.text, comment.written_by.name) == ("called, nobody at home", "Pan X")
        assert comment.written_at is not None
        with pytest.raises(CommentEmpty, match="The comment is empty"):
            comment_on_application(by=by, number="23", text="  ")


class TestConfiguring:
    def test_cz_03_cz_04_a_product_without_the_procedure(self, by: Actor) -> None:
        """CZ-03, CZ-04: removed from "Wakacyjny" it is absent from new applications; "Na chwilę" is unaffected."""
        create_product(by=by, code="wakacyjny", names={"pl": "Wakacyjny"}, kind=ProductKind.LOAN, currency="PLN")
        number = draft_version(by=by, product="wakacyjny", draft=offers.DRAFT).number
        publish_version(by=by, product="wakacyjny", number=number)
        piotr = customer(by)
        entered(by, "22", "wakacyjny", borrower=piotr)
        without = [step for step in Step.values if step != Step.CLIENT_ZONE]
        choose_procedures(by=by, product="wakacyjny", procedures=without)
        entered(by, "23", borrower=piotr)
        entered(by, "24", "wakacyjny", borrower=piotr)
        offered = {number: application_named(by, number).work.procedures for number in ("22", "23", "24")}
        assert Step.CLIENT_ZONE in offered["22"] and Step.CLIENT_ZONE in offered["23"]
        assert Step.CLIENT_ZONE not in offered["24"]
        with pytest.raises(Forbidden, match="is not on the list of procedures"):
            run(by, Step.CLIENT_ZONE, "24")
        assert application_named(by, "22").work.runs.count() == 1

    def test_the_order_is_that_of_the_list_and_the_first_one_stays(self, by: Actor) -> None:
        choose_procedures(by=by, product=offers.CODE, procedures=[Step.DEATH, Step.ENTER, Step.TAKE])
        row = application_named(by, entered(by))
        assert row.work.procedures == ["death", "enter", "take"]
        with pytest.raises(WrongInput, match="Without “Enter application”"):
            choose_procedures(by=by, product=offers.CODE, procedures=[Step.TAKE])
        with pytest.raises(WrongInput, match="no such procedure"):
            choose_procedures(by=by, product=offers.CODE, procedures=[Step.ENTER, "dance"])
