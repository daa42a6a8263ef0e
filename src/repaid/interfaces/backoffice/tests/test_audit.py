"""The audit trail on screen: filters, pages, one line with before and after, refusals, export."""

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.command import all_commands
from repaid.access.commands.organisations import save_group
from repaid.access.history import changes_of, kept_tables, told_fields, tracked_name
from repaid.access.models import AuditRecord
from repaid.access.rights import all_rights
from repaid.access.tests.people import krakowska, member
from repaid.interfaces.backoffice.audit.words import ROOMS, TABLES
from repaid.interfaces.backoffice.further_words import FURTHER
from repaid.interfaces.backoffice.said import WORDS
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.test_lists import FRAME
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.register import register_person

ADDRESS = "/audit"


def text(client: Client, **asked: str) -> str:
    return page_text(client.get(ADDRESS, asked))


def test_who_did_what_is_found_by_person_thing_kind_way_and_day(
    browser: Client, by: Actor, ewa: Actor, loan: str, django_assert_num_queries: Any
) -> None:
    register_person(by=ewa, given_names="Jan", family_name="Nowy")
    browser.get(ADDRESS)
    with django_assert_num_queries(FRAME + 3):
        everything = text(browser)
    assert "the system" in everything and "Ewa Przykładowa" in everything
    only_ewa = text(browser, who=str(ewa.user_id))
    assert "parties.register_person" in only_ewa and "contracts.disburse" not in only_ewa
    assert "contracts.disburse" in text(browser, room="contracts", who="system")
    assert "contracts.disburse" in text(browser, q="11") and "parties.register" not in text(browser, q="11")
    assert "parties.register_person" in text(browser, q="przykladowa")
    assert "contracts.disburse" in text(browser, q="disburse")
    assert "contracts.disburse" not in text(browser, channel="backoffice")
    today = date.today().isoformat()
    assert "contracts.disburse" in text(browser, at_from=today, at_to=today)
    assert "contracts.disburse" not in text(browser, at_to="2020-01-01")


def test_pages_follow_by_key(browser: Client, by: Actor, ewa: Actor) -> None:
    for number in range(30):
        register_person(by=ewa, given_names="Jan", family_name=f"Nowy {number}")
    first = browser.get(ADDRESS, {"rows": "25", "room": "parties"})
    following = first.context["listing"].next_address
    second = page_text(browser.get(following))
    assert page_text(first).count("parties.register_person") == 25
    assert second.count("parties.register_person") == 5


def test_refusals_of_pages_and_commands_are_lines(browser: Client, by: Actor, loan: str, sign_in: SignIn) -> None:
    """A page without the right, a record outside the scope: who tried, and where."""
    jan = sign_in(member(by, "Jan Ciekawski", ("contracts.view",)))
    jan.get("/ledger/accounts")
    jan.get("/contracts/404")
    jan.get("/contracts/11")
    refused = text(browser, outcome="refused")
    assert refused.count("Jan Ciekawski") >= 2
    assert "/ledger/accounts" in refused and "/contracts/404" in refused and "/contracts/11" not in refused
    row = AuditRecord.objects.exclude(refusal="").latest("pk")
    assert (row.refusal, row.outcome) == ("not_found", {"kind": "contract", "number": "404"})
    page = page_text(browser.get(reverse("backoffice:audit_line", args=[row.pk])))
    assert "Page asked for" in page and "refused" in page and "not_found" in page
    assert "Page asked for" not in text(browser, outcome="done")


def test_the_list_is_exported_and_that_is_a_line(browser: Client, by: Actor, loan: str) -> None:
    answer = browser.get(ADDRESS, {"export": "csv"})
    assert "contracts.disburse" in answer.content.decode() or "Pay out" in answer.content.decode()
    assert AuditRecord.objects.latest("pk").command == "access.export_list"


def test_a_line_shows_nothing_of_another_organisation(by: Actor) -> None:
    """One transaction may work in several, as an upgrade or the founding of a further one does."""
    save_group(by=by, code="board", names={"en": "Board"}, rights=())
    save_group(by=krakowska("wislana"), code="crew", names={"en": "Crew"}, rights=())
    for code in ("board", "crew"):
        line = AuditRecord.objects.get(command="access.save_group", arguments__code=code)
        told = {change.after for change in changes_of(line) if change.field == "code"}
        assert told & {"board", "crew"} == {code}


def test_every_table_and_column_of_the_history_has_a_word() -> None:
    """Nobody reads the name of a column of the database."""
    rooms = {name.partition(".")[0] for name in all_commands()} - {"tests"}
    assert rooms <= set(ROOMS)
    tables = [table for room in rooms for table in kept_tables(room)]
    unnamed = {tracked_name(table) for table in tables} - set(TABLES)
    fields = {field.name for table in tables for field in told_fields(table)}
    assert unnamed == set()
    assert fields - set(FURTHER) - set(WORDS) == set()


def test_a_line_of_another_branch_is_not_there(browser: Client, by: Actor, loan: str, sign_in: SignIn) -> None:
    wanda = sign_in(member(by, "Wanda Warszawska", tuple(all_rights()), scope="branch", branch="WA"))
    row = AuditRecord.objects.get(command="contracts.disburse")
    assert browser.get(reverse("backoffice:audit_line", args=[row.pk])).status_code == 200
    assert wanda.get(reverse("backoffice:audit_line", args=[row.pk])).status_code == 404
    address = reverse("backoffice:audit_line", args=[row.pk])
    assert f'href="{address}"' in browser.get(ADDRESS).content.decode()
    assert f'href="{address}"' not in wanda.get(ADDRESS).content.decode()


def test_the_indexes_for_millions_of_lines_are_there(by: Actor) -> None:
    """What is narrowed by person, command or thing, or is a refusal, is walked by an index in the order of the list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'access_auditrecord'")
        names = {name for (name,) in cursor.fetchall()}
    wanted = {"audit_of_subject", "audit_of_organisation", "audit_of_user", "audit_of_command", "audit_of_refusals"}
    assert wanted <= names
