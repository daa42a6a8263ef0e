"""The first run in the browser, from the code to the first login."""

import pytest
from django.test import Client

from repaid.access.models import Organisation
from repaid.access.tests.people import krakowska
from repaid.founding.commands.founding import begin_founding
from repaid.founding.queries import answers
from repaid.founding.tests.answers import ANSWERS, PASSWORD, answered
from repaid.interfaces.ui.testing import page_text

pytestmark = pytest.mark.django_db
TYPED = ANSWERS | {"country": {"pack_code": "PL"}, "calendar": {"weekend": ["5", "6"], "day": "20.11.2026"}}


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


def test_once_there_is_an_organisation_it_is_over(client: Client) -> None:
    answered()
    krakowska()
    for path in ("/first-run", "/first-run/country", "/first-run/summary"):
        assert client.get(path)["Location"] == "/"
    assert client.get("/").status_code == 200
