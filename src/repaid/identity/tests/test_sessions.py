"""The own devices, and looking at the client zone as a customer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.command import OnlyLooking
from repaid.access.commands.users import save_preferences
from repaid.access.models import AuditRecord, User
from repaid.identity.commands.sessions import log_out_device
from repaid.identity.commands.viewing import NoClientZone, ViewingOver, ask_to_view, begin_to_view, end_viewing
from repaid.identity.jobs import forget_sessions
from repaid.identity.models import OpenSession, Viewing
from repaid.identity.queries.sessions import devices
from repaid.identity.tests.people import (
    CLIENT_ZONE,
    OWN_PASSWORD,
    PASSWORD,
    PESEL,
    actor,
    clerk,
    customer,
    krakowska,
    log_in,
    piotr,
)
from repaid.interfaces.ui.testing import page_text
from repaid.kernel.refusal import MissingRight, WrongInput

VIEWER = ("identity.view_as_customer", "parties.view", "parties.open_client_zone")


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


def test_your_devices_and_logging_out_elsewhere(by: Actor) -> None:
    """Each session with its device; one is ended by its name, all others at once, never those of somebody else."""
    user, other = clerk(by), clerk(by, "5002")
    here, phone, tablet = (
        log_in("/", "5001", browser=Client(headers={"user-agent": agent})).client
        for agent in ("Laptop", "Phone", "Tablet")
    )
    found = devices(actor(user), here.cookies["staff_session"].value)
    assert (found[0].agent, found[0].is_this) == ("Laptop", True)
    assert {device.agent for device in found} == {"Laptop", "Phone", "Tablet"}
    names = {device.agent: device.name for device in found}
    android = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"
    assert [replace(found[0], agent=agent).title for agent in (android, "Laptop")] == ["Chrome · Android", "Laptop"]
    text = page_text(here.get("/account"))
    assert "Phone" in text
    assert phone.cookies["staff_session"].value not in here.get("/account").content.decode()
    assert log_out_device(by=actor(other), name=names["Phone"]).devices == 0
    here.post("/account/devices/log-out", {"device": names["Phone"]})
    assert [browser.get("/start").status_code for browser in (here, phone, tablet)] == [200, 302, 200]
    here.post("/account/devices/log-out")
    assert [browser.get("/start").status_code for browser in (here, tablet)] == [200, 302]
    assert OpenSession.objects.filter(user=user).count() == 1


def test_what_is_asked_with_a_key_of_before_does_not_take_the_new_one(by: Actor) -> None:
    """A part of a page may be under way while the session gets a new key: its answer leaves the browser's cookie."""
    clerk(by)
    browser = log_in("/", "5001").client
    late = Client(headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/contracts?q=anna"})
    late.cookies["staff_session"] = browser.cookies["staff_session"].value
    changed = {"current": PASSWORD, "new": OWN_PASSWORD, "repeat": OWN_PASSWORD}
    assert browser.post("/account/password", changed).status_code == 302
    answer = late.get("/messenger/unread")
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/?next=%2Fcontracts%3Fq%3Danna")
    assert "staff_session" not in answer.cookies
    assert browser.get("/start").status_code == 200
    assert browser.post("/sign-out").cookies["staff_session"].value == ""


def test_ended_sessions_are_forgotten_at_night(by: Actor) -> None:
    clerk(by)
    log_in("/", "5001")
    forget_sessions(timestamp=0)
    assert OpenSession.objects.count() == 1
    OpenSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    forget_sessions(timestamp=0)
    assert not OpenSession.objects.exists()


def test_cz_65_a_session_of_a_customer_ends_by_itself(by: Actor) -> None:
    """CZ-65: idle sessions end by themselves with a message: of customers after half an hour, counted from the last
    page; of staff in the evening."""
    customer(by)
    clerk(by)
    his, hers = log_in(CLIENT_ZONE, PESEL).client, log_in("/", "5001").client
    left = {row.user.audience: row.expire_date - timezone.now() for row in OpenSession.objects.select_related("user")}
    assert timedelta(minutes=30) < left["customer"] <= timedelta(minutes=35)
    assert left["staff"] > timedelta(hours=7)
    OpenSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    door = his.get("/clientzone/loans/11")
    assert door["Location"] == "/clientzone/?next=%2Fclientzone%2Floans%2F11"
    text = page_text(his.get(door["Location"], headers={"accept-language": "en"}))
    assert "For your safety we log you out when nothing happens here for 30 minutes." in text
    assert "For your safety" not in page_text(his.get(CLIENT_ZONE, headers={"accept-language": "en"}))
    assert hers.get("/start").status_code == 302


def test_who_logs_out_may_come_back_to_the_same_page(by: Actor) -> None:
    """A page that ends by itself names where to go on; no other site is named."""
    customer(by)
    for wanted, door in (("/clientzone/loans/11", "/clientzone/?next=%2Fclientzone%2Floans%2F11"),
                         ("https://elsewhere.example/", "/clientzone/"), ("/start", "/clientzone/")):  # fmt: skip
        browser = log_in(CLIENT_ZONE, PESEL).client
        assert browser.post("/clientzone/sign-out", {"next": wanted})["Location"] == door


def viewing_begun(by: Actor) -> tuple[User, Client]:
    """Ewa looks at the client zone as Piotr; her browser."""
    from repaid.access.commands.organisations import save_group

    piotrs = customer(by)
    assert piotrs.person is not None
    save_group(by=by, code="viewers", names={"en": "Viewers"}, rights=VIEWER)
    ewa = clerk(by, groups=("viewers",))
    browser = log_in("/", "5001").client
    asked = browser.post(f"/parties/{piotrs.person.number}/access/view", {"reason": "Asks about the schedule"})
    assert asked.status_code == 302
    begun = browser.get(asked["Location"])
    assert begun["Location"] == "/clientzone/start"
    assert browser.get(asked["Location"]).status_code == 409  # a ticket is for one look
    return ewa, browser


def test_view_as_customer_is_reading_only_and_on_record(by: Actor) -> None:
    """Staff with the right see what the customer sees, with a banner; every command refuses; start, pages and end are
    in the audit trail under the member of staff; the customer's own devices do not show it."""
    ewa, browser = viewing_begun(by)
    page = browser.get("/clientzone/start")
    assert page.status_code == 200
    assert "Piotr Wzorcowy" in page_text(page)
    assert "rp-banner--impersonate" in page.content.decode()
    refused = browser.post("/clientzone/look", {"language": "fa", "theme": "dark"})
    assert refused.status_code == 403
    changed = {"current": "a", "new": "Rejs-po-Mazurach-7", "repeat": "Rejs-po-Mazurach-7"}
    assert browser.post("/clientzone/account/password", changed).status_code == 403
    piotrs = User.objects.get(audience="customer")
    assert not OpenSession.objects.filter(user=piotrs).exists()
    assert browser.get("/start").status_code == 200  # the own session goes on beside it
    ended = browser.post("/clientzone/view-as-end")
    assert ended["Location"].startswith("/parties/")
    assert browser.get("/clientzone/start").status_code == 302
    told = AuditRecord.objects.filter(command__contains="view").order_by("id")
    assert [row.command for row in told] == ["identity.ask_to_view", "identity.begin_to_view", "identity.end_viewing"]
    looked = AuditRecord.objects.filter(command="identity.look_at_page")
    assert {row.user_id for row in (*told, *looked)} == {ewa.pk}
    assert "/clientzone/start" in {row.arguments["page"] for row in looked}
    assert {row.subject_id for row in (*told, *looked)} == {piotrs.person_id}


def test_a_look_ends_with_its_time_and_with_the_right(by: Actor) -> None:
    ewa, browser = viewing_begun(by)
    Viewing.objects.update(asked_at=timezone.now() - timedelta(minutes=31))
    assert browser.get("/clientzone/start").status_code == 302
    Viewing.objects.update(asked_at=timezone.now())
    assert Client().get("/clientzone/view-as/invented").status_code == 409
    with pytest.raises(OnlyLooking):
        save_preferences(by=replace(actor(ewa), only_reads=True), language="pl", theme="dark")


def test_each_refusal_of_a_look(by: Actor) -> None:
    bare = piotr(by, identifiers=())
    piotrs = customer(by)
    assert piotrs.person is not None
    ewa = replace(actor(clerk(by)), rights=frozenset(VIEWER))
    with pytest.raises(MissingRight):
        ask_to_view(by=actor(clerk(by, "5002")), number=piotrs.person.number, reason="curious")
    with pytest.raises(NoClientZone):
        ask_to_view(by=ewa, number=bare, reason="asks")
    with pytest.raises(WrongInput):
        ask_to_view(by=ewa, number=piotrs.person.number, reason=" ")
    asked = ask_to_view(by=ewa, number=piotrs.person.number, reason="asks")
    begin_to_view(by=ewa, viewing=asked.viewing_id)
    with pytest.raises(ViewingOver):
        begin_to_view(by=ewa, viewing=asked.viewing_id)
    other = replace(actor(clerk(by, "5003")), rights=frozenset(VIEWER))
    with pytest.raises(ViewingOver):
        end_viewing(by=other, viewing=asked.viewing_id)


def test_cz_36_the_session_of_a_look_is_none_of_the_customer(by: Actor) -> None:
    """CZ-36: the customer logs in beside it, and reads when somebody looked."""
    viewing_begun(by)
    piotrs = log_in(CLIENT_ZONE, PESEL).client
    assert "own-looks" in piotrs.get("/clientzone/account").content.decode()
