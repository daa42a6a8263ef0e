"""What moved on each account in a range of booking days, for whoever carries balances forward."""

from datetime import date
from typing import Final

from django.db import connection

from repaid.ledger.models import Account
from repaid.ledger.postings import Place

_TURNOVER: Final = """
    SELECT account, sum(amount) FROM (
        SELECT debit_id AS account, sum(amount_minor) AS amount FROM ledger_transfer
        WHERE debit_id = ANY(%(accounts)s) AND booked_on > %(since)s AND booked_on <= %(until)s GROUP BY debit_id
        UNION ALL
        SELECT credit_id, -sum(amount_minor) FROM ledger_transfer
        WHERE credit_id = ANY(%(accounts)s) AND booked_on > %(since)s AND booked_on <= %(until)s GROUP BY credit_id
    ) sides GROUP BY account
"""


def places_of(organisation_id: int, codes: set[str]) -> dict[int, Place]:
    """The accounts of an organisation on some codes of the chart, by id."""
    rows = Account.objects.filter(organisation=organisation_id, line__code__in=codes).select_related("line")
    return {
        row.pk: Place(row.line.code, row.currency, row.branch_id, row.product, row.component)
        for row in rows.order_by("pk")
    }


def turnover(account_ids: list[int], since: date, until: date) -> dict[int, int]:
    """Debit less credit on each account, minor units, booked after `since`, up to `until`."""
    with connection.cursor() as cursor:
        cursor.execute(_TURNOVER, {"accounts": account_ids, "since": since, "until": until})
        return {account: int(amount) for account, amount in cursor.fetchall()}


_SIDES: Final = """
    SELECT currency, sum(debit), sum(credit) FROM (
        SELECT a.currency, t.amount_minor AS debit, 0 AS credit
        FROM ledger_transfer t JOIN ledger_account a ON a.id = t.debit_id WHERE a.organisation_id = %(organisation)s
        UNION ALL
        SELECT a.currency, 0, t.amount_minor
        FROM ledger_transfer t JOIN ledger_account a ON a.id = t.credit_id WHERE a.organisation_id = %(organisation)s
    ) legs GROUP BY currency ORDER BY currency
"""


def sides(organisation_id: int) -> list[tuple[str, int, int]]:
    """All debits and all credits on the accounts of an organisation, by currency, minor units."""
    with connection.cursor() as cursor:
        cursor.execute(_SIDES, {"organisation": organisation_id})
        return [(currency, int(debits), int(credits_)) for currency, debits, credits_ in cursor.fetchall()]
