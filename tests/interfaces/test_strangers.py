"""Every address of the URL map as every kind of stranger: a new page without a rule, or one that leaks, fails here.

The rule of an address is that of its view (`interfaces.shared.doors`): public, customer, staff:any, staff:<right>.
Every part of an address is filled with the number of a real thing of the lender (`world`), so whoever gets an answer
where "not found" should be has been told something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, Organisation, User
from repaid.access.rights import all_rights
from repaid.access.sessions import CLIENT_ZONE, audience_of
from repaid.access.supplied import SUPPLIED, rights_like
from repaid.access.tests.people import krakowska, member
from tests.interfaces.world import World, world

PART = {"HX-Request": "true"}
"""A refusal is then a note and no whole page: the same answer, quicker."""

SECRETS = ("Wzorcowy", "Kowalska", "Krakowska", "600 000 001")
"""What nobody but the lender and its customers may read."""

ON_THE_SIGN = "Krakowska"
"""The name of a lender stands on the door of its client zone."""

NOT_THERE = (404, 405)
"""Not found; a page that only takes what is sent to it says so to everybody."""

EVERYBODYS = ("/legal-rates/", "/ledger/periods/", "/daily-close/days/")
"""Addresses whose part names no thing of the lender: rates of law, days."""

NOTHING_TO_SHOW = frozenset(
    {
        "/typed",
        "/users/<int:user>/photo",
        "/announcements/<int:key>/file",
        "/demo/inbox",
        "/clientzone/loans/<str:number>/pay",
        "/applications/<str:number>/change",
        "/parties/<str:number>/death/undoing",
        "/clientzone/typed",
        "/daily-close/days/<day:on>",
        "/daily-close/days/<day:on>/work",
        "/ledger/periods/<day:on>/reopening",
        "/money-out/to-send/order",
        "/money-out/to-send/elsewhere",
    }
)
"""Pages that answer a question which is not asked here, or speak of what there is not: a photo, a closed day, a way
to pay, a correction, a death, a demo."""

PARTS = {
    "<str:number>": "11", "<slug:noun>": "fees", "<int:contact>": "1", "<slug:code>": "na-chwile", "<int:number>": "1",
    "<str:code>": "201", "<day:on>": "2015-06-30", "<int:check_id>": "1", "<slug:kind>": "max_delay", "<int:key>": "1",
    "<str:token>": "invented", "<int:user>": "1", "<int:passkey>": "1",
    "<int:message>": "1", "<int:template>": "999999", "<int:item>": "1", "<int:page>": "1",
    "<str:kind>": "contracts.overdue",
    "<slug:recipient>": "borrower", "<slug:channel>": "sms", "<slug:language>": "en",
    "<slug:place>": "krakowska", "<slug:stamp>": "none", "<slug:step>": "country",
    "<slug:procedure>": "enter",
}  # fmt: skip
"""What stands in a part of which the world has no thing."""


@dataclass(frozen=True)
class Door:
    """An address with its rule; `route` is the pattern it was filled from."""

    path: str
    rule: str
    route: str
    is_known: bool

    @property
    def right(self) -> str:
        """The right that staff need; "any" for none, "" where staff do not come in."""
        return self.rule.removeprefix("staff:") if self.rule.startswith("staff:") else ""

    @property
    def is_of_a_thing(self) -> bool:
        """Whether the address names something that belongs to the lender."""
        return "<" in self.route and self.is_known and not self.route.startswith(EVERYBODYS)


def patterns(found: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, prefix + str(each.pattern))
        else:
            yield prefix + str(each.pattern), each


@cache
def routes() -> tuple[tuple[str, str], ...]:
    """Every route with its rule; loading the map declares every right and command."""
    return tuple((route, getattr(each.callback, "rule", "")) for route, each in patterns(get_resolver().url_patterns))


def filled(route: str, lender: World) -> str:
    """The route with the things of the lender in the place of its parts."""

    def value(part: re.Match[str]) -> str:
        thing = lender.filled(route, part[1])
        thing = PARTS.get(part[0]) if thing is None else thing
        assert thing is not None, f"say in the world, or in PARTS, what stands in {route}"
        return thing.isoformat() if isinstance(thing, date) else str(thing)

    return re.sub(r"<\w+:(\w+)>", value, route)


def doors(lender: World) -> list[Door]:
    return [Door(filled(route, lender), rule, route, all(lender.knows(route))) for route, rule in routes()]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    session = client.cookies.pop(settings.SESSION_COOKIE_NAME).value
    client.cookies["customer_session" if user.audience == "customer" else "staff_session"] = session
    return client


def as_staff(actor: Actor) -> Client:
    return signed_in(User.objects.get(pk=actor.user_id))


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for all tests of this module, so each of them asks for the lender."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def lender(db: None) -> World:
    """The world, made once for all audiences."""
    routes()
    return world()


@pytest.fixture(autouse=True)
def nothing_stays(lender: World) -> Iterator[None]:
    """What one audience did is taken back before the next one comes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_address_has_a_rule(lender: World) -> None:
    found = doors(lender)
    known = {"public", "customer", "staff:any"} | {f"staff:{code}" for code in all_rights()}
    assert {door.path: door.rule for door in found if door.rule not in known} == {}


