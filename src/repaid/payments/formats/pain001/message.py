"""What a file of orders says: values without identity."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Transfer:
    """One order; `amount` in minor units of the message's currency, accounts as IBAN."""

    end_to_end: str
    amount: int
    creditor: str
    account: str
    remittance: str


@dataclass(frozen=True, slots=True)
class Message:
    """A file. `bic` is that of the debtor's bank, "" where it is not known; `made_at` carries its time zone."""

    message_id: str
    made_at: datetime
    debtor: str
    account: str
    bic: str
    currency: str
    execution_day: date
    transfers: tuple[Transfer, ...]
