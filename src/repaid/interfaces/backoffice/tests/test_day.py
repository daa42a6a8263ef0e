"""Everybody's day: the start page, the to-do list, the search, the calendar, histories, messages, announcements."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import Employment
from repaid.access.tests.people import member
from repaid.activities.choices import EventType, Work
from repaid.activities.commands.announcing import Notice, publish_announcement
from repaid.activities.commands.assigning import assign_work
from repaid.activities.commands.ground import About
from repaid.activities.commands.messaging import send_internal_message
from repaid.activities.commands.noting import Contact, note_event
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.commands.start import set_start_figures
from repaid.activities.rights import ACT
from repaid.activities.tests.office import due_now
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.tests.lender import LAUNCH, day_comes, pln
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.tests.files import pdf
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.ui.testing import page_text

FRAME = 4
LOAN = About("contract", "11")
TOMORROW = date(2015, 5, 22)
NEXT_WEEK = date(2015, 5, 26)
Count = Callable[[int], object]


def read(client: Client, name: str, *args: object, **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}", args=args), asked))


@pytest.fixture
def bogdan(by: Actor) -> Actor:
    return member(by, "Bogdan Zajęty", (ACT.code, "contracts.view", "parties.view"))


def task(by: Actor, text: str, day: date = LAUNCH, about: About | None = None, type: str = "") -> int:
    return plan_activity(by=by, plan=Plan(text, day, type=type), about=about).activity_id


class TestStart:
    def test_cc_06_three_due_tasks_and_a_special_message(self, browser: Client, ewa: Actor) -> None:
        """CC-06: after login a user with three due tasks sees the number 3 and a link to them, and any special message.
        CC-07: a message published to all appears on every user's start screen."""
        for text in ("Umowa", "Pismo", "Wpłata"):
            task(ewa, text)
        publish_announcement(by=ewa, notice=Notice("Nowy regulamin", text="Od jutra", is_special=True))
        Employment.objects.filter(pk=ewa.account).update(position="specjalista ds. kredytów")
        page = browser.get("/start")
        text = page_text(page)
        assert "Position specjalista ds. kredytów" in text
        assert "3 tasks are due" in text
        assert 'href="/to-do"' in page.content.decode()
        assert "Nowy regulamin Od jutra" in text
        assert "Name Ewa Przykładowa" in text
        assert "Groups Ewa Przykładowa" in text

    def test_cc_01_own_name_tasks_and_messages(
        self, browser: Client, ewa: Actor, bogdan: Actor, sign_in: SignIn
    ) -> None:
        """CC-01: two users who log in see their own name, tasks and messages, not each other's."""
        task(ewa, "Zadanie Ewy")
        task(bogdan, "Zadanie Bogdana")
        send_internal_message(by=bogdan, to=ewa.account, text="Dla Ewy")
        send_internal_message(by=ewa, to=bogdan.account, text="Dla Bogdana")
        hers, his = read(browser, "start"), read(sign_in(bogdan), "start")
        for text, own, other in ((hers, "Ewy", "Bogdana"), (his, "Bogdana", "Ewy")):
            assert f"Zadanie {own}" in text and f"Dla {own}" in text
            assert f"Zadanie {other}" not in text and f"Dla {other}" not in text
        assert "Good day, Bogdan Zajęty" in his

    def test_ct_03_a_range_of_days_counts_exactly_what_lies_in_it(
        self, browser: Client, ewa: Actor, by: Actor, loan: str, long_loan: str
    ) -> None:
        """CT-03: with a range of 30 to 60 overdue days set, the home page figures count exactly the facilities in that
        range; a figure opens its list. CT-35: an amount limit removes facilities below it."""
        day_comes(by, date(2015, 8, 1))
        bill_due(by=by)
        for days, amounts, count in (
            ((30, 60), (None, None), 2), ((42, 60), (None, None), 0), ((30, 60), (pln("1000.00"), None), 1),
            ((30, 60), (None, pln("1000.00")), 1), ((1, 40), (None, None), 0),
        ):  # fmt: skip
            set_start_figures(by=ewa, days_from=days[0], days_to=days[1], amount_min=amounts[0], amount_max=amounts[1])
            page = browser.get("/start").content.decode()
            assert f"Overdue contracts to follow up {count} " in page_text(page)
            address = page.partition('href="/contracts?unpaid_since')[2].partition('"')[0].replace("&amp;", "&")
            listed = page_text(browser.get(f"/contracts?unpaid_since{address}"))
            assert (f"rows: {count}" if count else "Nothing found") in listed

    def test_what_the_page_asks(self, browser: Client, ewa: Actor, django_assert_num_queries: Count) -> None:
        for turn in range(7):
            task(ewa, f"Zadanie {turn}")
        browser.get("/start")
        with django_assert_num_queries(25):
            browser.get("/start")


