"""Scope: who sees which subjects (README rule 5, CZ-67)."""

import pytest

from repaid.access.actors import Actor, customer_actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.users import create_customer_user
from repaid.access.models import Branch, Subject, User
from repaid.access.scope import fetch, visible
from repaid.access.subjects import build_subject, connect, search
from repaid.access.tests.people import PASSWORD, krakowska, member
from repaid.kernel.refusal import NotFound


def subject(
    by: Actor, number: str, title: str, *, kind: str = "contract", branch: str = "KR", handler: int | None = None
) -> Subject:
    row = build_subject(
        organisation_id=by.organisation_id,
        branch_id=Branch.objects.get(organisation=by.organisation_id, code=branch).pk,
        kind=kind,
        number=number,
        title=title,
    )
    row.handler_id = handler
    row.save()
    return row


def numbers(by: Actor) -> set[str]:
    return set(visible(Subject.objects.filter(kind="contract"), by, subject="").values_list("number", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (ScopeLevel.OWN, {"3"}),
        (ScopeLevel.GROUP, {"3"}),
        (ScopeLevel.BRANCH, {"1", "3"}),
        (ScopeLevel.PROVINCE, {"1", "3"}),
        (ScopeLevel.ORGANISATION, {"1", "2", "3"}),
        (ScopeLevel.EVERYTHING, {"1", "2", "3", "9"}),
    ],
)
def test_staff_see_their_scope(scope: ScopeLevel, seen: set[str]) -> None:
    machine, other = krakowska(), krakowska("inna")
    ewa = member(machine, "Ewa Przykładowa", (), scope=scope)
    subject(machine, "1", "Piotr")
    subject(machine, "2", "Anna", branch="WA")
    subject(machine, "3", "Zofia", handler=ewa.user_id)
    subject(other, "9", "Obca")
    assert numbers(ewa) == seen


@pytest.mark.django_db
def test_a_customer_sees_what_the_customer_borrowed() -> None:
    """CZ-67: only loans where that person is borrower."""
    machine = krakowska()
    piotr = subject(machine, "100", "Piotr Wzorcowy", kind="party")
    own, vouched = subject(machine, "11", "Pożyczka"), subject(machine, "12", "Poręczona")
    connect(own, piotr, "borrower")
    connect(vouched, piotr, "guarantor")
    created = create_customer_user(by=machine, person=piotr, login="90010112349", password=PASSWORD)
    actor = customer_actor(User.objects.get(pk=created.user_id), channel="portal")
    assert numbers(actor) == {"11"}
    with pytest.raises(NotFound):
        fetch(Subject.objects.all(), actor, kind="contract", number="12", subject="")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["łukasz", "LUKASZ", "ukas", "1234", "۱۲۳۴", "600 000 001", "lukasz 1234"])
def test_search_finds_parts_in_any_alphabet(typed: str) -> None:
    machine = krakowska()
    row = build_subject(
        organisation_id=machine.organisation_id, branch_id=None, kind="party", number="1234",
        title="Łukasz Żółw", words=["+48 600 000 001"],
    )  # fmt: skip
    row.save()
    subject(machine, "77", "Ktoś Inny", kind="party")
    assert [found.number for found in search(machine, typed)] == ["1234"]


@pytest.mark.django_db
def test_search_treats_arabic_and_persian_letters_alike() -> None:
    """Decision 32."""
    machine = krakowska()
    subject(machine, "5", "علی کریمی", kind="party")
    assert [found.number for found in search(machine, "علي كريمي")] == ["5"]
