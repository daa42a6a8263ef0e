"""The demo's stories end where they are meant to."""

import json
from datetime import date
from pathlib import Path

import pytest

from repaid.access.actors import customer_actor
from repaid.access.business_day import today
from repaid.access.models import AuditRecord, Organisation, User
from repaid.access.queries import machine_in
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.documents.models import Document, Version
from repaid.documents.queries import shared_documents, steps_waiting
from repaid.ledger.queries import trial_balance
from repaid.messages.queries.outbox import read_by_customer
from repaid.origination.choices import State
from repaid.origination.queries import application_named, applications
from repaid.parties.choices import IdentifierKind
from repaid.parties.queries import parties_identified
from repaid.payments.queries import waiting_sums
from repaid.payments.queries.orders import orders
from repaid.settling.payouts import money_to_send
from repaid.simulation.deeds import DEEDS
from repaid.simulation.demo import LENDERS, all_logins, seed, tell_lender
from repaid.simulation.lender import lender_data
from repaid.simulation.letters import write_to_customers
from repaid.simulation.moments import moment
from repaid.simulation.office import tell_office
from repaid.simulation.script import Script

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 21)


def state(number: str) -> tuple[str, int]:
    """State, and days late, of a contract on DAY."""
    contract = Contract.objects.get(subject__number=number)
    return contract.state, life_of(contract, DAY).arrears.days_past_due


def test_piotrs_three_loans() -> None:
    """The twin of the specimens of CZ-41 to CZ-43 and CZ-57, near the business day (decision 40)."""
    tell_lender("krakowska", DAY, ["11", "12", "15"])
    loans = Contract.objects.order_by("-id").select_related("subject")
    assert [(loan.number, loan.amount, loan.state) for loan in loans] == [
        ("15", 6_700, "terminated"),
        ("12", 500_000, "to_be_launched"),
        ("11", 50_000, "active"),
    ]
    eleven = contract_named(machine_in("krakowska"), "11")
    assert eleven.account == "72999900010000000000001234"
    assert [row.owed.principal for row in life_of(eleven, DAY).schedule] == [55_000]


def test_people_act_with_their_own_rights() -> None:
    tell_lender("krakowska", DAY, ["112"])
    waived = AuditRecord.objects.get(command="contracts.waive")
    assert waived.user.name == "Ewa Przykładowa"
    assert waived.approved_by.name == "Barbara Wzorowa"


def test_the_business_day_moves_along_and_the_books_balance() -> None:
    tell_lender("krakowska", DAY, ["106", "107", "108", "111", "113"])
    by = machine_in("krakowska")
    assert today(by.organisation_id) == DAY
    for total in trial_balance(by, moment("-14m", DAY), DAY).totals:
        assert total.debit_minor == total.credit_minor
    assert state("106")[0] == "terminated"
    assert state("107")[0] == "written_off"
    assert state("108") == ("settled", 0)
    assert life_of(contract_named(by, "108"), DAY).balances.credit == 0


def test_jalali_months_of_the_iranian_bank() -> None:
    tell_lender("nemuneh", DAY, ["8329-307-1401659-1"])
    contract = contract_named(machine_in("nemuneh"), "8329-307-1401659-1")
    assert contract.subject.title == "آرش نمونه‌ای"
    assert 25 <= state("8329-307-1401659-1")[1] <= 35


def test_money_out_stands_at_every_stage() -> None:
    """Ewa proposes, Pan X approves; what the bank rejected of contract 11 waits to be sent again."""
    tell_lender("krakowska", DAY, ["11", "15"])
    by = machine_in("krakowska")
    found = {(row.subject.number if row.subject else "", row.state) for row in orders(by)}
    assert found == {("11", "rejected"), ("15", "executed"), ("", "sent"), ("", "approved"), ("", "proposed")}
    assert [row.contract.number for row in money_to_send(by)] == ["11"]


