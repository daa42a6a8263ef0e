"""Every address of the URL map as every kind of stranger: a new page without a rule, or one that leaks, fails here."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from repaid.access.actors import Actor
from repaid.access.commands.proposals import propose
from repaid.access.models import Organisation, User
from repaid.access.rights import all_rights
from repaid.access.sessions import CLIENT_ZONE, audience_of
from repaid.access.tests.people import krakowska, member
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, lender, loan_11, pln
from repaid.origination.commands.drafting import Wish, enter_new
from repaid.parties.choices import ContactKind
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.contacts import add_contact

SECRETS = ("Wzorcowy", "Kowalska", "Krakowska", "600 000 001")
"""What nobody but the lender and its customers may read."""

ON_THE_SIGN = "Krakowska"
"""The name of a lender stands on the door of its client zone."""

OF_THE_LENDER = ("/applications/11", "/contracts/11", "/parties/1", "/products/na-", "/loans/11", "/proposals/1")
NOT_THERE = (404, 405)
"""Not found; a page that only takes what is sent to it says so to everybody."""

PASSWORD = "Wisla-2026-krakow"


@dataclass(frozen=True)
class Door:
    """An address with its rule."""

    path: str
    rule: str

    @property
    def right(self) -> str:
        return self.rule.removeprefix("staff:") if self.rule.startswith("staff:") else ""

    @property
    def is_of_a_thing(self) -> bool:
        """Whether the address names something that belongs to the lender."""
        return any(name in self.path for name in OF_THE_LENDER)


def patterns(found: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, prefix + str(each.pattern))
        else:
            yield prefix + str(each.pattern), each


PARTS = {
    "<str:number>": "11", "<slug:noun>": "fees", "<int:contact>": "1", "<slug:code>": "na-chwile", "<int:number>": "1",
    "<str:code>": "201", "<day:on>": "2015-06-30", "<int:check_id>": "1", "<slug:kind>": "max_delay", "<int:key>": "1",
    "<str:token>": "invented", "<int:user>": "1", "<int:passkey>": "1",
    "<int:message>": "1", "<int:template>": "1", "<int:item>": "1", "<str:kind>": "contracts.overdue",
    "<slug:recipient>": "borrower", "<slug:channel>": "sms", "<slug:language>": "en",
    "<slug:place>": "krakowska", "<slug:stamp>": "none", "<slug:step>": "country",
    "<slug:procedure>": "enter",
}  # fmt: skip


def filled(route: str) -> str:
    """The route with the things of the lender in the place of its parts."""
    for part, value in PARTS.items():
        route = route.replace(part, "1" if part == "<str:number>" and route.startswith("/parties") else value)
    assert "<" not in route, f"say in PARTS what stands in {route}"
    return route


def doors() -> list[Door]:
    return [
        Door(filled(route), getattr(each.callback, "rule", "")) for route, each in patterns(get_resolver().url_patterns)
    ]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    session = client.cookies.pop(settings.SESSION_COOKIE_NAME).value
    client.cookies["customer_session" if user.audience == "customer" else "staff_session"] = session
    return client


@pytest.fixture
def by(db: None) -> Actor:
    """Piotr owes contract 11; a proposal on it waits; Anna is a customer of the same lender with contract 77."""
    doors()  # loading the map declares every right and command
    by = lender(LAUNCH)
    loan_11(by)
    instalment_loan(by, number="77")
    add_contact(by=by, number="1", kind=ContactKind.MOBILE, value="600000001")
    ewa = member(by, "Ewa Przykładowa", tuple(all_rights()))
    arguments = {
        "number": "11", "component": "principal", "amount": pln("1.00"), "value_date": LAUNCH, "reason": "goodwill"
    }  # fmt: skip
    wish = Wish(borrower="1", amount=pln("500.00"), count=1, telephone="600000001")
    enter_new(by, "na-chwile", wish, branch="KR", number="11")
    propose(by=ewa, name="contracts.waive", arguments=arguments, subject=contract_named(by, "11").subject)
    return by


def test_every_address_has_a_rule() -> None:
    found = doors()
    known = {"public", "customer", "staff:any"} | {f"staff:{code}" for code in all_rights()}
    assert {door.path: door.rule for door in found if door.rule not in known} == {}


def test_staff_pages_stand_at_the_door_of_staff() -> None:
    for door in doors():
        assert door.rule == "public" or door.path.startswith(CLIENT_ZONE) == (door.rule == "customer"), door


def test_a_visitor_is_sent_to_the_door(by: Actor) -> None:
    for door in doors():
        for answer in (Client().get(door.path), Client().post(door.path)):
            assert_nothing_leaks(door, answer)
            if door.rule != "public":
                entry = CLIENT_ZONE if audience_of(door.path) == "customer" else "/"
                assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, entry), door


def test_a_customer_sees_no_page_of_staff_and_no_loan_of_others(by: Actor) -> None:
    opened = open_client_zone(by=by, number="2", login="85010112345", password=PASSWORD)
    anna = signed_in(User.objects.get(pk=opened.user_id))
    for door in doors():
        answer = anna.get(door.path)
        if door.right:
            assert answer.status_code == 302, door
        if door.rule == "customer" and door.is_of_a_thing:
            assert answer.status_code == 404, door
        if door.rule != "public":
            assert "Wzorcowy" not in read(answer), door


def test_staff_without_the_right_read_that_they_have_not(by: Actor) -> None:
    jan = signed_in(User.objects.get(pk=member(by, "Jan Nowy", ()).user_id))
    for door in doors():
        if door.right and door.right != "any":
            for answer in (jan.get(door.path), jan.post(door.path)):
                assert answer.status_code == 403, door
                assert not any(secret in read(answer) for secret in ("Wzorcowy", "Kowalska", "600 000 001")), door


def test_staff_of_another_lender_find_nothing(by: Actor) -> None:
    eve = signed_in(stranger())
    for door in doors():
        if not door.rule.startswith("staff:"):
            continue
        asked, told = eve.get(door.path), eve.post(door.path)
        assert_nothing_leaks(door, asked)
        assert_nothing_leaks(door, told)
        if door.is_of_a_thing:
            assert (asked.status_code in NOT_THERE, told.status_code in NOT_THERE) == (True, True), door


def test_staff_of_another_branch_find_nothing(by: Actor) -> None:
    wanda = member(by, "Wanda Warszawska", tuple(all_rights()), scope="branch", branch="WA")
    client = signed_in(User.objects.get(pk=wanda.user_id))
    for door in doors():
        if door.is_of_a_thing and any(name in door.path for name in ("/applications/", "/contracts/", "/parties/")):
            assert client.get(door.path).status_code in NOT_THERE, door


def stranger() -> User:
    """Eve, with every right at another lender."""
    other = krakowska("obca")
    Organisation.objects.filter(pk=other.organisation_id).update(name="Obca Pożyczka")
    return User.objects.get(pk=member(other, "Eve Obca", tuple(all_rights())).user_id)


def read(answer: object) -> str:
    content = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
    return content.decode(errors="replace")  # a workbook is no text


def assert_nothing_leaks(door: Door, answer: object) -> None:
    told = set(SECRETS) - ({ON_THE_SIGN} if door.rule == "public" else set())
    found = [secret for secret in told if secret in read(answer)]
    assert found == [], (door, found)