class TestToDo:
    def test_cc_25_both_entries_open_the_same_list(self, browser: Client, ewa: Actor, by: Actor) -> None:
        """CC-25: both menu entries open the same list; an overdue item is marked; completing it removes it from
        both."""
        key = task(ewa, "Spóźnione")
        day_comes(by, TOMORROW)
        for name in ("todo", "activities_todo"):
            text = read(browser, name)
            assert "Spóźnione" in text and "overdue" in text
        page = browser.get("/to-do")
        sent = {"key": value_of(page, "key"), "rows": [str(key)], "deed": "finish", "remark": "Gotowe"}
        done = browser.post("/to-do", sent, follow=True)
        assert "1 row changed." in page_text(done)
        for name in ("todo", "activities_todo"):
            assert "Nothing waits for you." in read(browser, name)

    def test_the_list_in_groups_can_still_be_ticked(self, browser: Client, ewa: Actor) -> None:
        """Issue: to-do lists with filters and groups."""
        key = task(ewa, "Pierwsze")
        task(ewa, "Drugie")
        page = browser.get("/to-do?group=type")
        assert "Task 2" in page_text(page)
        assert f'value="{key}" aria-labelledby="todo-{key}"' in page.content.decode()

    def test_many_are_postponed_and_handed_over(self, browser: Client, ewa: Actor, bogdan: Actor) -> None:
        keys = [str(task(ewa, text)) for text in ("Pierwsze", "Drugie")]
        page = browser.get("/to-do")
        sent = {"key": value_of(page, "key"), "rows": keys, "deed": "postpone", "due_on": "+1"}
        browser.post("/to-do", sent)
        assert due_now(ewa, LAUNCH) == []
        page = browser.get("/to-do?when=all")
        sent = {"key": value_of(page, "key"), "rows": keys, "deed": "hand_over", "to": str(bogdan.user_id)}
        browser.post("/to-do?when=all", sent)
        assert due_now(bogdan, TOMORROW) == ["Pierwsze", "Drugie"]

    def test_what_is_missing_is_told_and_the_ticks_stay(self, browser: Client, ewa: Actor) -> None:
        key = task(ewa, "Kiedyś")
        page = browser.get("/to-do")
        sent = {"key": value_of(page, "key"), "rows": [str(key)], "deed": "postpone"}
        answer = browser.post("/to-do", sent)
        assert answer.status_code == 422
        assert "Choose a day." in page_text(answer)
        assert f'value="{key}" aria-labelledby="todo-{key}" checked' in answer.content.decode()

    def test_what_the_list_asks(self, browser: Client, ewa: Actor, django_assert_num_queries: Count) -> None:
        for turn in range(4):
            task(ewa, f"Zadanie {turn}")
        browser.get("/to-do")
        with django_assert_num_queries(FRAME + 5):
            browser.get("/to-do")

    def test_a_manager_looks_at_the_list_of_a_colleague(
        self, browser: Client, bogdan: Actor, sign_in: SignIn, ewa: Actor
    ) -> None:
        task(bogdan, "Sprawa Bogdana")
        assert "Sprawa Bogdana" in read(browser, "todo", who=str(bogdan.user_id))
        assert sign_in(bogdan).get(f"/to-do?who={ewa.user_id}").status_code == 404


