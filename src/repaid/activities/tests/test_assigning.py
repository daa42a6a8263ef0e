"""Who handles what, since when, changed with a reason (CT-84 to CT-87)."""

import pytest

from repaid.access.subjects import subject_named
from repaid.activities.choices import Work
from repaid.activities.commands.assigning import assign_work
from repaid.activities.queries.assignments import assignments, assignments_of
from repaid.activities.tests.office import FRIDAY, SATURDAY, Office
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput


def test_the_subject_is_handled_by_who_it_is_assigned_to(world: Office) -> None:
    assign_work(by=world.maria, about=world.anna, to=world.ewa.account, work=Work.VISIT)
    subject = subject_named(world.maria, *world.anna)
    assert subject.handler_id == world.ewa.user_id
    row = assignments_of(subject).get()
    assert (row.handler.name, row.work, row.since, row.assigned_by.name) == (
        "Ewa Pracowita", "visit", FRIDAY, "Maria Kierownik",
    )  # fmt: skip


def test_somebody_else_needs_a_reason_and_history_stays(world: Office) -> None:
    assign_work(by=world.maria, about=world.anna, to=world.ewa.account)
    assign_work(by=world.maria, about=world.anna, to=world.ewa.account)
    world.day_comes(SATURDAY)
    with pytest.raises(WrongInput, match="Say why"):
        assign_work(by=world.maria, about=world.anna, to=world.bogdan.account)
    assign_work(by=world.maria, about=world.anna, to=world.bogdan.account, reason="Urlop Ewy")
    rows = [(row.handler.name, row.since, row.until, row.reason) for row in assignments_of(
        subject_named(world.maria, *world.anna)
    )]  # fmt: skip
    assert rows == [("Bogdan Zajęty", SATURDAY, None, "Urlop Ewy"), ("Ewa Pracowita", FRIDAY, SATURDAY, "")]


def test_ct_84_an_expert_sees_own_assignments_only_and_a_manager_all_of_the_branch(world: Office) -> None:
    """CT-84: an expert sees only own assignments and no edit; the manager's link opens CT-85."""
    assign_work(by=world.machine, about=world.anna, to=world.ewa.account)
    assign_work(by=world.machine, about=world.jan, to=world.bogdan.account)
    seen = {by.name: [row.subject.title for row in assignments(by)] for by in (world.ewa, world.bogdan, world.maria)}
    assert seen == {
        "Ewa Pracowita": ["Anna Łukasik"], "Bogdan Zajęty": ["Jan Wiśniewski"], "Maria Kierownik": ["Anna Łukasik"],
    }  # fmt: skip
    with pytest.raises(MissingRight):
        assign_work(by=world.ewa, about=world.anna, to=world.bogdan.account, reason="Nie chcę")


def test_ct_87_without_an_expert_nothing_is_assigned(world: Office) -> None:
    """CT-87: "No follow-up expert is chosen. Please choose one." """
    with pytest.raises(WrongInput, match=r"No follow-up expert is chosen\. Please choose one\."):
        assign_work(by=world.maria, about=world.anna, to=None)


def test_not_what_one_may_not_see(world: Office) -> None:
    with pytest.raises(NotFound):
        assign_work(by=world.maria, about=world.jan, to=world.ewa.account)
