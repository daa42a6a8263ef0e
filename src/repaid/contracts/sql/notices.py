"""Which contracts a day gives reason to write about; set-based, from derived rows and the order of events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection

_PEOPLE: Final = """
    JOIN access_subjectperson p ON p.subject_id = c.subject_id AND p.role = ANY(%(recipients)s)
"""
DUE_SOON: Final = f"""
    SELECT c.subject_id, p.person_id, p.role, b.next_due_on::text, b.next_due_on, NULL::bigint, c.currency
    FROM contracts_balance b JOIN contracts_contract c ON c.id = b.contract_id {_PEOPLE}
    WHERE b.next_due_on = ANY(%(days)s) AND b.contract_id BETWEEN %(first)s AND %(last)s
      AND c.organisation_id = %(organisation)s AND c.state = 'active'
"""
LATE: Final = f"""
    SELECT c.subject_id, p.person_id, p.role, b.oldest_due_on || '+' || (%(on)s::date - b.oldest_due_on),
           b.oldest_due_on, NULL::bigint, c.currency
    FROM contracts_balance b JOIN contracts_contract c ON c.id = b.contract_id {_PEOPLE}
    WHERE b.oldest_due_on = ANY(%(days)s) AND b.contract_id BETWEEN %(first)s AND %(last)s
      AND c.organisation_id = %(organisation)s AND c.state IN ('active', 'terminated')
"""
PAID: Final = f"""
    SELECT c.subject_id, p.person_id, p.role, e.key, e.value_date, e.amount, c.currency
    FROM contracts_event e JOIN contracts_contract c ON c.id = e.contract_id {_PEOPLE}
    WHERE e.serial > %(since)s AND e.serial <= %(until)s AND e.kind = ANY(%(kinds)s)
      AND c.organisation_id = %(organisation)s
      AND NOT EXISTS (
          SELECT FROM contracts_event r
          WHERE r.contract_id = e.contract_id AND r.kind = 'reversed' AND r.names = e.key
      )
"""


class Occasion(NamedTuple):
    """Reason to write to a person about a contract; `mark` names the occasion among those of the contract."""

    subject_id: int
    person_id: int
    role: str
    mark: str
    day: date
    amount: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Range:
    """The contracts of an organisation from one id to another, on a day."""

    organisation: int
    first: int
    last: int
    on: date


def occasions(statement: str, of: Range, days: Sequence[date], recipients: Sequence[str]) -> list[Occasion]:
    """The contracts with such a due date, DUE_SOON or LATE."""
    given: Any = {
        "organisation": of.organisation, "first": of.first, "last": of.last, "on": of.on, "days": list(days),
        "recipients": list(recipients),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [Occasion(*row) for row in cursor.fetchall()]


def payments(
    organisation_id: int, since: int, until: int, kinds: Sequence[str], recipients: Sequence[str]
) -> list[Occasion]:
    """The payments recorded after one serial up to another that were not reversed since."""
    given: Any = {
        "organisation": organisation_id, "since": since, "until": until, "kinds": list(kinds),
        "recipients": list(recipients),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(PAID, given)
        return [Occasion(*row) for row in cursor.fetchall()]


def newest_serial() -> int:
    """The serial of the newest event of all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(serial), 0) FROM contracts_event")
        return int(cursor.fetchone()[0])
