"""What may cause a transfer: each room says where the causes it names are rows, so that a check can look for them."""

from typing import Final, NamedTuple

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CauseRows(NamedTuple):
    """The rows that causes of a kind are: `exists` is SQL that holds for a transfer `t` whose cause is there."""

    kind: str
    exists: str
    label: str | Promise


_KINDS: Final[dict[str, CauseRows]] = {}


def declare(kind: str, exists: str, label: str | Promise = "") -> str:
    """Make a kind of cause known; returns it. `exists` speaks of the transfer as `t`; `label` is its word."""
    assert kind not in _KINDS, f"cause {kind} is declared twice"
    _KINDS[kind] = CauseRows(kind, exists, label or kind)
    return kind


def labels() -> dict[str, str]:
    """The word of each kind of cause, in the reader's language."""
    return {kind: str(rows.label) for kind, rows in _KINDS.items()}


MANUAL: Final = declare(
    "manual", "EXISTS (SELECT FROM ledger_manualentry m WHERE m.id = t.cause_id)", _("Journal entry made by hand")
)
"""The kind of cause of an entry made by hand; its id is that of the ManualEntry."""


def without_cause(organisation_id: int) -> list[tuple[int, str, int]]:
    """Transfers that name no row that is there: id, kind and id of the cause."""
    cases = " ".join(f"WHEN '{rows.kind}' THEN {rows.exists}" for rows in _KINDS.values())
    statement = (
        "SELECT t.id, t.cause_kind, t.cause_id FROM ledger_transfer t WHERE t.organisation_id = %s"
        f" AND NOT CASE t.cause_kind {cases} ELSE false END ORDER BY t.id LIMIT 1000"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [organisation_id])
        return list(cursor.fetchall())
