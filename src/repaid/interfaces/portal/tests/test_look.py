"""Each organisation's client zone has its own address and look (MP-01, CZ-36)."""

import pytest
from django.test import Client
from django.urls import get_resolver

from repaid.access.actors import Actor
from repaid.access.commands.own_facts import change_organisation
from repaid.access.tests.people import krakowska
from repaid.branding.commands.look import Choice, choose_look, put_logo, welcome_customers
from repaid.branding.tests.test_look import picture
from repaid.identity.tests.people import invited, open_gateways, sanne
from repaid.interfaces.portal.tests.specimen import client_with_loans, lender, signed_in
from repaid.interfaces.ui.testing import page_text


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def styles(browser: Client, page: str) -> str:
    """The text of the organisation's style sheet that a page names."""
    address = page.partition('<link rel="stylesheet" href="/clientzone/look/')[2].partition('"')[0]
    answer = browser.get(f"/clientzone/look/{address}")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    return answer.content.decode()


def test_mp_01_two_organisations_two_looks(by: Actor, client: Client) -> None:
    """MP-01: two organisations show their own colours, header and welcome text on the login page and inside."""
    piotr = client_with_loans(by)
    other = krakowska("voorbeeld")
    choose_look(by=by, choice=Choice(path="rynek", title="Kasa na Rynku", accent="#7a1f3d", header="#3d0f1e"))
    welcome_customers(by=by, welcomes={"pl": "Dzień dobry na Rynku!"})
    choose_look(by=other, choice=Choice(path="voorbeeld", title="Voorbeeld", accent="#1d4ed8"))
    welcome_customers(by=other, welcomes={"nl": "Welkom bij Voorbeeld!"})

    doors = {place: client.get(f"/clientzone/{place}/").content.decode() for place in ("rynek", "voorbeeld")}
    for place, colour, header, welcome, foreign in (
        ("rynek", "#7a1f3d", "Kasa na Rynku", "Dzień dobry na Rynku!", "Voorbeeld"),
        ("voorbeeld", "#1d4ed8", "Voorbeeld", "Welkom bij Voorbeeld!", "Rynku"),
    ):
        text = page_text(doors[place])
        assert header in text and welcome in text and foreign not in text
        assert f"--rp-brand: {colour};" in styles(client, doors[place])

    inside = signed_in(piotr).get("/clientzone/start").content.decode()
    assert "--rp-brand: #7a1f3d;" in styles(client, inside)
    assert "Kasa na Rynku" in page_text(inside) and "Dzień dobry na Rynku!" in page_text(inside)
    assert "--rp-header: #3d0f1e; --rp-on-header: #ffffff;" in styles(client, inside)


def test_mp_01_the_page_of_an_invitation_has_the_look_of_its_lender(by: Actor, client: Client) -> None:
    """MP-01, MP-05: the link of an invitation opens in the look of who invites, wherever the browser was before."""
    krakowska("druga")
    open_gateways(by)
    choose_look(by=by, choice=Choice(path="rynek", title="Kasa na Rynku", accent="#7a1f3d"))
    page = client.get(invited(by, sanne(by))).content.decode()
    assert "Kasa na Rynku" in page_text(page) and "--rp-brand: #7a1f3d;" in styles(client, page)


def test_mp_01_a_changed_text_is_there_at_the_next_load(by: Actor, client: Client) -> None:
    """MP-01: changing the text is visible at the next load."""
    address = f"/clientzone/{krakowska('druga') and 'krakowska'}/"
    welcome_customers(by=by, welcomes={"pl": "Zapraszamy od 8 do 16."})
    assert "Zapraszamy od 8 do 16." in page_text(client.get(address))
    welcome_customers(by=by, welcomes={"pl": "Zapraszamy od 9 do 17."})
    text = page_text(client.get(address))
    assert "Zapraszamy od 9 do 17." in text and "8 do 16" not in text


def test_cz_36_the_address_of_one_organisation(by: Actor, client: Client) -> None:
    """CZ-36: /clientzone/ shows the login screen, of all lenders; the organisation's own address does too, for its
    customers alone, and who has to log in comes back to it."""
    krakowska("druga")
    assert "Repaid" in page_text(client.get("/clientzone/"))
    assert client.get("/clientzone/nowhere/").status_code == 404
    page = client.get("/clientzone/druga/")
    assert (page.status_code, 'name="password"' in page.content.decode()) == (200, True)
    choose_look(by=by, choice=Choice(path="krakowska", title="Kasa na Rynku"))
    client.get("/clientzone/krakowska/")
    assert client.get("/clientzone/loans")["Location"].startswith("/clientzone/krakowska/?next=")
    assert 'href="/clientzone/krakowska/forgotten/"' in client.get("/clientzone/krakowska/").content.decode()
    assert "Kasa na Rynku" in page_text(client.get("/clientzone/krakowska/forgotten/"))
    assert client.get("/clientzone/nowhere/forgotten/").status_code == 404
    everybodys = client.get("/clientzone/")
    assert "Kasa na Rynku" not in page_text(everybodys) and 'href="/clientzone/forgotten"' in str(everybodys.content)


def test_the_only_organisation_needs_no_address(by: Actor, client: Client) -> None:
    choose_look(by=by, choice=Choice(path="rynek", title="Kasa na Rynku"))
    assert "Kasa na Rynku" in page_text(client.get("/clientzone/"))
    assert "Kasa na Rynku" not in page_text(client.get("/"))


def test_customers_choose_among_the_languages_offered(by: Actor, client: Client) -> None:
    def offered() -> set[str]:
        page = client.get("/clientzone/krakowska/").content.decode()
        return {code for code in ("en", "pl", "nl", "fa") if f'name="language" value="{code}"' in page}

    assert offered() == {"en", "pl", "nl", "fa"}
    change_organisation(
        by=by, name="Krakowska", language="pl", languages=("pl", "en"), time_zone="Europe/Warsaw", bank_code="99990001"
    )
    assert offered() == {"pl", "en"}


def test_a_logo_is_a_picture_and_nothing_else(by: Actor, client: Client) -> None:
    put_logo(by=by, content=picture("PNG"))
    page = client.get("/clientzone/krakowska/").content.decode()
    address = page.partition('class="rp-logo__picture" src="')[2].partition('"')[0]
    answer = client.get(address)
    assert (answer["Content-Type"], answer["Content-Security-Policy"]) == ("image/png", "default-src 'none'; sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get("/clientzone/look/krakowska/old.css")["Cache-Control"] == "no-cache"
    other = krakowska("druga")
    assert other and client.get("/clientzone/look/druga/old.png").status_code == 404


def test_no_page_stands_at_the_address_of_an_organisation() -> None:
    """Organisations have the addresses of one word and a slash; pages of the client zone end without one."""
    portal = next(each for each in get_resolver().url_patterns if str(each.pattern) == "clientzone/")
    assert [name for name in addresses(portal) if name.endswith("/") and not name.startswith("<slug:place>/")] == []


def addresses(resolver: object) -> list[str]:
    found = []
    for each in resolver.url_patterns:  # type: ignore[attr-defined]
        nested = addresses(each) if hasattr(each, "url_patterns") else [""]
        found += [f"{each.pattern}{name}" for name in nested]
    return found
