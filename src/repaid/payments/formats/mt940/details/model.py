"""What a field 86 says of the payment."""

from dataclasses import dataclass

from ...model import Reference


@dataclass(frozen=True, slots=True)
class Details:
    name: str = ""
    account: str = ""
    paid_into: str = ""
    references: tuple[Reference, ...] = ()
    remittance: str = ""
    code: str = ""
