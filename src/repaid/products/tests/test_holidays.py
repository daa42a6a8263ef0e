"""Holidays of the country with the organisation's corrections (decision 33)."""

from datetime import date

import pytest

from loanmath.calendars import is_working
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.models import Organisation
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import Forbidden, MissingRight, WrongInput
from repaid.products.calendars import calendar, calendar_name
from repaid.products.commands.holidays import add_day_off, remove_day_off
from repaid.products.queries import TermsRequest, terms_for
from repaid.products.queries.holidays import days_off
from repaid.products.tests import offers

EPIPHANY, MONDAY, SATURDAY = date(2027, 1, 6), date(2027, 1, 4), date(2027, 1, 9)


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


def own(by: Actor) -> Organisation:
    return Organisation.objects.get(pk=by.organisation_id)


def test_a_day_more_and_a_day_less(by: Actor) -> None:
    """Decision 33: holidays come from the library, with corrections by an administrator."""
    before = calendar_name(own(by))
    assert before == "PL:56" and not is_working(EPIPHANY, calendar(before))
    add_day_off(by=by, day=MONDAY, reason="Rozporządzenie")
    remove_day_off(by=by, day=EPIPHANY, reason="Dyżur")
    now = calendar(calendar_name(own(by)))
    assert (is_working(MONDAY, now), is_working(EPIPHANY, now)) == (False, True)
    assert is_working(MONDAY, calendar(before)), "a calendar that terms name does not change"
    shown = days_off(own(by), date(2027, 1, 1), date(2027, 1, 31), "en")
    assert [(row.day, row.origin) for row in shown] == [
        (date(2027, 1, 1), "country"), (MONDAY, "added"), (EPIPHANY, "removed")
    ]  # fmt: skip
    remove_day_off(by=by, day=MONDAY, reason="Uchylone")
    add_day_off(by=by, day=EPIPHANY, reason="Jednak wolne")
    assert calendar(calendar_name(own(by))) == calendar(before)


def test_another_organisation_keeps_its_own(by: Actor) -> None:
    other = krakowska("druga")
    add_day_off(by=by, day=MONDAY, reason="Rozporządzenie")
    assert calendar_name(own(other)) == "PL:56"
    add_day_off(by=other, day=SATURDAY.replace(day=8), reason="Święto patrona")
    assert is_working(MONDAY, calendar(calendar_name(own(other))))


@pytest.mark.parametrize(
    ("command", "day", "sentence"),
    [
        (add_day_off, EPIPHANY, "a day off already"),
        (remove_day_off, MONDAY, "a working day already"),
        (add_day_off, SATURDAY, "in the weekend"),
        (remove_day_off, SATURDAY, "in the weekend"),
    ],
)
def test_what_is_so_already_is_refused(by: Actor, command: object, day: date, sentence: str) -> None:
    with pytest.raises(Forbidden, match=sentence) as refused:
        command(by=by, day=day, reason="Próba")  # type: ignore[operator]
    assert refused.value.field == "day"


def test_a_reason_and_a_right_are_asked(by: Actor) -> None:
    with pytest.raises(WrongInput):
        add_day_off(by=by, day=MONDAY, reason=" ")
    with pytest.raises(MissingRight):
        add_day_off(by=member(by, "Jan Nowy", ("products.view",)), day=MONDAY, reason="Próba")


def test_new_terms_take_the_calendar_of_today(db: None) -> None:
    by = offers.lender()
    template = dict(offers.DRAFT.template) | {"working_days": "following", "calendar": "PL:56"}
    version = offers.published(by, template=template)
    request = TermsRequest(amount=Money(50_000, "PLN"), count=1, start=date(2026, 12, 4), first_due=MONDAY)
    signed = terms_for(version, request)
    add_day_off(by=by, day=MONDAY, reason="Rozporządzenie")
    later = terms_for(version, request)
    assert signed.calendar == "PL:56" and later.calendar == calendar_name(own(by)) != "PL:56"
