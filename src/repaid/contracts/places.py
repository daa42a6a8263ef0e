"""Where the roles of a contract stand in the books."""

from typing import Final

from loanmath.components import Component
from repaid.contracts.models import Cohort, Contract
from repaid.ledger.choices import Role
from repaid.ledger.postings import Place
from repaid.products.queries import account_codes

COMPONENT_OF: Final = {
    Role.LOANS_PRINCIPAL: Component.PRINCIPAL,
    Role.INTEREST_RECEIVABLE: Component.INTEREST,
    Role.INTEREST_INCOME: Component.INTEREST,
    Role.PENALTY_RECEIVABLE: Component.PENALTY,
    Role.PENALTY_INCOME: Component.PENALTY,
    Role.FEES_RECEIVABLE: Component.FEES,
    Role.FEE_INCOME: Component.FEES,
    Role.DEFERRED_FEES: Component.FEES,
    Role.TAX_RECEIVABLE: Component.TAX,
    Role.VAT_PAYABLE: Component.TAX,
}


def place_of(contract: Contract | Cohort, role: Role, waits: str = "") -> Place:
    """The place of a role; `waits` is the code of the account on which money waited, which knows no contract."""
    if waits and role is Role.UNALLOCATED_RECEIPTS:
        return Place(waits, contract.currency)
    version, component = contract.version, COMPONENT_OF.get(role)
    code, name = account_codes(version)[role], component.value if component else ""
    return Place(code, contract.currency, contract.branch_id, version.product.code, name)