class TestSearch:
    @pytest.fixture
    def some(self, ewa: Actor, loan: str, long_loan: str) -> None:
        note_event(by=ewa, told=Contact(EventType.PHONE_CALL, text="Rozmowa z Piotrem"), about=LOAN)
        task(ewa, "List do Piotra", NEXT_WEEK, LOAN, EventType.LETTER)
        task(ewa, "List do Anny", LAUNCH, About("contract", "77"), EventType.LETTER)
        task(ewa, "Wizyta u Anny", date(2015, 6, 1), About("contract", "77"), EventType.VISIT)

    def test_cc_20_planned_events_of_next_week(self, browser: Client, some: None) -> None:
        """CC-20: searching planned events of next week lists only those; switching to done lists past ones."""
        planned = read(browser, "activities", state="planned", day_from="2015-05-25", day_to="2015-05-31")
        assert "rows: 1" in planned and "List do Piotra" in planned
        done = read(browser, "activities", state="done")
        assert "rows: 1" in done and "Rozmowa z Piotrem" in done
        assert 'href="/activities/search?state=planned&amp;day_from=2015-05-25&amp;day_to=2015-05-31"' in (
            browser.get("/activities/search").content.decode()
        )

    @pytest.mark.parametrize(("typed", "count"), [("anny", 2), ("wzorcowy", 2), ("77", 2), ("ROZMOWA z", 1)])
    def test_by_words_of_text_or_subject(self, browser: Client, some: None, typed: str, count: int) -> None:
        assert f"rows: {count}" in read(browser, "activities", q=typed)

    def test_cc_21_sorted_both_ways_and_in_groups_with_counts(self, browser: Client, some: None) -> None:
        """CC-21: clicking a column sorts both ways; grouping by type or by entity shows groups with counts; grouping
        and sorting combine."""
        for sort, first in (("day", "Rozmowa z Piotrem"), ("-day", "Wizyta u Anny")):
            text = read(browser, "activities", sort=sort)
            assert min("Rozmowa z Piotrem", "Wizyta u Anny", key=text.index) == first
        by_type = read(browser, "activities", group="type")
        assert "Letter 2" in by_type and "Telephone call 1" in by_type and "Visit 1" in by_type
        by_entity = read(browser, "activities", group="subject", sort="day")
        assert "Piotr Wzorcowy 2" in by_entity and "Anna Kowalska 2" in by_entity
        anna = by_entity.partition("Anna Kowalska 2")[2]
        assert anna.index("List do Anny") < anna.index("Wizyta u Anny")
        falling = read(browser, "activities", group="subject", sort="-day").partition("Anna Kowalska 2")[2]
        assert falling.index("Wizyta u Anny") < falling.index("List do Anny")

    @pytest.mark.parametrize(("asked", "queries"), [({}, 3), ({"group": "owner"}, 4)])
    def test_what_the_list_asks(
        self, browser: Client, some: None, asked: dict[str, str], queries: int, django_assert_num_queries: Count
    ) -> None:
        browser.get("/activities/search", asked)
        with django_assert_num_queries(FRAME + queries):
            browser.get("/activities/search", asked)

    def test_it_is_taken_out_as_a_file(self, browser: Client, some: None) -> None:
        assert "List do Anny" in browser.get("/activities/search?export=csv").content.decode()


