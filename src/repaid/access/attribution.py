"""Who wrote what the history tables keep: said once in a transaction, written by their triggers."""

import json
from uuid import uuid4

from django.db import connection

from repaid.access.actors import Actor


def attribute_to(by: Actor) -> None:
    """Let the rows of history that follow in this transaction name their author (`pgh_context`).

    A statement of its own: pghistory would put it before each other one, which a prepared statement does not allow.
    """
    author = json.dumps({"user": by.user_id, "name": by.name})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [str(uuid4()), author],
        )
