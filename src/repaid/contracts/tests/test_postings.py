"""What the books say of a contract whose product keeps them in another way."""

from datetime import date

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.settlement import settle_early
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import quote_of
from repaid.contracts.tests.lender import day_comes, lender, loan_11, pay
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of
from repaid.products.choices import Basis, FeeIncome
from repaid.products.queries import account_codes
from repaid.products.tests import offers

DUE = date(2015, 6, 21)


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def stands(contract: Contract, role: Role, component: str) -> int:
    """Debit minus credit of one role, minor units."""
    return balances_of(contract.subject_id).get((account_codes(contract.version)[role], component), 0)


class TestDeferredFees:
    @pytest.fixture
    def contract(self, by: Actor) -> Contract:
        offers.published(by, fee_income=FeeIncome.DEFERRED, valid_from=date(2015, 2, 1))
        return loan_11(by)

    def test_nothing_is_earned_on_the_first_day(self, contract: Contract) -> None:
        assert stands(contract, Role.DEFERRED_FEES, "fees") == -5000
        assert stands(contract, Role.FEE_INCOME, "fees") == 0

    def test_a_part_for_the_days_passed(self, by: Actor, contract: Contract) -> None:
        day_comes(by, date(2015, 5, 31))
        pay(by, "11", "1.00", date(2015, 5, 31))
        assert stands(contract, Role.FEE_INCOME, "fees") == -1613  # 50,00 x 10/31
        assert stands(contract, Role.DEFERRED_FEES, "fees") == -3387

    def test_all_at_the_end(self, by: Actor, contract: Contract) -> None:
        day_comes(by, DUE)
        bill_due(by=by)
        assert stands(contract, Role.FEE_INCOME, "fees") == -5000
        assert stands(contract, Role.DEFERRED_FEES, "fees") == 0

    def test_what_is_given_back_is_never_earned(self, by: Actor, contract: Contract) -> None:
        day = date(2015, 5, 31)
        day_comes(by, day)
        total = Money(quote_of(contract, day).total, "PLN")
        settle_early(by=by, number="11", amount=total, value_date=day, receipt="S-1")
        assert stands(contract, Role.FEE_INCOME, "fees") == -1613
        assert stands(contract, Role.DEFERRED_FEES, "fees") == 0


class TestCashBasis:
    def test_interest_is_income_when_it_is_paid(self, by: Actor) -> None:
        offers.published(by, basis=Basis.CASH, valid_from=date(2015, 2, 1))
        contract = loan_11(by)
        day_comes(by, DUE)
        bill_due(by=by)
        assert stands(contract, Role.INTEREST_INCOME, "interest") == 0
        pay(by, "11", "552.34", DUE)
        assert stands(contract_named(by, "11"), Role.INTEREST_INCOME, "interest") == -234
        assert stands(contract, Role.INTEREST_RECEIVABLE, "interest") == 0


def test_interest_is_earned_day_by_day(by: Actor) -> None:
    contract = loan_11(by)
    day_comes(by, date(2015, 5, 31))
    pay(by, "11", "1.00", date(2015, 5, 31))
    assert stands(contract, Role.INTEREST_INCOME, "interest") == -75  # 550,00 x 5 % x 10/365 = 0,7534
    assert stands(contract, Role.INTEREST_RECEIVABLE, "interest") == 75
