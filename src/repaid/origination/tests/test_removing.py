"""A draft is deleted, and nothing but a draft."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import AuditRecord
from repaid.access.tests.people import member
from repaid.activities.choices import ActivityState
from repaid.activities.commands.ground import About
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.queries.activities import activities
from repaid.documents.commands.documents import add_document
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.queries import documents
from repaid.documents.tests.files import pdf
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound
from repaid.origination.choices import KIND, Step
from repaid.origination.commands.removing import remove_draft
from repaid.origination.queries import application_named, applications, own_corrections, queue
from repaid.origination.tests.applications import customer, entered, led_to, pan_x, run


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


def test_nobody_finds_it_any_more(by: Actor) -> None:
    entered(by, is_draft=True)
    assert queue(by).exists()
    done = remove_draft(by=by, number="23")
    with pytest.raises(NotFound):
        application_named(by, "23")
    assert not applications(by).exists() and not queue(by).exists() and not own_corrections(by).exists()
    kept = AuditRecord.objects.filter(subject=done.subject_id, command__startswith="origination.").order_by("id")
    told = [(each.command, each.refusal) for each in kept]
    assert told == [("origination.draft_application", ""), ("origination.remove_draft", "")]


def test_its_number_is_not_given_again(by: Actor) -> None:
    piotr = customer(by)
    first = entered(by, "", borrower=piotr, is_draft=True)
    remove_draft(by=by, number=first)
    assert entered(by, "", borrower=piotr) != first


def test_documents_are_archived_and_plans_cancelled(by: Actor) -> None:
    entered(by, is_draft=True)
    subject = application_named(by, "23").subject
    add_usual_categories(by=by)
    add_document(
        by=by, name="ID card", category="identity", level="general", file_name="id.pdf", content=pdf("id"),
        subject=subject,
    )  # fmt: skip
    plan_activity(by=by, plan=Plan(text="Ask for papers", due_on=date(2015, 6, 20)), about=About(KIND, "23"))
    clerk = member(by, "Anna Inna", ("origination.view", "origination.enter"))
    assert remove_draft(by=clerk, number="23").documents == 1
    assert not documents(by, subject).exists()
    assert documents(by, subject, archived=True).count() == 1, "the store keeps it in its archive"
    assert [each.state for each in activities(by).filter(subject=subject)] == [ActivityState.CANCELLED]


@pytest.mark.parametrize("last", [None, Step.VERIFY, Step.ACCEPT])
def test_only_a_draft(by: Actor, last: Step | None) -> None:
    if last is None:
        entered(by)
    else:
        led_to(by, last)
    with pytest.raises(Forbidden, match="Only a draft can be deleted"):
        remove_draft(by=by, number="23")
    assert applications(by).exists()


def test_a_second_time_it_is_not_there(by: Actor) -> None:
    entered(by, is_draft=True)
    remove_draft(by=by, number="23")
    with pytest.raises(NotFound):
        remove_draft(by=by, number="23")
    with pytest.raises(NotFound):
        run(by, Step.ENTER)


def test_only_who_may_enter_applications_and_sees_it(by: Actor) -> None:
    entered(by, is_draft=True)
    reader = member(by, "Olga Podglądowa", ("origination.view",))
    with pytest.raises(MissingRight):
        remove_draft(by=reader, number="23")
    elsewhere = member(by, "Ewa Obca", ("origination.view", "origination.enter"), scope=ScopeLevel.BRANCH, branch="WA")
    with pytest.raises(NotFound):
        remove_draft(by=elsewhere, number="23")
