"""Finishing, postponing, handing over, cancelling: one or many at once (CC-25)."""

from datetime import date

import pytest

from repaid.access.subjects import subject_named
from repaid.access.work import hand_over_all, work_of
from repaid.activities.choices import ActivityState
from repaid.activities.commands.assigning import assign_work
from repaid.activities.commands.doing import (
    cancel_activities,
    finish_activities,
    hand_over_activities,
    postpone_activities,
)
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.models import Activity
from repaid.activities.queries.activities import activity_named, steps_of, to_do, waiting_for
from repaid.activities.queries.assignments import assignments_of
from repaid.activities.tests.office import FRIDAY, SATURDAY, Office, due_now
from repaid.kernel.refusal import Forbidden, NotFound, WrongInput


@pytest.fixture
def three(world: Office) -> list[int]:
    """Three tasks of Ewa for today."""
    plans = [Plan(text, FRIDAY) for text in ("Umowa", "Pismo", "Wpłata")]
    return [plan_activity(by=world.ewa, plan=plan, about=world.anna).activity_id for plan in plans]


class TestFinishActivities:
    def test_many_at_once_and_once_only(self, world: Office, three: list[int]) -> None:
        finish_activities(by=world.ewa, activities=three[:1], remark="Gotowe")
        done = finish_activities(by=world.ewa, activities=three)
        assert (set(done.changed), done.left) == (set(three[1:]), 1)
        assert due_now(world.ewa) == []
        assert activity_named(world.ewa, three[0]).answer == "Gotowe"
        with pytest.raises(Forbidden, match="closed already: done"):
            finish_activities(by=world.ewa, activities=three)

    def test_the_counts(self, world: Office, three: list[int]) -> None:
        plan_activity(by=world.ewa, plan=Plan("Jutro", SATURDAY))
        world.day_comes(SATURDAY)
        plan_activity(by=world.ewa, plan=Plan("Za tydzień", date(2026, 11, 28)))
        waits = waiting_for(world.ewa, SATURDAY)
        assert (waits.due, waits.overdue, waits.coming) == (4, 3, 1)

    def test_not_the_work_of_others(self, world: Office, three: list[int]) -> None:
        with pytest.raises(Forbidden, match="work of a colleague"):
            finish_activities(by=world.bogdan, activities=three)
        with pytest.raises(NotFound):
            finish_activities(by=world.wanda(), activities=three)
        finish_activities(by=world.maria, activities=three)
        assert due_now(world.ewa) == []

    @pytest.mark.parametrize("count", [0, 201])
    def test_some_and_not_too_many(self, world: Office, count: int) -> None:
        with pytest.raises(WrongInput):
            finish_activities(by=world.ewa, activities=range(count))


class TestPostponeActivities:
    def test_it_works(self, world: Office, three: list[int]) -> None:
        postpone_activities(by=world.ewa, activities=three[:2], due_on=SATURDAY, remark="Brak dokumentów")
        assert due_now(world.ewa) == ["Wpłata"]
        step = steps_of(activity_named(world.ewa, three[0])).first()
        assert step is not None
        assert step.facts == {"before": "2026-11-20", "after": "2026-11-21"}
        assert step.remark == "Brak dokumentów"

    @pytest.mark.parametrize("day", [None, date(2026, 11, 19)])
    def test_only_to_a_coming_day(self, world: Office, three: list[int], day: date | None) -> None:
        with pytest.raises(WrongInput):
            postpone_activities(by=world.ewa, activities=three, due_on=day)


class TestHandOverActivities:
    def test_it_works(self, world: Office, three: list[int]) -> None:
        hand_over_activities(by=world.ewa, activities=three, to=world.bogdan.account, remark="Urlop")
        assert due_now(world.ewa) == []
        assert due_now(world.bogdan) == ["Umowa", "Pismo", "Wpłata"]
        step = steps_of(activity_named(world.ewa, three[0])).first()
        assert step is not None
        assert step.facts == {"before": world.ewa.user_id, "after": world.bogdan.user_id}

    def test_only_to_somebody(self, world: Office, three: list[int]) -> None:
        with pytest.raises(WrongInput):
            hand_over_activities(by=world.ewa, activities=three, to=0)


class TestCancelActivities:
    def test_it_works(self, world: Office, three: list[int]) -> None:
        cancel_activities(by=world.ewa, activities=three[:1], reason="Klient spłacił")
        row = Activity.objects.get(pk=three[0])
        assert (row.state, row.answer) == (ActivityState.CANCELLED, "Klient spłacił")

    def test_not_without_a_reason(self, world: Office, three: list[int]) -> None:
        with pytest.raises(WrongInput):
            cancel_activities(by=world.ewa, activities=three, reason="")


class TestLeaving:
    def test_the_work_of_who_leaves_goes_to_another_one(self, world: Office, three: list[int]) -> None:
        assign_work(by=world.maria, about=world.anna, to=world.ewa.account)
        assert dict(work_of([world.ewa.account])[world.ewa.account]) == {"Records in hand": 1, "Open activities": 3}
        hand_over_all(world.maria, [world.ewa.account], world.bogdan.account)
        assert due_now(world.bogdan) == ["Umowa", "Pismo", "Wpłata"]
        subject = subject_named(world.maria, *world.anna)
        assert [row.handler.name for row in assignments_of(subject)] == ["Bogdan Zajęty", "Ewa Pracowita"]
        assert subject.handler_id == world.bogdan.user_id


class TestToDoOfOthers:
    def test_a_manager_sees_the_list_of_a_colleague(self, world: Office, three: list[int]) -> None:
        assert to_do(world.maria, FRIDAY, world.ewa.account).count() == 3

    def test_nobody_else_does(self, world: Office, three: list[int]) -> None:
        for stranger in (world.bogdan, world.wanda()):
            with pytest.raises(NotFound):
                to_do(stranger, FRIDAY, world.ewa.account)
