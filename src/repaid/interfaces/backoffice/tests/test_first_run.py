"""The first run in the browser, from the code to the first login."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import Organisation
from repaid.access.tests.people import krakowska, member
from repaid.founding.commands.founding import begin_founding, found_further
from repaid.founding.queries import answers
from repaid.founding.tests.answers import ANSWERS, PASSWORD, answered
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.testing import page_text
from repaid.kernel.refusal import MissingRight

pytestmark = pytest.mark.django_db
FURTHER = "/settings/organisations/new"
TYPED = ANSWERS | {"country": {"pack_code": "PL"}, "calendar": {"weekend": ["5", "6"], "day": "20.11.2026"}}


@pytest.fixture
def made(db: None) -> Actor:
    """For one test alone: for the others nothing is founded."""
    return krakowska()


def opened(client: Client) -> None:
    """The code is entered."""
    assert client.post("/first-run", {"code": begin_founding()}).status_code == 302


@pytest.mark.parametrize("path", ["/", "/start", "/contracts/11", "/clientzone/", "/clientzone/loans", "/nowhere"])
def test_every_address_leads_there_while_nothing_is_founded(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/first-run")


def test_nobody_goes_on_without_the_code(client: Client) -> None:
    code = begin_founding()
    assert client.get("/first-run/country")["Location"] == "/first-run"
    assert client.post("/first-run/country", {"pack_code": "PL"})["Location"] == "/first-run"
    wrong = client.post("/first-run", {"code": "AAAA-AAAA"})
    assert (wrong.status_code, "This is not the code" in page_text(wrong)) == (422, True)
    assert client.post("/first-run", {"code": code})["Location"] == "/first-run/country"
    begin_founding()
    assert client.get("/first-run/country")["Location"] == "/first-run", "a new code shuts out who had the old one"


def test_the_whole_way(client: Client) -> None:
    """Step by step, each kept, back possible, a summary, then one founding and the first login."""
    opened(client)
    for step, told in TYPED.items():
        page = client.get(f"/first-run/{step}")
        assert page.status_code == 200, step
        answer = client.post(f"/first-run/{step}", told)
        assert answer.status_code == 302, page_text(answer)
    assert answer["Location"] == "/first-run/summary"
    again = client.get("/first-run/organisation").content.decode()
    assert 'value="Pożyczka na Rynku"' in again
    text = page_text(client.get("/first-run/summary"))
    assert "Poland" in text and "Europe/Warsaw" in text and "Instalment loan" in text and "KR-" in text
    differ = client.post("/first-run/summary", {"password": PASSWORD, "again": "other"})
    weak = client.post("/first-run/summary", {"password": "short", "again": "short"})
    assert (differ.status_code, weak.status_code, Organisation.objects.count()) == (422, 422, 0)
    done = client.post("/first-run/summary", {"password": PASSWORD, "again": PASSWORD}, follow=True)
    assert done.redirect_chain == [("/", 302)]
    assert "The organisation is founded" in page_text(done)
    start = client.post("/", {"login": "pan.x", "password": PASSWORD}, follow=True)
    assert "Pan X" in page_text(start)
    assert client.get("/settings").status_code == 200


def test_what_the_pack_proposes(client: Client) -> None:
    opened(client)
    client.post("/first-run/country", {"pack_code": "NL"})
    page = client.get("/first-run/organisation").content.decode()
    assert '<option value="Europe/Amsterdam" selected>' in page and 'name="currency"' not in page
    client.post(
        "/first-run/organisation", ANSWERS["organisation"] | {"language": "nl", "time_zone": "Europe/Amsterdam"}
    )
    assert "Koningsdag" in page_text(client.get("/first-run/calendar", headers={"accept-language": "nl"}))
    client.post("/first-run/calendar", TYPED["calendar"])
    assert "1100" in page_text(client.get("/first-run/books"))


def test_another_country_names_itself(client: Client) -> None:
    opened(client)
    client.post("/first-run/country", {"pack_code": "other"})
    own = ANSWERS["organisation"] | {"country": "GB", "currency": "pounds"}
    wrong = client.post("/first-run/organisation", own)
    assert (wrong.status_code, "three letters of a currency" in page_text(wrong)) == (422, True)
    assert client.post("/first-run/organisation", own | {"currency": "GBP"}).status_code == 302
    assert answers()["organisation"]["country"] == "GB"
    assert client.post("/first-run/calendar", {"weekend": [*"0123456"], "day": "20.11.2026"}).status_code == 422


class TestFurther:
    """One more organisation, by who holds the right, in the installation of another one."""

    def test_the_whole_way(self, client: Client, browser: Client, ewa: Actor) -> None:
        """Decision 34: the same questions; what is taken is said at its box; the administrator chooses an own password
        and sees nothing of the first organisation."""
        assert "One more organisation" in page_text(browser.get("/settings"))
        assert browser.get(f"{FURTHER}/summary")["Location"] == f"{FURTHER}/country"
        for step, told in TYPED.items():
            page = browser.get(browser.get(FURTHER)["Location"])
            assert page.status_code == 200 and "Leave" in page_text(page), step
            answer = browser.post(f"{FURTHER}/{step}", told)
            assert answer.status_code == 302, page_text(answer)
        own = Organisation.objects.get().code
        taken = browser.post(f"{FURTHER}/organisation", TYPED["organisation"] | {"code": own})
        assert f"There is an organisation with the code {own} already." in page_text(taken)
        assert answers() == {} and answers(ewa)["people"]["branch"] == "KRA"
        done = browser.post(f"{FURTHER}/summary", {"password": PASSWORD, "again": PASSWORD}, follow=True)
        assert "Pożyczka na Rynku is founded. pan.x logs in" in page_text(done)
        assert Organisation.objects.count() == 2 and answers(ewa) == {}
        login = browser.post(f"{FURTHER}/administrator", TYPED["administrator"])
        assert "This login is taken." in page_text(login)
        start = client.post("/", {"login": "pan.x", "password": PASSWORD}, follow=True)
        assert start.redirect_chain[-1] == ("/account/password", 302)
        client.post("/account/password", {"current": PASSWORD, "new": "Drugi-rynek-2026", "repeat": "Drugi-rynek-2026"})
        assert "Ewa" not in page_text(client.get("/users"))

    def test_it_asks_the_right(self, by: Actor, sign_in: SignIn) -> None:
        nobody = member(by, "Jan Nowy", ("access.administer",))
        jan = sign_in(nobody)
        assert "One more organisation" not in page_text(jan.get("/settings"))
        assert jan.get(f"{FURTHER}/country").status_code == 403
        with pytest.raises(MissingRight):
            found_further(by=nobody, password=PASSWORD)


def test_once_there_is_an_organisation_it_is_over(client: Client) -> None:
    answered()
    krakowska()
    for path in ("/first-run", "/first-run/country", "/first-run/summary"):
        assert client.get(path)["Location"] == "/"
    assert client.get("/").status_code == 200
