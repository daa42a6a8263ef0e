"""Planning actions (CC-22), reminders by messenger and text (CC-23)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from repaid.access.actors import Actor
from repaid.activities import ports
from repaid.activities.choices import ActivityKind, ActivityState, EventType, ReminderChannel, ReminderState, Rhythm
from repaid.activities.commands.doing import cancel_activities, postpone_activities
from repaid.activities.commands.planning import NoTexting, Plan, plan_activity
from repaid.activities.jobs import remind
from repaid.activities.models import Activity, Reminder
from repaid.activities.queries.messages import unread_messages
from repaid.activities.tests.office import FRIDAY, SATURDAY, Office, due_now
from repaid.kernel.refusal import MissingRight, NotFound, Outage, WrongInput

WARSAW = ZoneInfo("Europe/Warsaw")


class TestPlanActivity:
    def test_cc_22_what_is_planned_for_tomorrow_is_to_do_tomorrow(self, world: Office) -> None:
        """CC-22: an event planned for tomorrow appears in [Do zrobienia] tomorrow without any action."""
        plan = Plan("Zadzwonić do Anny", SATURDAY, kind=ActivityKind.EVENT, type=EventType.PHONE_CALL)
        plan_activity(by=world.ewa, plan=plan, about=world.anna)
        assert due_now(world.ewa) == []
        world.day_comes(SATURDAY)
        assert due_now(world.ewa, SATURDAY) == ["Zadzwonić do Anny"]
        assert due_now(world.bogdan, SATURDAY) == []

    def test_sent_twice_it_is_one(self, world: Office) -> None:
        key = uuid4()
        first = plan_activity(by=world.ewa, plan=Plan("Raz", FRIDAY), key=key)
        assert plan_activity(by=world.ewa, plan=Plan("Raz", FRIDAY), key=key) == first
        assert due_now(world.ewa) == ["Raz"]

    @pytest.mark.parametrize(
        ("rhythm", "days"),
        [
            (Rhythm.DAILY, [date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 2)]),
            (Rhythm.WEEKLY, [date(2027, 1, 31), date(2027, 2, 7), date(2027, 2, 14)]),
            (Rhythm.MONTHLY, [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]),
        ],
    )
    def test_a_series(self, world: Office, rhythm: str, days: list[date]) -> None:
        planned = plan_activity(by=world.ewa, plan=Plan("Raport", days[0], rhythm=rhythm, times=3))
        assert planned.count == 3
        assert list(Activity.objects.order_by("pk").values_list("due_on", flat=True)) == days
        cancel_activities(by=world.ewa, activities=[planned.activity_id], reason="Koniec", whole_series=True)
        assert set(Activity.objects.values_list("state", flat=True)) == {ActivityState.CANCELLED}

    def test_for_a_colleague_with_the_right_to_assign(self, world: Office) -> None:
        plan_activity(by=world.maria, plan=Plan("Wizyta", FRIDAY), owner=world.bogdan.account)
        assert due_now(world.bogdan) == ["Wizyta"]
        with pytest.raises(MissingRight):
            plan_activity(by=world.ewa, plan=Plan("Wizyta", FRIDAY), owner=world.bogdan.account)

    @pytest.mark.parametrize(
        ("plan", "box"),
        [
            (Plan("Za późno", date(2026, 11, 19)), "due_on"),
            (Plan("Kiedyś", None), "due_on"),
            (Plan("  ", FRIDAY), "text"),
            (Plan("x" * 4001, FRIDAY), "text"),
            (Plan("Co", FRIDAY, kind="dream"), "kind"),
            (Plan("Co", FRIDAY, type="pigeon"), "type"),
            (Plan("Co", FRIDAY, rhythm="yearly"), "rhythm"),
            (Plan("Co", FRIDAY, priority=9), "priority"),
            (Plan("Co", FRIDAY, rhythm=Rhythm.DAILY, times=61), "times"),
            (Plan("Co", FRIDAY, reminders=("drum",)), "reminders"),
        ],
    )
    def test_wrong_input_stands_at_its_box(self, world: Office, plan: Plan, box: str) -> None:
        with pytest.raises(WrongInput) as refused:
            plan_activity(by=world.ewa, plan=plan)
        assert refused.value.field == box
        assert not Activity.objects.exists()

    def test_not_about_what_one_may_not_see(self, world: Office) -> None:
        with pytest.raises(NotFound):
            plan_activity(by=world.wanda(), plan=Plan("Podejrzeć", FRIDAY), about=world.anna)

    def test_not_without_the_right(self, world: Office) -> None:
        nobody = Actor(
            organisation_id=world.ewa.organisation_id, audience="staff", name="Nikt", channel="test",
            rights=frozenset(), scope="organisation", user_id=world.ewa.user_id,
        )  # fmt: skip
        with pytest.raises(MissingRight):
            plan_activity(by=nobody, plan=Plan("Co", FRIDAY))


class Phone:
    """The phone outside: keeps what came, or is out of order."""

    def __init__(self) -> None:
        self.texts: dict[str, tuple[int, str]] = {}
        self.is_broken = False

    def __call__(self, *, user_id: int, text: str, key: str) -> None:
        if self.is_broken:
            raise Outage("No signal.")
        self.texts[key] = (user_id, text)


@pytest.fixture
def phone() -> Iterator[Phone]:
    before, carrier = ports.texting(), Phone()
    ports.carry_texts(carrier)
    yield carrier
    ports._TEXTING[:] = [before] if before else []


class TestRemind:
    def test_cc_23_by_messenger_at_the_planned_time(self, world: Office) -> None:
        """CC-23: with messenger chosen, a message appears inside the panel; delivery state is visible."""
        plan = Plan("Oddzwonić", SATURDAY, due_at=time(14, 30), reminders=(ReminderChannel.MESSENGER,))
        plan_activity(by=world.ewa, plan=plan, about=world.anna)
        assert remind(datetime(2026, 11, 21, 14, 29, tzinfo=WARSAW)) == 0
        assert remind(datetime(2026, 11, 21, 14, 30, tzinfo=WARSAW)) == 1
        assert remind(datetime(2026, 11, 21, 14, 31, tzinfo=WARSAW)) == 0
        message = unread_messages(world.ewa).get()
        assert (message.text, message.sender, message.subject.number) == ("Oddzwonić", None, world.anna.number)
        assert Reminder.objects.get().state == ReminderState.SENT

    def test_cc_23_by_text_to_the_own_number(self, world: Office, phone: Phone) -> None:
        """CC-23: with SMS chosen, the user's own number receives a message at the planned time."""
        plan = Plan("Oddzwonić", SATURDAY, reminders=(ReminderChannel.SMS,))
        plan_activity(by=world.ewa, plan=plan)
        assert remind(datetime(2026, 11, 21, 7, 59, tzinfo=WARSAW)) == 0
        assert remind(datetime(2026, 11, 21, 8, 0, tzinfo=WARSAW)) == 1
        assert list(phone.texts.values()) == [(world.ewa.account, "Oddzwonić")]
        assert Reminder.objects.get().state == ReminderState.SENT

    def test_a_phone_out_of_order_is_told(self, world: Office, phone: Phone) -> None:
        plan_activity(by=world.ewa, plan=Plan("Oddzwonić", FRIDAY, reminders=(ReminderChannel.SMS,)))
        phone.is_broken = True
        remind(datetime(2026, 11, 20, 9, 0, tzinfo=WARSAW))
        failed = Reminder.objects.get()
        assert (failed.state, failed.reason) == (ReminderState.FAILED, "No signal.")

    def test_no_text_where_none_is_set_up(self, world: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ports, "_TEXTING", [])
        with pytest.raises(NoTexting):
            plan_activity(by=world.ewa, plan=Plan("Oddzwonić", FRIDAY, reminders=(ReminderChannel.SMS,)))

    def test_what_is_closed_reminds_of_nothing_and_what_is_postponed_later(self, world: Office) -> None:
        reminders = (ReminderChannel.MESSENGER,)
        gone = plan_activity(by=world.ewa, plan=Plan("Nie", FRIDAY, reminders=reminders)).activity_id
        later = plan_activity(by=world.ewa, plan=Plan("Później", FRIDAY, reminders=reminders)).activity_id
        cancel_activities(by=world.ewa, activities=[gone], reason="Niepotrzebne")
        postpone_activities(by=world.ewa, activities=[later], due_on=SATURDAY)
        assert remind(datetime(2026, 11, 20, 23, 0, tzinfo=WARSAW)) == 0
        assert remind(datetime(2026, 11, 21, 8, 0, tzinfo=WARSAW)) == 1
