"""Taking everything about a contract out of the system."""

from dataclasses import dataclass
from datetime import date

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.queries.contracts import contract_named
from repaid.parties.rights import SEE_IDENTIFIERS
from repaid.reports.contract_file.document import Data, document_of
from repaid.reports.rights import EXPORT_CONTRACT


@dataclass(frozen=True, slots=True)
class ContractExported:
    """What was taken out; `identifiers_in_full`: the numbers of its people were not masked."""

    subject_id: int
    number: str
    on: date | None
    identifiers_in_full: bool


@command("reports.export_contract", right=EXPORT_CONTRACT)
def export_contract(*, by: Actor, number: str, on: date | None = None) -> ContractExported:
    """Say that everything about a contract is taken out, by whom and when: the audit trail shows it."""
    contract = contract_named(by, number)
    return ContractExported(contract.subject_id, number, on, by.may(SEE_IDENTIFIERS.code))


def exported_document(by: Actor, number: str, on: date | None = None) -> Data:
    """The document of a contract, taken out: the act stands in the audit trail, and in the document."""
    export_contract(by=by, number=number, on=on)
    return document_of(by, number, on)
