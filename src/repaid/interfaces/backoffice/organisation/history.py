"""The history of a setting: who changed what and when, read from the audit trail."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from repaid.access.actors import Actor
from repaid.access.plain import from_plain
from repaid.access.queries import audit_of_commands
from repaid.interfaces.backoffice.said import readable
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.formats import listed, text_of
from repaid.kernel.text import isolated

SHOWN = 50
SETTINGS = gettext_lazy("Settings")


def history(
    by: Actor, commands: Sequence[str], words: Mapping[str, Text], names: Mapping[Any, Text] | None = None, **of: str
) -> Table:
    """The latest changes that these commands made; `words` names the fields of their `before` and `after`, `names`
    values that are codes, `of` narrows to one thing by an argument of the command."""
    of_thing = {f"arguments__{name}": value for name, value in of.items()}
    return changes_told(audit_of_commands(by, commands).filter(**of_thing), words, names or {})


def changes_told(rows: QuerySet[Any], words: Mapping[str, Text], names: Mapping[Any, Text]) -> Table:
    """Lines of the audit trail as the history of a setting; `words` and `names` as in `history`."""

    def told(row: Any) -> str:
        before, after = row.outcome.get("before") or {}, row.outcome.get("after") or {}
        fields = dict.fromkeys((*before, *after))
        return "; ".join(
            _line(words.get(field, field), *(_shown(side.get(field), names) for side in (before, after)))
            for field in fields
        )

    columns = (
        Column("at", pgettext("column", "When"), "datetime"),
        Column(lambda row: row.user.name if row.user else "Repaid", pgettext("column", "Who")),
        Column(told, pgettext("column", "Change"), card="full"),
    )
    return Table(_("History"), columns, list(rows[:SHOWN]))


def _line(name: Text, before: str, after: str) -> str:
    return _("{name}: {before} → {after}").format(name=name, before=before, after=after)


def _shown(value: Any, names: Mapping[Any, Text]) -> str:
    if isinstance(value, list):
        return listed(_shown(each, names) for each in value) or "—"
    if value in (None, ""):
        return "—"
    told = from_plain(value)
    return isolated(text_of(readable(str(names.get(told, told)) if isinstance(told, str) else told)))