def test_every_verb_of_the_data_exists() -> None:
    verbs = {step["do"] for code in LENDERS for each in lender_data(code)["stories"] for step in each.get("then", [])}
    assert verbs <= DEEDS.keys()


def test_applications_stand_in_every_state() -> None:
    """Decision 40: application 23 tells the story of its specimen near the business day; one of each state."""
    tell_lender("krakowska", DAY, [str(number) for number in range(21, 33)])
    by = machine_in("krakowska")
    assert {row.work.state for row in applications(by)} == set(State.values)
    row = application_named(by, "23")
    assert (row.work.state, row.subject.handler.name) == ("launched", "Pan X")
    assert (row.contract.state, row.contract.amount) == ("to_be_launched", 50_000)
    assert parties_identified(by.organisation_id, [(IdentifierKind.PESEL, "85051522226")])
    assert row.telephone == "+48600000001"


def test_the_business_lender_has_a_life_beside_its_book() -> None:
    """Decision 40: applications on their way, work planned and announced, before the book is taken over."""
    tell_lender("harbor", DAY)
    by = machine_in("harbor")
    assert [row.work.state for row in applications(by).order_by("pk")] == [
        "declined", "withdrawn", "launched", "approved", "in_correction", "in_verification", "entered", "draft",
    ]  # fmt: skip
    assert application_named(by, "6").subject.handler.name == "Alice Sample"


def test_logins_are_of_each_role_and_of_customers() -> None:
    for code in LENDERS:
        name = lender_data(code)["organisation"]["name"]
        roles = {login.role for login in all_logins() if login.organisation == name}
        assert roles == {"administrator", "branch manager", "clerk", "accountant", "viewer", "customer"}


def test_the_book_has_its_notice_beside_it() -> None:
    folder = Path(__file__).parents[1] / "data"
    assert "CC BY-SA" in (folder / "harbor_book.NOTICE.md").read_text(encoding="utf-8")
    assert len((folder / "harbor_book.csv").read_text(encoding="utf-8").splitlines()) == 501


def test_customers_find_messages_and_documents_in_the_client_zone() -> None:
    """Piotr's rooms are not empty: what was written to him, his agreement, and the price list for everybody."""
    cast = tell_lender("krakowska", DAY, ["11"])
    data = lender_data("krakowska")
    papers = [told for told in data["office"] if told["do"] == "file"]
    script = Script(cast.machine)
    tell_office(cast, script, papers, DAY)
    script.play(DAY)
    write_to_customers(cast.machine, data["messages"], DAY)
    piotr = customer_actor(User.objects.get(name="Piotr Wzorcowy", audience="customer"), channel="portal")
    written = [(row.kind, row.text.body) for row in read_by_customer(piotr)]
    assert [kind for kind, _body in written] == ["contracts.due_soon"]
    assert "rata umowy 11" in written[0][1]
    assert [row.name for row in shared_documents(piotr)] == ["Umowa pożyczki nr 11", "Tabela opłat i prowizji"]
    barbara = steps_waiting(cast.manager).get()
    assert barbara.document.name == "Wniosek o zmianę terminu płatności"
    income = Document.objects.get(name="Zaświadczenie o zarobkach")
    assert (income.versions.count(), income.is_shared) == (2, False)
    assert {row.state for row in Version.objects.all()} == {"clean"}


@pytest.mark.soak
def test_the_whole_demo_and_again() -> None:
    first = seed(DAY)
    assert [each.code for each in first] == list(LENDERS)
    assert [each.contracts for each in first] == [21, 6, 6, 501]
    assert User.objects.filter(audience="customer").count() == 8
    waits = {each.code: waiting_sums(machine_in(each.code)).count for each in first}
    assert waits == {"krakowska": 3, "voorbeeld": 2, "nemuneh": 3, "harbor": 1}
    again = seed(DAY)
    assert not any(each.is_new for each in again)
    assert Organisation.objects.count() == 4
    assert json.dumps([each.contracts for each in again]) == "[21, 6, 6, 501]"
