"""What the page of a document shows."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from repaid.access.actors import Actor
from repaid.documents.checking import FINDINGS
from repaid.documents.queries import steps_of, steps_waiting, versions_of
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.sizes import size_text
from repaid.kernel.names import in_language


def _address(row: Any) -> str:
    return "" if row.is_aside else reverse("backoffice:document_version_file", args=[row.document.number, row.number])


VERSIONS = (
    Column("number", pgettext_lazy("document", "Version"), "number"),
    Column("file_name", gettext_lazy("File"), link=_address, small=lambda row: row.remark or None),
    Column(lambda row: size_text(row.size), pgettext_lazy("file", "Size")),
    Column("added_at", gettext_lazy("Added on"), "datetime"),
    Column(lambda row: row.added_by.name if row.added_by else str(_("the system")), gettext_lazy("Added by")),
    Column("state", pgettext_lazy("document", "Check"), "state", state_kind="file"),
)


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of the way of a document; `is_mine` when the reader may answer it."""

    row: Any
    to: str
    is_mine: bool


@dataclass(frozen=True)
class DocumentPage:
    """A document as a member of staff sees it."""

    row: Any
    by: Actor

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(_("Documents"), reverse("backoffice:documents")), (self.row.name, "")]

    @property
    def findings(self) -> list[Text]:
        """What a reader should know of the latest file."""
        return [FINDINGS[code] for code in self.row.latest.findings]

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """What is said of the document."""
        row = self.row
        facts = [
            (pgettext("document", "Category"), in_language(row.category.names)),
            (_("Access level"), in_language(row.level.names)),
            (_("Added on"), row.added_at),
            (_("Added by"), row.added_by.name if row.added_by else _("the system")),
            (_("File"), row.latest.file_name),
            (pgettext("file", "Size"), size_text(row.latest.size)),
            (_("Remarks"), row.remarks),
        ]
        return [(name, value) for name, value in facts if value]

    @property
    def versions(self) -> Table:
        """Every version, newest first."""
        rows = list(versions_of(self.row))
        for row in rows:
            row.document = self.row  # not read again for each address
        return Table(_("Versions"), VERSIONS, rows)

    @property
    def steps(self) -> list[ShownStep]:
        """The way of the document, the last step first."""
        mine = set(steps_waiting(self.by).filter(document=self.row).values_list("pk", flat=True))
        return [ShownStep(step, _name(step), step.pk in mine) for step in steps_of(self.row)]


def _name(step: Any) -> str:
    if step.to_user:
        return str(step.to_user.name)
    return in_language(step.to_group.names) or str(step.to_group.code)
