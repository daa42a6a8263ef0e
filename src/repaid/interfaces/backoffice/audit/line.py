"""One line of the audit trail with everything that is known of it: what was said, what came of it, what changed."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from repaid.access.history import Change, changes_of
from repaid.interfaces.backoffice.audit.words import CHANNELS, table_word
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.backoffice.said import details, readable, title_of, word_of
from repaid.interfaces.ui.formats import isolated


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that was changed: its name, and its columns before and after."""

    title: str
    columns: list[tuple[Text, Any, Any]]


@dataclass(frozen=True)
class AuditLine:
    """A line as its page shows it."""

    row: Any

    @property
    def title(self) -> str:
        return title_of(self.row.command)

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """When, who, from where."""
        row = self.row
        facts = [
            (_("Date and time"), row.at),
            (_("Who"), row.user.name if row.user else _("the system")),
            (_("Approved by"), row.approved_by.name if row.approved_by else None),
            (_("Way in"), str(CHANNELS.get(row.channel, row.channel))),
            (_("Address on the network"), row.address),
            (_("Command"), row.command),
            (_("Refused because"), row.refusal or None),
        ]
        return [(name, value) for name, value in facts if value]

    @property
    def told(self) -> list[tuple[str, Any]]:
        """What the command was told."""
        return list(details(self.row.arguments))

    @property
    def outcome(self) -> list[tuple[str, Any]]:
        """What came of it."""
        found = self.row.outcome if isinstance(self.row.outcome, dict) else {}
        return list(details(found))

    @property
    def changed(self) -> list[ChangedRow]:
        """The rows that it changed."""
        rows = groupby(changes_of(self.row), key=lambda change: (change.table, change.row))
        return [ChangedRow(_row_title(table, key), list(map(_shown, changes))) for (table, key), changes in rows]


def _row_title(table: str, key: str) -> str:
    return _("{table} (row {key})").format(table=table_word(table), key=isolated(key))


def _shown(change: Change) -> tuple[Text, Any, Any]:
    return word_of(change.field), readable(change.before), readable(change.after)
