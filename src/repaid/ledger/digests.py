"""Digests of the transfers of booking days: what seals are made of.

A transfer is told by its content alone - accounts by their places, amounts, days, cause - so that the same books give
the same digest wherever they are kept.
"""

from datetime import date
from typing import Final, NamedTuple

from django.db import connection

PARTS: Final = 16
"""Transfers with a subject fall into so many parts, those without into `REST`."""
REST: Final = -1

_PLACE: Final = "concat_ws('/', {side}_line.code, {side}.currency, {side}.branch_id, {side}.product, {side}.component)"
_DIGESTS: Final = f"""
    SELECT part, count(*), encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
    FROM (
        SELECT CASE WHEN t.subject_id IS NULL THEN {REST} ELSE t.subject_id %% {PARTS} END AS part,
               concat_ws('|', {_PLACE.format(side="debit")}, {_PLACE.format(side="credit")}, t.amount_minor, t.currency,
                         t.value_date, t.booked_on, t.subject_id, t.cause_kind, t.cause_id, t.reverses_id) AS line
        FROM ledger_transfer t
        JOIN ledger_account debit ON debit.id = t.debit_id
        JOIN ledger_chartline debit_line ON debit_line.id = debit.line_id
        JOIN ledger_account credit ON credit.id = t.credit_id
        JOIN ledger_chartline credit_line ON credit_line.id = credit.line_id
        WHERE t.debit_id IN (SELECT id FROM ledger_account WHERE organisation_id = %s)
          AND t.booked_on > %s AND t.booked_on <= %s
    ) told
    GROUP BY part
"""


class Digest(NamedTuple):
    """The transfers of one part: how many, and the SHA-256 of their contents in order."""

    part: int
    transfers: int
    digest: str


def digests(organisation_id: int, since: date, until: date) -> dict[int, Digest]:
    """The digest of each part with transfers booked after `since`, up to `until`."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGESTS, [organisation_id, since, until])
        return {row[0]: Digest(*row) for row in cursor.fetchall()}
