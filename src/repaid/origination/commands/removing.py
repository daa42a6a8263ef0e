"""A draft is deleted: it leaves every list with what hangs on it; its number and the audit trail stay."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.activities.choices import LIVE
from repaid.activities.commands.doing import cancel_activities
from repaid.activities.queries.activities import activities
from repaid.activities.rights import ASSIGN
from repaid.documents.commands.documents import archive_documents_about
from repaid.documents.rights import ARCHIVE_DOCUMENTS
from repaid.kernel.refusal import refuse_if
from repaid.origination.commands.ground import locked
from repaid.origination.models import Application
from repaid.origination.rights import ENTER
from repaid.origination.rules import removal_findings
from repaid.workflow.commands.steps import stop


@dataclass(frozen=True, slots=True)
class DraftRemoved:
    """`documents`: how many documents about it went into the archive."""

    subject_id: int
    number: str
    documents: int


@command("origination.remove_draft", right=ENTER)
def remove_draft(*, by: Actor, number: str) -> DraftRemoved:
    """Delete a draft: nobody finds it any more, its documents are archived, what was planned about it is cancelled."""
    row = locked(by, number)
    refuse_if(removal_findings(row))
    row.removed_on = today(by.organisation_id)
    row.save(update_fields=["removed_on"])
    stop(by, row.work)
    _cancel_plans(by, row)
    # Who may delete the draft may archive what was brought for it, and no other document.
    keeper = replace(by, rights=by.rights | {ARCHIVE_DOCUMENTS.code})
    archived = archive_documents_about(by=keeper, subject=row.subject)
    return DraftRemoved(row.subject_id, number, archived.count)


def _cancel_plans(by: Actor, row: Application) -> None:
    # Who may delete the draft may cancel what colleagues planned about it.
    planner = replace(by, rights=by.rights | {ASSIGN.code})
    waiting = activities(planner).filter(subject=row.subject_id, state__in=LIVE)
    keys = list(waiting.values_list("pk", flat=True))
    if keys:
        cancel_activities(by=planner, activities=keys, reason=_("The draft was deleted."))