class TestHistory:
    def test_ct_82_contacts_one_after_another(self, browser: Client, loan: str) -> None:
        """CT-82: after "+" the record is in the list below the form; several records can be added one after another."""
        typed = {
            "type": "phone_call", "status": "answered", "result": "promise", "promise_on": "2015-05-29",
            "contact": "borrower", "text": "Zapłaci w piątek",
        }  # fmt: skip
        page = filled(browser, "contract_activities", "11", **typed)
        text = page_text(page)
        assert "Telephone call answered · promise to pay · payment promised for 29 May 2015 · borrower" in text
        page = filled(browser, "contract_activities", "11", type="sms", text="Przypomnienie")
        assert "Przypomnienie" in page_text(page) and "Zapłaci w piątek" in page_text(page)
        assert "Przypomnienie" in read(browser, "party_activities", "1")

    def test_a_promise_without_a_day_is_told_at_its_box(self, browser: Client, loan: str) -> None:
        page = filled(browser, "contract_activities", "11", type="phone_call", result="promise")
        assert page.status_code == 422
        assert "A promise needs a date. Please enter the payment date." in page_text(page)

    def test_planned_from_the_record(self, browser: Client, ewa: Actor, loan: str) -> None:
        page = browser.get("/activities/plan?about=contract/11")
        typed = {
            "key": value_of(page, "key"), "text": "Odwiedzić", "kind": "appointment", "due_on": "+3", "due_at": "۱۴:۳۰",
            "about_kind": "contract", "about_number": "11", "owner": str(ewa.user_id), "priority": "1",
        }  # fmt: skip
        answer = browser.post("/activities/plan", typed, follow=True)
        assert answer.redirect_chain[-1][0] == "/contracts/11/activities"
        assert "Odwiedzić" in page_text(answer)

    def test_a_note_and_who_handles_it(self, browser: Client, bogdan: Actor, loan: str) -> None:
        assert "Woli SMS" in page_text(filled(browser, "activity_note", "contract", "11", text="Woli SMS"))
        page = filled(browser, "assignment", "contract", "11", to=str(bogdan.user_id), work="visit")
        assert "Bogdan Zajęty" in page_text(page)
        assert "Bogdan Zajęty · visit" in read(browser, "contract_activities", "11")

    def test_of_any_record(self, browser: Client, loan: str) -> None:
        page = filled(browser, "activities_about", "party", "1", type="visit", text="W domu nikogo")
        assert "W domu nikogo" in page_text(page)
        assert browser.get("/activities/about/application/404").status_code == 404


class TestAssigned:
    def test_ct_84_an_expert_sees_own_ones_without_edit_and_a_managers_link_opens_it(
        self, browser: Client, ewa: Actor, bogdan: Actor, loan: str, long_loan: str, sign_in: SignIn
    ) -> None:
        """CT-84: an expert sees only own assignments and no edit; the manager's link opens CT-85."""
        assign_work(by=ewa, about=LOAN, to=bogdan.account, work=Work.CALL)
        assign_work(by=ewa, about=About("contract", "77"), to=ewa.account, work=Work.VISIT)
        his, hers = (client.get("/activities/assigned").content.decode() for client in (sign_in(bogdan), browser))
        assert "Piotr Wzorcowy" in his and "Anna Kowalska" not in his
        assert 'href="/contracts/11"' in his and "/activities/assigned/contract/11" not in his
        assert "Piotr Wzorcowy" in hers and "Anna Kowalska" in hers
        assert 'href="/activities/assigned/contract/11"' in hers
        assert sign_in(bogdan).get("/activities/assigned/contract/11").status_code == 403
        page = filled(browser, "assignment", "contract", "11", to=str(ewa.user_id), work="call", reason="Urlop")
        assert "Anna Kowalska" in page_text(page) and "Urlop" in page_text(page)


class TestInstruction:
    def test_cc_18_an_event_with_an_instruction(
        self, browser: Client, bogdan: Actor, loan: str, sign_in: SignIn
    ) -> None:
        """CC-18: saving an event "telephone" with an instruction to user B shows the event in the history, and the
        instruction in B's to-do list. CC-19: B marks it done with a remark; A sees it and the time."""
        filled(
            browser, "activity_event", about_kind="contract", about_number="11", type="phone_call",
            text="Prosi o kopię", to=str(bogdan.user_id), instruction="Wysłać kopię",
        )  # fmt: skip
        assert "Prosi o kopię" in read(browser, "contract_activities", "11")
        his = sign_in(bogdan)
        assert "Wysłać kopię" in read(his, "todo")
        key = his.get("/to-do").content.decode().partition('name="rows" value="')[2].partition('"')[0]
        his.post(f"/activities/{key}/acceptance")
        filled(his, "activity_deed", key, "finish", remark="Wysłano pocztą")
        seen = read(browser, "activity", key)
        assert "Answer Wysłano pocztą" in seen and "Done by Bogdan Zajęty" in seen
        assert "Accepted" in seen

    @pytest.mark.parametrize(
        ("noun", "typed", "seen"),
        [
            ("postpone", {"due_on": "+2"}, "21 May 2015 → 23 May 2015"),
            ("cancel", {"reason": "Spłacono"}, "Answer Spłacono"),
            ("finish", {"remark": "Tak"}, "Answer Tak"),
        ],
    )
    def test_a_deed(self, browser: Client, ewa: Actor, noun: str, typed: dict[str, str], seen: str) -> None:
        assert seen in page_text(filled(browser, "activity_deed", task(ewa, "Coś"), noun, **typed))

    def test_no_such_deed(self, browser: Client, ewa: Actor) -> None:
        assert browser.get(f"/activities/{task(ewa, 'Coś')}/dance").status_code == 404


