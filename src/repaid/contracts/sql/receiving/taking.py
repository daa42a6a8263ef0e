"""Running the steps, one set of receipts after the other inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db import connection

from loanmath.events import KINDS
from repaid.contracts.sql.receiving.agreed import Agreed, Slot, as_arrays
from repaid.contracts.sql.receiving.bookings import BOOKINGS, ROLES, TRANSFERS
from repaid.contracts.sql.receiving.candidates import CANDIDATES
from repaid.contracts.sql.receiving.falling_due import AS_LINES, FALLING_DUE
from repaid.contracts.sql.receiving.folded import FOLDED
from repaid.contracts.sql.receiving.lines import LEAVE, LINES
from repaid.contracts.sql.receiving.met import MET
from repaid.contracts.sql.receiving.parts import PARTS
from repaid.contracts.sql.receiving.writing import WRITING
from repaid.contracts.sql.sets import by_key

RANK: Final = tuple(KINDS).index("received")
TRANSFER: Final = "taking_transfer"
"""The table of transfers, for the ledger."""

_GONE: Final = "DROP TABLE IF EXISTS " + ", ".join(
    f"taking_{name}" for name in ("receipt", "candidate", "line", "due", "part", "met", "folded", "booking", "transfer")
)
_RECEIPTS: Final = """
CREATE TEMPORARY TABLE taking_receipt (
    contract_id bigint, key text, amount bigint, currency text, value_date date, payer text
) ON COMMIT DROP
"""
_COPY: Final = "COPY taking_receipt (contract_id, key, amount, currency, value_date, payer) FROM STDIN"


class Receipt(NamedTuple):
    """A row of what came; minor units."""

    contract_id: int
    key: str
    amount: int
    currency: str
    value_date: date
    payer: str


class Frame(NamedTuple):
    """The business day, the last closed one, and who writes when; `source` as rows of events have it."""

    on: date
    closed_until: date
    at: datetime
    user: int | None
    source: str


def take(receipts: Iterable[Receipt], agreed: Sequence[Agreed], slots: Sequence[Slot], frame: Frame) -> list[str]:
    """Take receipts, at most one a contract, on locked contracts; the keys of those that were plain and are booked.

    The ledger learns nothing yet: `roles` and `make_transfers` follow.
    """
    given = {**frame._asdict(), "rank": RANK}
    with by_key() as cursor:
        cursor.execute(_GONE)
        cursor.execute(_RECEIPTS)
        with cursor.copy(_COPY) as stream:
            for receipt in receipts:
                stream.write_row(receipt)
        cursor.execute("ANALYZE taking_receipt")
        cursor.execute(CANDIDATES, {**given, **as_arrays(agreed)})
        for statement in (LINES, FALLING_DUE, AS_LINES, LEAVE):
            cursor.execute(statement, given)
        cursor.execute(PARTS, as_arrays(slots))
        for statement in (MET, FOLDED, *WRITING):
            cursor.execute(statement, given)
        cursor.execute("SELECT key FROM taking_folded")
        return [key for (key,) in cursor.fetchall()]


def roles() -> list[tuple[int, str]]:
    """Cohorts and roles for which `make_transfers` wants accounts."""
    with connection.cursor() as cursor:
        cursor.execute(BOOKINGS)
        cursor.execute(ROLES)
        found: list[tuple[int, str]] = cursor.fetchall()
        return found


def make_transfers(accounts: Mapping[tuple[int, str], int]) -> None:
    """Fill the table TRANSFER."""
    cohorts, names = zip(*accounts, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(TRANSFERS, [list(cohorts), list(names), list(accounts.values())])