def test_staff_pages_stand_at_the_door_of_staff(lender: World) -> None:
    for door in doors(lender):
        assert door.rule == "public" or door.path.startswith(CLIENT_ZONE) == (door.rule == "customer"), door


def test_whoever_may_is_let_in(lender: World) -> None:
    """The things of the world are really there: Ewa, who may everything, and Piotr see them."""
    ewa, piotr = as_staff(lender.ewa), signed_in(lender.piotr)
    wrong = {
        door.path: status
        for door in doors(lender)
        if door.rule != "public" and door.is_known
        for status in [(piotr if door.rule == "customer" else ewa).get(door.path).status_code]
        if status >= 400 and status != 405 and door.route not in NOTHING_TO_SHOW
    }
    assert not wrong, "\n".join(f"{path}: {status}" for path, status in wrong.items())


def test_a_visitor_is_sent_to_the_door(lender: World) -> None:
    visitor = Client()
    for door in doors(lender):
        for ask in (visitor.get, visitor.post):
            visitor.cookies.clear()
            answer = ask(door.path)
            assert_nothing_leaks(door, answer)
            if door.rule != "public":
                entry = CLIENT_ZONE if audience_of(door.path) == "customer" else "/"
                assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, entry), door


def test_a_customer_sees_no_page_of_staff_and_no_loan_of_others(lender: World) -> None:
    """Anna asks for everything of Piotr's, by GET and by POST."""
    anna = signed_in(lender.anna)
    for door in doors(lender):
        if door.rule == "public":
            continue
        for answer in (anna.get(door.path), anna.post(door.path)):
            if door.right:
                assert answer.status_code == 302, door
            if door.rule == "customer" and door.is_of_a_thing:
                assert answer.status_code in NOT_THERE, door
            assert "Wzorcowy" not in read(answer), door


def test_staff_without_the_right_read_that_they_have_not(lender: World) -> None:
    jan = as_staff(member(lender.by, "Jan Nowy", ()))
    for door in doors(lender):
        if door.right and door.right != "any":
            for answer in (jan.get(door.path, headers=PART), jan.post(door.path, headers=PART)):
                assert answer.status_code == 403, door
                assert not any(secret in read(answer) for secret in ("Wzorcowy", "Kowalska", "600 000 001")), door


@pytest.mark.parametrize("group", sorted(SUPPLIED))
def test_a_supplied_group_comes_in_where_its_rights_say(lender: World, group: str) -> None:
    """Every address that needs a right the group has not answers 403, whatever is sent."""
    rights = rights_like(SUPPLIED[group][1])
    client = as_staff(member(lender.by, f"Group {group}", rights))
    for door in doors(lender):
        if door.right and door.right != "any" and door.right not in rights:
            assert client.get(door.path, headers=PART).status_code == 403, door
    menu = read(client.get("/start"))
    closed = {door.path for door in doors(lender) if door.right not in ("", "any", *rights)}
    assert [path for path in re.findall(r'<a class="rp-nav__item" href="([^"]+)"', menu) if path in closed] == []


def test_staff_of_another_lender_find_nothing(lender: World) -> None:
    eve = as_staff(stranger())
    for door in doors(lender):
        if not door.rule.startswith("staff:"):
            continue
        if not door.is_of_a_thing:
            assert_nothing_leaks(door, eve.get(door.path))
            continue
        for answer in (eve.get(door.path, headers=PART), eve.post(door.path, headers=PART)):
            assert_nothing_leaks(door, answer)
            assert answer.status_code in NOT_THERE, door


def test_staff_of_another_branch_find_nothing(lender: World) -> None:
    client = as_staff(member(lender.by, "Wanda Warszawska", tuple(all_rights()), scope="branch", branch="WA"))
    for door in doors(lender):
        if door.path.startswith(("/contracts/11", "/parties/1", "/documents/", "/audit/")) and door.is_of_a_thing:
            assert client.get(door.path, headers=PART).status_code in NOT_THERE, door
            assert client.post(door.path, headers=PART).status_code in NOT_THERE, door


def test_refusals_stand_in_the_audit_trail_and_not_without_end(lender: World) -> None:
    """What Jan was refused is written down, a few times a minute; what is everybody's business is not."""
    jan = member(lender.by, "Jan Ciekawski", ())
    client = as_staff(jan)
    for _time in range(30):
        client.get("/contracts/11")
    rows = AuditRecord.objects.filter(user=jan.user_id)
    assert set(rows.values_list("command", "refusal")) == {("access.open_page", "missing_right")}
    assert rows.count() == 20
    assert rows.first().arguments == {"path": "/contracts/11"}


def stranger() -> Actor:
    """Eve, with every right at another lender."""
    other = krakowska("obca")
    Organisation.objects.filter(pk=other.organisation_id).update(name="Obca Pożyczka")
    return member(other, "Eve Obca", tuple(all_rights()))


def read(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
    return content.decode(errors="replace")  # a workbook is no text


def assert_nothing_leaks(door: Door, answer: Any) -> None:
    told = set(SECRETS) - ({ON_THE_SIGN} if door.rule == "public" else set())
    found = [secret for secret in told if secret in read(answer)]
    assert found == [], (door, found)
