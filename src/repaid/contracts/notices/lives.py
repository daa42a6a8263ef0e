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

NARROW: Final = (
    "counted_to", "disbursed", "rest", "contract__subject_id", "contract__currency", "contract__terms",
    "contract__account",
)  # fmt: skip
WIDE: Final = tuple(f"contract__{column}" for column in UNSHOWN if column.startswith("version"))


def lives(
    subject_ids: Sequence[int], on: date, *, looks_ahead: bool, with_product: bool
) -> Iterator[tuple[Contract, Life]]:
    """The launched contracts with these subjects, each with its life on a day not before the one it is counted to.

    What is not needed is left out: the schedule to come (`looks_ahead`), the product.
    """
    rows = Balance.objects.filter(contract__subject__in=subject_ids, contract__launched_on__isnull=False)
    beside = rows.select_related("contract__version__product").defer(*WIDE)
    narrow = rows.select_related("contract").only(*NARROW)
    balances = list(beside if with_product else narrow)
    plans, accruals = plans_and_accruals([balance.pk for balance in balances])
    agreed = [terms_of(balance.contract) for balance in balances]
    reference = reference_for(*agreed)
    for balance, terms in zip(balances, agreed, strict=True):
        contract = balance.contract
        facts = facts_from_rows(balance, contract.currency, plans.get(balance.pk, []), accruals.get(balance.pk, []))
        yield contract, look(facts, terms, max(on, facts.today), reference, looks_ahead=looks_ahead)
