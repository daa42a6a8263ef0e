"""The files that the demo's staff bring: papers drawn from their data."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.queries import organisation_of
from repaid.access.subjects import subject_named
from repaid.activities.commands.ground import About
from repaid.branding.queries import head_of
from repaid.documents.choices import Wanted
from repaid.documents.commands.documents import add_document, add_version, share_document
from repaid.documents.commands.passing import pass_document
from repaid.kernel.formats import date_text
from repaid.kernel.paper import Paper, Section, pdf

Told = Mapping[str, Any]


def bring_paper(by: Actor, told: Told, about: About | None, to: Actor | None) -> None:
    """Add a document about something, or about nothing; with `again` in a second version, shared with the customer
    where told so, and passed for approval to a colleague, if there is one."""
    subject = subject_named(by, about.kind, about.number) if about else None
    added = add_document(
        by=by, name=told["name"], category=told["category"], level=told.get("level", "general"),
        file_name=told["file"], content=_drawn(by, told["name"], told["text"]), subject=subject,
    )  # fmt: skip
    if "again" in told:
        add_version(by=by, number=added.number, file_name=told["file"], content=_drawn(by, told["name"], told["again"]))
    if told.get("share"):
        share_document(by=by, number=added.number, shared=True)
    if to is not None:
        pass_document(by=by, number=added.number, wanted=Wanted.APPROVE, user=to.account, note=told.get("note", ""))


def _drawn(by: Actor, title: str, text: str) -> bytes:
    organisation = organisation_of(by)
    language, day = organisation.language, today(organisation.pk)
    paper = Paper(
        language, organisation.name, title, "", date_text(day, language), [Section(text=text)],
        head=head_of(organisation.pk),
    )  # fmt: skip
    return pdf(paper, timezone.now())
