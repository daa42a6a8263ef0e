"""Settings that hold from a later day."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day, save_group
from repaid.access.commands.planned import DayHasCome, cancel_change, plan_change
from repaid.access.models import AuditRecord, PlannedChange
from repaid.access.queries import coming_changes, organisation_of
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput

NAME = "access.change_organisation"
TOLD = {
    "name": "Nowa Nazwa", "language": "pl", "languages": ["pl", "en"], "time_zone": "Europe/Warsaw",
    "bank_code": "99990002",
}  # fmt: skip
MONDAY = date(2026, 11, 23)


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


@pytest.fixture
def ewa(by: Actor) -> Actor:
    return member(by, "Ewa Przykładowa", ("access.administer",))


def test_it_holds_from_its_day_in_the_name_of_who_planned_it(by: Actor, ewa: Actor) -> None:
    """Friday 20 November: the new name waits until Monday; then it is there, with its line in the audit trail."""
    plan_change(by=ewa, name=NAME, arguments=TOLD, from_day=MONDAY)
    assert organisation_of(by).name == "Krakowska Pożyczka" and coming_changes(ewa).count() == 1
    move_business_day(by=by, day=date(2026, 11, 21))
    assert organisation_of(by).name == "Krakowska Pożyczka"
    save_group(by=by, code="ewaprzykadowa", names={"en": "Nothing"}, rights=())
    move_business_day(by=by, day=date(2026, 11, 24))
    own = organisation_of(by)
    assert (own.name, own.languages, own.bank_code) == ("Nowa Nazwa", ["pl", "en"], "99990002")
    line = AuditRecord.objects.get(command=NAME, channel="planned")
    assert (line.user_id, line.outcome["after"]["name"]) == (ewa.user_id, "Nowa Nazwa")
    assert not coming_changes(by).exists()


def test_what_is_taken_back_does_not_come(by: Actor, ewa: Actor) -> None:
    planned = plan_change(by=ewa, name=NAME, arguments=TOLD, from_day=MONDAY)
    cancel_change(by=ewa, change=planned.change_id)
    move_business_day(by=by, day=MONDAY)
    assert organisation_of(by).name == "Krakowska Pożyczka"
    with pytest.raises(NotFound):
        cancel_change(by=ewa, change=planned.change_id)


def test_what_is_refused_on_its_day_is_told_and_stops_nothing(by: Actor, ewa: Actor) -> None:
    rules = {"code": "tellers", "names": {"en": "Tellers"}, "rights": ["access.users"]}
    plan_change(by=ewa, name="access.save_group", arguments=rules, from_day=MONDAY)
    plan_change(by=ewa, name=NAME, arguments=TOLD, from_day=MONDAY)
    PlannedChange.objects.filter(command="access.save_group").update(arguments=rules | {"rights": ["gone.right"]})
    move_business_day(by=by, day=MONDAY)
    assert organisation_of(by).name == "Nowa Nazwa"
    (told,) = coming_changes(ewa)
    assert "gone.right" in told.refusal and told.ended_at is not None


def test_each_refusal(by: Actor, ewa: Actor) -> None:
    """Nothing is kept of what would be refused today, or of what one may not do."""
    for day in (date(2026, 11, 19), date(2026, 11, 20)):
        with pytest.raises(DayHasCome):
            plan_change(by=ewa, name=NAME, arguments=TOLD, from_day=day)
    with pytest.raises(WrongInput) as refused:
        plan_change(by=ewa, name=NAME, arguments=TOLD | {"name": " "}, from_day=MONDAY)
    assert refused.value.field == "name"
    jan = member(by, "Jan Nowy", ())
    with pytest.raises(MissingRight):
        plan_change(by=jan, name=NAME, arguments=TOLD, from_day=MONDAY)
    planned = plan_change(by=ewa, name=NAME, arguments=TOLD, from_day=MONDAY)
    with pytest.raises(MissingRight):
        cancel_change(by=jan, change=planned.change_id)
    assert organisation_of(by).name == "Krakowska Pożyczka" and PlannedChange.objects.count() == 1
