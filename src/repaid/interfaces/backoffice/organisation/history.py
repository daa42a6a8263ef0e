"""The history of a setting: who changed what and when, read from the audit trail."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from repaid.access.actors import Actor
from repaid.access.queries import audit_of_commands
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.kernel.text import isolated

SHOWN = 50
SETTINGS = gettext_lazy("Settings")


def history(by: Actor, commands: Sequence[str], words: Mapping[str, Text]) -> Table:
    """The latest changes that these commands made; `words` names the fields of their `before` and `after`."""

    def told(row: Any) -> str:
        before, after = row.outcome.get("before") or {}, row.outcome.get("after") or {}
        names = dict.fromkeys((*before, *after))
        return "; ".join(_line(words.get(name, name), before.get(name), after.get(name)) for name in names)

    columns = (
        Column("at", pgettext("column", "When"), "datetime"),
        Column(lambda row: row.user.name if row.user else "Repaid", pgettext("column", "Who")),
        Column(told, pgettext("column", "Change"), card="full"),
    )
    return Table(_("History"), columns, list(audit_of_commands(by, commands)[:SHOWN]))


def _line(name: Text, before: Any, after: Any) -> str:
    facts = {"name": name, "before": _shown(before), "after": _shown(after)}
    return _("{name}: {before} → {after}").format(**facts)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "—"
    return "—" if value in (None, "") else isolated(str(value))
