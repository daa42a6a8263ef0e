"""Writing the audit trail: a line for each command that was carried out, and for a refusal that says somebody tried.

A line knows when its transaction began: the row history that triggers keep carries the same moment, and so what a
command changed is found again (`history`).
"""

from typing import Any, Final

from django.core.cache import cache
from django.db import connection
from django.utils import translation
from psycopg.types.json import Jsonb

from repaid.access import plain
from repaid.access.actors import Actor
from repaid.kernel.refusal import Refusal

PAGE: Final = "access.open_page"
"""What stands for the command where a page was asked for."""
REFUSALS_A_MINUTE: Final = 20
"""More refusals of one actor are not written: whoever tries everything is seen well enough."""
UNTOLD: Final = frozenset({"reason", "field", "noted"})

# A plain statement: every change of state writes one, and building it through a model costs three times as much.
_INSERT: Final = """
    INSERT INTO access_auditrecord
        (at, began_at, organisation_id, user_id, approved_by_id, channel, address, command, subject_id, arguments,
         outcome, refusal)
    VALUES (clock_timestamp(), now(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def write_line(by: Actor, command: str, arguments: dict[str, Any], outcome: Any, refusal: str = "") -> None:
    """Append one line; `arguments` are plain already."""
    author: tuple[Any, ...] = (by.organisation_id, by.user_id, by.approved_by_id, by.channel, by.address)
    told: list[Any] = [
        command,
        getattr(outcome, "subject_id", None),
        Jsonb(arguments),
        Jsonb(plain.to_plain(outcome)),
        refusal,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*author, *told])


def note_refusal(refusal: Refusal, by: Actor, command: str, arguments: dict[str, Any]) -> None:
    """Write down a refusal of a person's wish, where its kind is recorded; each one once, and not without end."""
    if not refusal.is_recorded or by.user_id is None or refusal.facts.get("noted") or not _has_room(by):
        return
    refusal.facts["noted"] = True
    with translation.override("en"):
        facts = {name: plain.to_plain(fact) for name, fact in refusal.facts.items() if name not in UNTOLD}
    write_line(by, command, arguments, facts, refusal.code)


def _has_room(by: Actor) -> bool:
    place = f"refusals:{by.user_id}"
    if cache.add(place, 1, 60):
        return True
    try:
        return cache.incr(place) <= REFUSALS_A_MINUTE
    except ValueError:  # it expired between the two
        return True
