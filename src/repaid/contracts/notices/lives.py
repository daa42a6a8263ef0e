"""The lives of many contracts on a day, from their stored rows: what one contract's page computes, for a batch."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from loanmath.life import Life
from loanmath.life import life_of as look
from repaid.contracts.models import Balance, Contract
from repaid.contracts.queries.contracts import UNSHOWN
from repaid.contracts.queries.stored import facts_from_rows, plans_and_accruals, terms_of
from repaid.products.queries import reference_for

BESIDE: Final = ("contract__version__product", "contract__branch")


def lives(subject_ids: Sequence[int], on: date) -> Iterator[tuple[Contract, Life]]:
    """The launched contracts with these subjects, each with its life on a day not before the one it is counted to."""
    rows = Balance.objects.filter(contract__subject__in=subject_ids, contract__launched_on__isnull=False)
    wide = [f"contract__{column}" for column in UNSHOWN if not column.startswith("subject")]
    balances = list(rows.select_related(*BESIDE).defer(*wide))
    plans, accruals = plans_and_accruals([balance.pk for balance in balances])
    for balance in balances:
        contract = balance.contract
        terms = terms_of(contract)
        facts = facts_from_rows(balance, contract.currency, plans.get(balance.pk, []), accruals.get(balance.pk, []))
        yield contract, look(facts, terms, max(on, facts.today), reference_for(terms))
