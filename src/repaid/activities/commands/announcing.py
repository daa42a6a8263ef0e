"""Announcements: publishing, changing, removing (CT-36 to CT-38); special messages (CC-07)."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.activities.commands.attaching import Attached, attach
from repaid.activities.commands.ground import TEXT_MAX
from repaid.activities.models import Announcement
from repaid.activities.queries.announcements import announcement_named, provinces, with_documents
from repaid.activities.rights import ANNOUNCE
from repaid.kernel.refusal import WrongInput


@dataclass(frozen=True, slots=True)
class Notice:
    """An announcement as it is written; without a province it is for everybody."""

    title: str
    code: str = ""
    text: str = ""
    is_active: bool = True
    is_public: bool = True
    is_special: bool = False
    province: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AnnouncementKept:
    announcement_id: int


@command("activities.publish_announcement", right=ANNOUNCE, personal=("file",))
def publish_announcement(*, by: Actor, notice: Notice, file: Attached | None = None) -> AnnouncementKept:
    """Put an announcement, with a file or without, on the start pages of those it is meant for."""
    checked, now = _checked(by, notice), today(by.organisation_id)
    row = Announcement(organisation_id=by.organisation_id, author_id=by.user_id, published_on=now)
    return _keep(by, row, checked, file)


@command("activities.change_announcement", right=ANNOUNCE, personal=("file",))
def change_announcement(
    *, by: Actor, announcement: int, notice: Notice, file: Attached | None = None
) -> AnnouncementKept:
    """Change an announcement; taking "active" away takes it off the start pages. Without a file it keeps its own."""
    return _keep(by, announcement_named(by, announcement), _checked(by, notice), file)


@command("activities.remove_announcement", right=ANNOUNCE)
def remove_announcement(*, by: Actor, announcement: int) -> AnnouncementKept:
    """Take an announcement out of the list; that it was there stays in the audit trail."""
    row = announcement_named(by, announcement)
    row.removed_on = today(by.organisation_id)
    row.save(update_fields=["removed_on"])
    return AnnouncementKept(row.pk)


def _keep(by: Actor, row: Announcement, notice: Notice, file: Attached | None) -> AnnouncementKept:
    row.title, row.code, row.text = notice.title, notice.code, notice.text
    row.is_active, row.is_public, row.is_special = notice.is_active, notice.is_public, notice.is_special
    row.province_id, row.until = notice.province, notice.until
    if file is not None:
        row.document_id = attach(with_documents(by), file)
    row.save()
    return AnnouncementKept(row.pk)


def _checked(by: Actor, notice: Notice) -> Notice:
    title = notice.title.strip()
    if not title:
        raise WrongInput(reason=_("Enter a title."), field="title")
    if len(notice.text) > TEXT_MAX:
        raise WrongInput(reason=_("The text is too long. Use 4,000 characters at most."), field="text")
    if notice.is_public:
        return replace(notice, title=title, province=None)
    if notice.province is None or not provinces(by).filter(pk=notice.province).exists():
        raise WrongInput(reason=_("Choose the province for which it is, or make it public."), field="province")
    return replace(notice, title=title)