class TestCalendar:
    def test_a_month_and_a_week(self, browser: Client, ewa: Actor) -> None:
        for turn in range(5):
            task(ewa, f"Zadanie {turn}", NEXT_WEEK)
        month = read(browser, "calendar")
        assert "May 2015" in month and "Zadanie 3" in month and "Zadanie 4" not in month and "and 1 more" in month
        week = read(browser, "calendar", view="week", on="2015-05-26")
        assert "25 May 2015 to 31 May 2015" in week and "Zadanie 4" in week

    def test_a_jalali_month_begins_on_saturday(self, browser: Client, ewa: Actor) -> None:
        task(ewa, "کار", NEXT_WEEK)
        browser.cookies["language"] = "fa"
        page = browser.get("/calendar?on=2015-05-26").content.decode()
        text = page_text(page)
        assert "خرداد ۱۳۹۴" in text and "کار" in text
        heads = page_text(page.partition("<thead>")[2].partition("</thead>")[0])
        assert heads.startswith("شنبه") and heads.endswith("جمعه")

    def test_of_all_colleagues_for_who_may_see_them(
        self, browser: Client, bogdan: Actor, sign_in: SignIn, ewa: Actor
    ) -> None:
        task(bogdan, "Sprawa Bogdana")
        task(ewa, "Sprawa Ewy")
        assert "Sprawa Bogdana" in read(browser, "calendar", who="all")
        assert "Sprawa Ewy" not in read(sign_in(bogdan), "calendar", who="all")

    def test_what_it_asks(self, browser: Client, ewa: Actor, django_assert_num_queries: Count) -> None:
        for turn in range(3):
            task(ewa, f"Zadanie {turn}")
        with django_assert_num_queries(FRAME + 1):
            browser.get("/calendar?who=all")


