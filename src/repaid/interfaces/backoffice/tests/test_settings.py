"""The settings of an organisation on screen: look, facts, numbers, holidays, figures of law."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse

from repaid.access.actors import Actor
from repaid.access.business_day import today as business_today
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import PlannedChange, User
from repaid.access.tests.people import member
from repaid.branding.queries import look_of
from repaid.branding.tests.test_look import picture
from repaid.interfaces.backoffice.organisation.views import TOPICS
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.products.models import HolidayCorrection, LegalRate

LOOK = {"path": "rynek", "title": "Kasa na Rynku", "accent": "#7a1f3d", "accent_dark": "", "header": "#3d0f1e"}
FILE = "country,kind,valid_from,value,source\nPL,max_delay,2031-01-01,19.5,Dz.U. 2030\n"


@pytest.mark.parametrize("page", ["settings", "look_edit", "facts", "series", "holidays", "legal_rates", "legal_bring"])
def test_a_page_opens(browser: Client, page: str) -> None:
    assert browser.get(reverse(f"backoffice:{page}")).status_code == 200


@pytest.mark.parametrize(
    ("page", "queries"), [("settings", 6), ("look_edit", 8), ("series", 8), ("holidays", 9), ("legal_rates", 8)]
)
def test_a_page_takes_few_queries(browser: Client, django_assert_max_num_queries: Any, page: str, queries: int) -> None:
    with django_assert_max_num_queries(queries):
        browser.get(reverse(f"backoffice:{page}"))


def test_topics_are_those_that_one_may_open(by: Actor, browser: Client, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Nowy", ("access.administer", "branding.edit")))
    text = page_text(jan.get("/settings"))
    assert "Look of the client zone" in text and "Number series" in text and "Holidays" not in text
    ewa = page_text(browser.get("/settings"))
    assert all(each.name in str(resolve(each.address).view_name) for each in TOPICS) and "Gateways" in ewa
    assert {resolve(each.address).func.rule for each in TOPICS} == {f"staff:{each.right}" for each in TOPICS}


class TestLook:
    def test_mp_01_the_administrator_chooses_it(self, by: Actor, browser: Client) -> None:
        """MP-01: colours, header image, welcome text per language."""
        logo = SimpleUploadedFile("logo.png", picture("PNG"), "image/png")
        page = filled(browser, "look_edit", **LOOK, welcome_pl="Dzień dobry!", welcome_en="Welcome!", logo=logo)
        text = page_text(page)
        assert "Saved. Customers see it at the next page." in text
        assert "Colour of buttons and links: — → #7a1f3d" in text and "Polski: — → Dzień dobry!" in text
        look = look_of(by.organisation_id)
        assert (look.path, look.title, look.has_logo, look.welcome("pl")) == (
            "rynek",
            "Kasa na Rynku",
            True,
            "Dzień dobry!",
        )
        filled(browser, "look_edit", **LOOK, no_logo="on")
        look = look_of(by.organisation_id)
        assert (look.has_logo, dict(look.welcomes)) == (False, {})

    def test_mp_01_contrast_is_refused_with_a_colour_that_passes(self, by: Actor, browser: Client) -> None:
        """MP-01: colours with too little contrast are warned about, in the preview and on saving."""
        pale = LOOK | {"accent": "#ffcc00"}
        preview = browser.post("/settings/look", pale, headers={"HX-Request": "true"})
        assert "This colour has too little contrast. Try #" in page_text(preview)
        assert "accent=%23ffcc00" in preview.content.decode()
        refused = browser.post("/settings/look", pale)
        assert refused.status_code == 422
        assert refused.context["form"].errors.keys() == {"accent"}
        assert look_of(by.organisation_id).stamp == ""

    def test_the_preview_has_both_themes(self, browser: Client) -> None:
        preview = browser.post("/settings/look", LOOK | {"welcome_en": "Hello"}, headers={"HX-Request": "true"})
        page = preview.content.decode()
        assert page.count('class="rp-preview"') == 2 and "Kasa na Rynku" in page and "Hello" in page
        styles = browser.get("/settings/look/preview.css?accent=%237a1f3d&header=red;}").content.decode()
        assert '#preview [data-bs-theme="light"] { --rp-brand: #7a1f3d;' in styles and "red" not in styles

    def test_a_wrong_file_is_said_at_its_box(self, browser: Client) -> None:
        svg = SimpleUploadedFile("logo.png", b"<svg onload='x'/>", "image/png")
        page = filled(browser, "look_edit", **LOOK, logo=svg)
        assert (page.status_code, "SVG files can hold programs" in page_text(page)) == (422, True)


def test_facts_with_history(by: Actor, browser: Client) -> None:
    told = {"name": "Nowa Nazwa", "language": "pl", "languages": ["pl", "en"], "time_zone": "Europe/Warsaw"}
    text = page_text(filled(browser, "facts", **told))
    assert "Name: Krakowska Pożyczka → Nowa Nazwa" in text and "Ewa Przykładowa" in text
    assert "Languages offered: — → Polski, English" in text


def test_facts_that_hold_from_a_later_day(by: Actor, browser: Client) -> None:
    """The change waits, is told of on its page and on the first page of settings, comes on its day or is taken back."""
    told = {"name": "Nowa Nazwa", "language": "pl", "languages": ["pl"], "time_zone": "Europe/Warsaw"}
    today = business_today(by.organisation_id)
    early = filled(browser, "facts", **told, from_day=(today - timedelta(days=1)).isoformat())
    assert early.status_code == 422 and "A change can wait for a later day only." in page_text(early)
    later = (today + timedelta(days=1)).isoformat()
    for name in ("Nowa Nazwa", "Inna Nazwa"):
        text = page_text(filled(browser, "facts", **told | {"name": name}, from_day=later))
        assert f"Name: {name}" in text and "waits for its day" in text and "Nothing was changed yet." in text
    assert "Coming changes" in page_text(browser.get("/settings"))
    first, second = PlannedChange.objects.order_by("pk")
    assert "Inna Nazwa" in page_text(browser.get(f"/settings/coming/{second.pk}"))
    assert "The change will not come." in page_text(filled(browser, "coming_change", second.pk))
    move_business_day(by=by, day=today + timedelta(days=1))
    text = page_text(browser.get("/settings/organisation"))
    assert "Name: Krakowska Pożyczka → Nowa Nazwa" in text and "Languages offered: — → Polski" in text
    assert browser.get(f"/settings/coming/{first.pk}").status_code == 404


def test_numbers_with_the_next_one_before_it_is_saved(browser: Client, loan: str) -> None:
    typed = {"begins": "KR-", "width": "5", "next_number": "42"}
    preview = browser.post("/settings/numbers/contract", typed, headers={"HX-Request": "true"})
    assert "KR-00042 KR-00043 KR-00044" in page_text(preview)
    text = page_text(filled(browser, "series_edit", "contract", **typed))
    assert "Contracts KR-00042" in text and "→ KR-00042" in text
    back = filled(browser, "series_edit", "contract", **typed | {"next_number": "41"})
    assert "The next number is 42 already" in page_text(back)
    assert browser.get("/settings/numbers/unheard").status_code == 404


class TestHolidays:
    def test_the_year_and_its_corrections(self, browser: Client) -> None:
        """Decision 33: holidays of the year, a day added and a day removed with their reasons."""
        text = page_text(browser.get("/settings/holidays?year=2027&day=2027-01-06"))
        assert (
            "6 Jan 2027" in text and "next working day 7 Jan 2027" in text and "working day before 5 Jan 2027" in text
        )
        filled(browser, "holiday_add", day="2027-01-07", reason="Rozporządzenie")
        filled(browser, "holiday_remove", day="2027-01-06", reason="Dyżur")
        text = page_text(browser.get("/settings/holidays?year=2027&day=2027-01-07"))
        assert "added here Rozporządzenie" in text and "a working day here Dyżur" in text
        assert "next working day 8 Jan 2027" in text and "working day before 6 Jan 2027" in text
        assert "Contracts that are signed keep their due dates." in text
        twice = filled(browser, "holiday_add", day="2027-01-07", reason="Jeszcze raz")
        assert "This day is a day off already." in page_text(twice)

    def test_ct_103_a_jalali_day_is_the_same_stored_day(self, browser: Client, ewa: Actor) -> None:
        """CT-103: 1397/02/07 in the Persian UI is 2018-04-27; 1397/12/30 is refused (not a leap year)."""
        User.objects.filter(pk=ewa.user_id).update(language="fa")
        filled(browser, "holiday_add", day="1397/02/07", reason="روز ملی")
        filled(browser, "holiday_add", day="۱۳۹۷/۰۲/۱۰", reason="روز ملی")
        days = list(HolidayCorrection.objects.order_by("day").values_list("day", flat=True))
        assert days == [date(2018, 4, 27), date(2018, 4, 30)]
        stored = page_text(browser.get("/settings/holidays?year=1397&day=1397/02/07"))
        assert "۱۳۹۷/۰۲/۰۷" in stored and "۱۳۹۷/۰۲/۱۰" in stored
        refused = filled(browser, "holiday_add", day="1397/12/30", reason="روز ملی")
        assert refused.status_code == 422
        assert refused.context["form"].errors.keys() == {"day"}

    def test_a_typed_day_says_that_it_is_off(self, browser: Client) -> None:
        asked = {"kind": "date", "text": "11.11.2026", "on": "2026-11-10", "lang": "en"}
        assert browser.get("/typed", asked).json()["reading"] == "Wednesday, in 1 day, a day off"
        assert browser.get("/typed", asked | {"text": "12.11.2026"}).json()["reading"] == "Thursday, in 2 days"

    def test_years_that_nobody_knows(self, browser: Client) -> None:
        assert browser.get("/settings/holidays?year=999999").status_code == 404


class TestFiguresOfLaw:
    def test_in_force_coming_missing(self, browser: Client) -> None:
        text = page_text(browser.get("/legal-rates"))
        assert "in force" in text and "Maximum interest for delay" in text
        old = page_text(browser.get("/legal-rates?on=1980-01-01"))
        assert "Not on file on this day:" in old and "not on file" in old

    def test_a_file_is_shown_before_it_is_put_on_file(self, browser: Client) -> None:
        brought = SimpleUploadedFile("rates.csv", FILE.encode(), "text/csv")
        page = browser.post("/legal-rates/bring", {"file": brought})
        text = page_text(page)
        assert "2 Maximum interest for delay" in text and "will be put on file" in text
        assert LegalRate.objects.count() == 0
        browser.post("/legal-rates/bring", {"text": FILE, "put": "yes"})
        assert LegalRate.objects.get().value == 19.5
        history = page_text(browser.get("/legal-rates/max_delay"))
        assert "Ewa Przykładowa" in history and "Dz.U. 2030" in history
        wrong = SimpleUploadedFile("rates.csv", (FILE + "NL,statutory,2031-01-01,6,Stb\n").encode(), "text/csv")
        text = page_text(browser.post("/legal-rates/bring", {"file": wrong}))
        assert "This line is of another country: NL." in text and "Nothing was put on file." in text
        assert browser.post("/legal-rates/bring", {"key": ""}).status_code == 422

    def test_what_is_on_file_as_a_file(self, browser: Client) -> None:
        answer = browser.get("/legal-rates/file")
        assert answer.content.decode().startswith("country,kind,valid_from,value,source\r\nPL,commercial_delay,")
