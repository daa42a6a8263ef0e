"""Language and theme of a reader; refusals as pages and as notes; the small pages of the look."""

import pytest
from django.test import Client

from repaid.access.models import User
from repaid.interfaces.ui.testing import page_text


def html_tag(client: Client, path: str = "/start", **headers: str) -> str:
    source = client.get(path, headers=headers).content.decode()
    return source[source.index("<html") : source.index(">", source.index("<html"))]


def test_the_choice_of_the_user_comes_first(client: Client, ewa: User) -> None:
    client.cookies["language"] = "nl"
    User.objects.filter(pk=ewa.pk).update(language="fa")
    assert 'lang="fa" dir="rtl"' in html_tag(client)


def test_then_the_cookie_then_the_browser(client: Client) -> None:
    assert 'lang="pl" dir="ltr"' in html_tag(client, **{"Accept-Language": "pl-PL,en;q=0.5"})
    client.cookies["language"] = "nl"
    assert 'lang="nl"' in html_tag(client, **{"Accept-Language": "pl"})
    client.cookies["language"] = "xx"
    assert 'lang="en"' in html_tag(client, **{"Accept-Language": "xx"})


def test_the_time_is_that_of_the_organisation(client: Client) -> None:
    assert "24 Nov 2026 17:20" in page_text(client.get("/start"))


def test_choosing_language_and_theme_is_kept_in_account_and_cookie(client: Client, ewa: User) -> None:
    answer = client.post("/look", {"language": "fa"}, headers={"Referer": "http://testserver/form"})
    assert answer.status_code == 302 and answer["Location"] == "http://testserver/form"
    client.post("/look", {"theme": "dark"})
    ewa.refresh_from_db()
    assert (ewa.language, ewa.theme) == ("fa", "dark")
    assert (client.cookies["language"].value, client.cookies["theme"].value) == ("fa", "dark")
    assert 'lang="fa" dir="rtl" data-theme="dark" data-bs-theme="dark"' in html_tag(client)


@pytest.mark.parametrize("given", [{"language": "xx"}, {"theme": "pink"}])
def test_an_unknown_choice_changes_nothing(client: Client, ewa: User, given: dict[str, str]) -> None:
    client.post("/look", given)
    ewa.refresh_from_db()
    assert (ewa.language, ewa.theme) == ("", "system")


def test_a_foreign_page_is_no_way_back(client: Client) -> None:
    answer = client.post("/look", {"theme": "dark"}, headers={"Referer": "https://elsewhere.example/"})
    assert answer["Location"] == "/start"


@pytest.mark.parametrize(
    ("kind", "status", "heading", "sentence"),
    [
        ("state", 409, "Not possible", "Contract 1,147 is settled. It takes no more payments."),
        ("right", 403, "You may not do this", "You do not have the right “Book payments”."),
        ("missing", 404, "Not found", "There is no Contract 99 here, or you may not see it."),
    ],
)
def test_a_refusal_is_a_page_with_a_way_out(
    client: Client, kind: str, status: int, heading: str, sentence: str
) -> None:
    answer = client.get(f"/refused/{kind}", headers={"Referer": "http://testserver/form"})
    text = page_text(answer)
    assert answer.status_code == status
    assert heading in text and sentence in text
    assert 'href="http://testserver/form"' in answer.content.decode() and "Krakowska Pożyczka" in text


def test_a_refusal_of_a_part_is_a_note(client: Client) -> None:
    answer = client.get("/refused/state", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices" and "<html" not in answer.content.decode()
    assert "is settled" in page_text(answer)


def test_a_page_that_is_not_there_stands_in_the_frame(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "This page does not exist or you may not see it." in page_text(answer)
    assert "Krakowska Pożyczka" in page_text(answer)


def test_a_visitor_gets_the_frame_of_the_door(client: Client) -> None:
    client.cookies.clear()
    text = page_text(client.get("/refused/state"))
    assert "is settled" in text and "Krakowska" not in text


@pytest.mark.parametrize(
    ("asked", "text", "reading"),
    [
        ({"kind": "money", "text": "1 234,5", "currency": "PLN", "lang": "en"}, "1,234.50", ""),
        ({"kind": "money", "text": "12345", "currency": "IRR", "lang": "en"}, "12,345", "1,234.5 toman"),
        ({"kind": "rate", "text": "9,5", "lang": "pl"}, "9,50", ""),
        ({"kind": "date", "text": "+4", "on": "2026-11-20", "lang": "en"}, "24 Nov 2026", "Tuesday, in 4 days"),
        ({"kind": "date", "text": "19.11", "on": "2026-11-20", "lang": "en"}, "19 Nov 2026", "Thursday, 1 day ago"),
        ({"kind": "date", "text": "+0", "on": "2026-11-20", "lang": "en"}, "20 Nov 2026", "Friday, today"),
        ({"kind": "date", "text": "2026-11-24", "on": "", "lang": "en"}, "24 Nov 2026", "Tuesday"),
        ({"kind": "rate", "text": "x", "lang": "en"}, "", "This is not a rate. Write per cent a year with at most four "
         "decimals, like 9.5."),
    ],
)  # fmt: skip
def test_a_typed_figure_is_read_back(client: Client, asked: dict[str, str], text: str, reading: str) -> None:
    answer = client.get("/typed", asked).json()
    assert {name: value.replace("\u00a0", " ") for name, value in answer.items()} == {"text": text, "reading": reading}


@pytest.mark.parametrize("asked", [{"kind": "x", "lang": "en"}, {"kind": "money", "lang": "xx"}, {}])
def test_a_wrong_question_about_a_figure_is_refused(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/typed", asked).status_code == 400


def test_the_frame_costs_no_more_than_five_queries(client: Client, django_assert_max_num_queries: object) -> None:
    """Session, user, rights, organisation, business day."""
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        client.get("/form")
