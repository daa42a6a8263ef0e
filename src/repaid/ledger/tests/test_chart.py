"""The chart of accounts."""

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.ledger.choices import AccountClass, Role
from repaid.ledger.commands.chart import (
    COUNTRIES,
    ELSEWHERE,
    LANGUAGES,
    AccountExists,
    ChartExists,
    add_account,
    create_chart,
    map_role,
    rename_account,
    template,
)
from repaid.ledger.models import ChartLine
from repaid.ledger.postings import UnknownAccount
from repaid.ledger.queries import chart, line_named, role_codes
from repaid.ledger.tests.books import with_books

NAMES = {"en": "Advertising", "pl": "Reklama"}


@pytest.fixture
def machine(db: None) -> Actor:
    return with_books()


class TestCreateChart:
    def test_it_works(self, db: None) -> None:
        by = krakowska()
        created = create_chart(by=by, country="PL")
        assert created.accounts == len(chart(by)) == 24
        assert line_named(by, "201").names["fa"] == "تسهیلات، اصل"

    def test_every_role_has_an_account(self, machine: Actor) -> None:
        assert set(role_codes(machine.organisation_id)) == set(Role.values)

    def test_a_second_chart_is_refused(self, machine: Actor) -> None:
        with pytest.raises(ChartExists):
            create_chart(by=machine, country="NL")

    def test_without_the_right(self, db: None) -> None:
        machine = krakowska()
        with pytest.raises(MissingRight):
            create_chart(by=member(machine, "Olga", ("ledger.view",)), country="PL")

    @pytest.mark.parametrize("country", [*COUNTRIES, ELSEWHERE])
    def test_templates_are_whole(self, country: str) -> None:
        rows = template(country)
        assert len({row["code"] for row in rows}) == len(rows)
        assert {row["role"] for row in rows} - {""} == set(Role.values)
        assert {row["account_class"] for row in rows} == set(AccountClass.values)
        assert all(row[language].strip() for row in rows for language in LANGUAGES)


class TestAddAccount:
    def test_it_works(self, machine: Actor) -> None:
        add_account(by=machine, code="403", names=NAMES, account_class=AccountClass.EXPENSE)
        assert line_named(machine, "403").names == NAMES

    def test_a_code_is_taken_once(self, machine: Actor) -> None:
        with pytest.raises(AccountExists):
            add_account(by=machine, code="201", names=NAMES, account_class=AccountClass.EXPENSE)

    def test_another_organisation_may_have_the_same_code(self, machine: Actor) -> None:
        other = krakowska("wislana")
        add_account(by=other, code="201", names=NAMES, account_class=AccountClass.EXPENSE)
        assert ChartLine.objects.filter(code="201").count() == 2

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"code": " "}, "code"),
            ({"code": "9" * 21}, "code"),
            ({"names": {"en": " "}}, "names"),
            ({"account_class": "equity"}, "account_class"),
        ],
    )
    def test_wrong_input(self, machine: Actor, wrong: dict[str, object], field: str) -> None:
        given = {"code": "403", "names": NAMES, "account_class": AccountClass.EXPENSE, **wrong}
        with pytest.raises(WrongInput) as refused:
            add_account(by=machine, **given)  # type: ignore[arg-type]
        assert refused.value.field == field


class TestRenameAccount:
    def test_it_works(self, machine: Actor) -> None:
        renamed = rename_account(by=machine, code="201", names={"en": "Loans", "pl": "Pożyczki"})
        assert renamed.before["en"] == "Loans, principal"
        assert line_named(machine, "201").names["en"] == "Loans"

    def test_an_unknown_code(self, machine: Actor) -> None:
        with pytest.raises(UnknownAccount):
            rename_account(by=machine, code="999", names=NAMES)

    def test_an_account_of_another_organisation_is_not_there(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            line_named(krakowska("wislana"), "201")


class TestMapRole:
    def test_it_works(self, machine: Actor) -> None:
        mapped = map_role(by=machine, role=Role.FEE_INCOME, code="750")
        assert mapped.before == "701"
        assert role_codes(machine.organisation_id)[Role.FEE_INCOME] == "750"

    def test_an_unknown_code(self, machine: Actor) -> None:
        with pytest.raises(UnknownAccount):
            map_role(by=machine, role=Role.FEE_INCOME, code="999")

    def test_an_unknown_role(self, machine: Actor) -> None:
        with pytest.raises(WrongInput):
            map_role(by=machine, role="lottery", code="750")  # type: ignore[arg-type]