class TestMessenger:
    def test_cc_24_sent_seen_counted_read(self, browser: Client, bogdan: Actor, ewa: Actor, sign_in: SignIn) -> None:
        """CC-24: a message sent by A to B is seen by B with a counter of unread messages."""
        page = filled(browser, "messenger", to=str(bogdan.user_id), text="Czy masz akta?")
        assert "Czy masz akta?" in page_text(page)
        his = sign_in(bogdan)
        counter = his.get("/messenger/unread")
        assert page_text(counter) == "1 Messenger: 1 new message"
        again = his.get("/messenger/unread", headers={"If-None-Match": counter["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "Ewa Przykładowa 1 new message" in read(his, "messenger")
        assert "Czy masz akta?" in read(his, "conversation", ewa.user_id)
        his.post(f"/messenger/{ewa.user_id}/reading")
        assert his.get("/messenger/unread", headers={"If-None-Match": counter["ETag"]}).status_code == 200
        filled(his, "conversation", ewa.user_id, text="Mam")
        assert "Mam" in read(browser, "thread", bogdan.user_id)

    def test_nobody_talks_to_who_is_not_there(self, browser: Client) -> None:
        assert browser.get("/messenger/999999").status_code == 404
        assert browser.get("/messenger/0").status_code == 200


@pytest.fixture
def store(by: Actor, settings: Any, tmp_path: Path) -> None:
    """The document store with its usual categories; its files lie in a folder of the test."""
    settings.DOCUMENTS = tmp_path / "documents"
    add_usual_categories(by=by)


class TestFiles:
    def test_ct_37_with_a_download_link(self, browser: Client, bogdan: Actor, sign_in: SignIn, store: None) -> None:
        """CT-37: active + public with an attached file shows the announcement with a download link."""
        typed = {"title": "Regulamin", "is_active": "on", "is_public": "on"}
        filled(browser, "announcement_new", **typed, file=SimpleUploadedFile("regulamin.pdf", pdf()))
        his = sign_in(bogdan)
        found = re.search(r'href="(/announcements/(\d+)/file)"', his.get("/start").content.decode())
        assert found is not None
        answer = his.get(found[1])
        assert (answer.content, answer["Content-Disposition"]) == (pdf(), 'attachment; filename="regulamin.pdf"')
        assert "regulamin.pdf" in read(browser, "announcement", found[2])
        filled(browser, "announcement", found[2], **{**typed, "is_active": ""})
        assert his.get(found[1]).status_code == 404

    def test_a_harmful_file_is_not_taken(self, browser: Client, store: None) -> None:
        typed = {"title": "Regulamin", "is_active": "on", "is_public": "on"}
        page = filled(browser, "announcement_new", **typed, file=SimpleUploadedFile("regulamin.pdf", b"MZ no document"))
        assert page.status_code == 422
        assert "No announcements yet." in read(browser, "announcements")

    def test_cc_18_an_event_with_a_file(self, browser: Client, loan: str, store: None) -> None:
        """CC-18: saving an event "telephone" with one attached file shows the event in the history, the file in the
        document store."""
        filled(
            browser, "activity_event", about_kind="contract", about_number="11", type="phone_call",
            text="Przysłał skan", file=SimpleUploadedFile("skan.pdf", pdf()),
        )  # fmt: skip
        history = browser.get("/contracts/11/activities").content.decode()
        found = re.search(r'href="/activities/(\d+)"', history)
        assert found is not None
        assert "Attached file skan" in read(browser, "activity", found[1])
        assert "skan" in read(browser, "documents")


class TestAnnouncements:
    def test_ct_36_and_37_defined_listed_and_shown(self, browser: Client, bogdan: Actor, sign_in: SignIn) -> None:
        """CT-36: columns title, date, creating user, status. CT-37: without title it is not saved; with "public" off a
        province must be chosen; active + public shows the announcement. CT-38: taking off "active" removes it."""
        assert "The field “Title” is empty" in page_text(filled(browser, "announcement_new", title="", is_public="on"))
        assert "Choose the province" in page_text(filled(browser, "announcement_new", title="Tylko tu", is_active="on"))
        typed = {"title": "Szkolenie", "code": "S-1", "text": "W środę", "is_active": "on", "is_public": "on"}
        page = page_text(filled(browser, "announcement_new", **typed))
        for word in ("Title", "Date", "Created by", "Status", "Szkolenie", "21 May 2015", "Ewa Przykładowa", "public"):
            assert word in page
        his = sign_in(bogdan)
        assert "Szkolenie" in read(his, "start")
        listed = re.search(r'href="/announcements/(\d+)"', browser.get("/announcements").content.decode())
        assert listed is not None
        row = listed[1]
        filled(browser, "announcement", row, **{**typed, "is_active": ""})
        assert "Szkolenie" not in read(his, "start")
        browser.post(f"/announcements/{row}/removal")
        assert "No announcements yet." in read(browser, "announcements")


def test_ct_35_is_set_on_a_page(browser: Client) -> None:
    """CT-35: from greater than to is refused."""
    page = filled(browser, "start_figures", days_from="60", days_to="30")
    assert "The first number of days is greater than the last one." in page_text(page)
    page = filled(browser, "start_figures", days_from="30", days_to="60", amount_min="1000,00")
    assert "30 to 60 days late · overdue 1,000.00 PLN and more" in page_text(page)
