"""Groups on screen, and what their rights open (CT-07 to CT-10, CT-12, CC-03)."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import Group
from repaid.access.tests.bank import bank, employ, hq_admin
from repaid.interfaces.backoffice.menu import MENU, menu_for
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


@pytest.fixture
def head(machine: Actor) -> Actor:
    return hq_admin(machine)


@pytest.fixture
def admin(head: Actor, sign_in: SignIn) -> Client:
    return sign_in(head)


def text_of(client: Client, page: str, *args: object) -> str:
    return page_text(client.get(reverse(f"backoffice:{page}", args=args)).content.decode())


def test_system_management_stands_in_the_menu(head: Actor) -> None:
    """CT-07: the entries in their order for an HQ admin."""
    group = next(shown for shown in menu_for(head, "/groups") if str(shown.group.label) == "System management")
    assert [str(shown.entry.label) for shown in group.entries] == [
        "Groups", "Users", "Change password", "User wizard", "Province manager's information",
    ]  # fmt: skip


def test_the_list_shows_the_supplied_groups(admin: Client) -> None:
    """CT-08: columns checkbox, #, title as a link."""
    source = admin.get(reverse("backoffice:groups")).content.decode()
    text = page_text(source)
    for title in ("Branch managers", "Admin of the legal and collections department", "Collections staff",
                  "Province admins", "Clerk"):  # fmt: skip
        assert title in text
    assert f'name="rows" value="{Group.objects.get(code="collections").pk}"' in source
    assert '<a href="/groups/collections">' in source and "#" in text


def test_a_group_with_one_page_opens_exactly_that_page(admin: Client, machine: Actor, sign_in: SignIn) -> None:
    """CT-10: the group "test"; a direct address of any other page is refused. CT-12: unticking holds at the next
    page that is loaded."""
    page = filled(admin, "group_new", name_en="test", rights=["access.read_audit"])
    assert "Group saved." in page_text(page.content.decode())
    sara = sign_in(employ(machine, "5001", "test"))
    pages = [entry.path for group in MENU for entry in group.entries if entry.right]
    opened = {path for path in pages if sara.get(path).status_code == 200}
    assert opened == {"/audit"}
    assert {sara.get(path).status_code for path in pages if path not in opened} == {403}
    filled(admin, "group", "test", name_en="test", rights=[])
    assert sara.get("/audit").status_code == 403


def test_what_is_ticked_stays_ticked(admin: Client) -> None:
    filled(admin, "group_new", name_en="test", rights=["access.branches"])
    source = admin.get(reverse("backoffice:group", args=["test"])).content.decode()
    assert 'value="access.branches" checked' in source and 'value="access.users" checked' not in source
    assert "System management/Groups" in page_text(source)
    assert "How it was" in page_text(source) and "Define provinces and branches" in page_text(source)


def test_a_right_that_one_does_not_have_cannot_be_ticked(admin: Client, head: Actor) -> None:
    assert not head.may("contracts.waive")
    Group.objects.filter(code="clerks").update(rights=["contracts.waive"])
    source = admin.get(reverse("backoffice:group", args=["clerks"])).content.decode()
    assert 'value="contracts.waive" checked disabled' in source
    filled(admin, "group", "clerks", name_en="Clerk", rights=["reports.view"])
    assert Group.objects.get(code="clerks").rights == ["contracts.waive", "reports.view"]


def test_a_title_is_needed(admin: Client) -> None:
    """CT-06, CT-10."""
    page = filled(admin, "group_new", rights=["access.branches"])
    source = page.content.decode()
    assert page.status_code == 422 and "is-invalid" in source and "is empty" in source
    assert 'value="access.branches" checked' in source


def test_a_group_that_somebody_has_is_not_deleted(admin: Client, machine: Actor) -> None:
    """CT-09: [وصول مطالبات] while user 5001 has it."""
    employ(machine, "5001")
    where, keys = reverse("backoffice:group_removal"), dict(Group.objects.values_list("code", "pk"))
    page = admin.post(where, {"rows": [keys["collections"]], "key": ""})
    assert page.status_code == 422
    assert "cannot be deleted: 1 user has it" in page_text(page.content.decode())
    admin.post(where, {"rows": [keys["clerks"]], "key": ""})
    assert set(Group.objects.filter(code__in=("collections", "clerks")).values_list("code", flat=True)) == {
        "collections"
    }
    assert "نمونه 5001" in text_of(admin, "group", "collections")


def test_functions_depend_on_rights(admin: Client, machine: Actor, sign_in: SignIn) -> None:
    """CC-03: without the right no menu and no page; granted, the menu is there at the next load."""
    filled(admin, "group_new", name_en="test", rights=[])
    sara = sign_in(employ(machine, "5001", "test"))
    assert "Reports" not in page_text(sara.get("/start").content.decode())
    refused = sara.get("/reports/ageing")
    assert refused.status_code == 403 and "do not have the right" in page_text(refused.content.decode())
    filled(admin, "group", "test", name_en="test", rights=["reports.view"])
    assert "Reports" in page_text(sara.get("/start").content.decode())
    assert sara.get("/reports/ageing").status_code == 200
