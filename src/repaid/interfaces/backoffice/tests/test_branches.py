"""Branches, provinces and loan types on screen (CT-39 to CT-42)."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.organisations import save_group
from repaid.access.models import Branch, Province
from repaid.access.rights import all_rights
from repaid.access.tests.bank import bank, employ
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.models import Product

BRANCHES = "/branches"


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


@pytest.fixture
def admin(machine: Actor, sign_in: SignIn) -> Client:
    save_group(by=machine, code="all", names={"en": "All"}, rights=tuple(all_rights()))
    return sign_in(employ(machine, "1000", "all", scope=ScopeLevel.ORGANISATION))


def key(code: str) -> int:
    return Branch.objects.get(code=code).pk


def found(client: Client, where: str, text: str, **asked: str) -> str:
    return page_text(
        client.get(where, {"q": text, **asked}).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    )


def test_branches_are_found_by_code_and_name(admin: Client) -> None:
    """CT-39: "7305" or "لرستان" finds branch 7305 (شهید مطهری لرستان)."""
    for text in ("7305", "لرستان", "شهيد"):
        rows = found(admin, BRANCHES, text)
        assert "7305" in rows and "شهید مطهری لرستان" in rows and "6140" not in rows


def test_a_branch_that_is_used_stays(admin: Client, machine: Actor) -> None:
    """CT-39: one or several; a branch with users cannot be deleted."""
    where = reverse("backoffice:branch_removal")
    page = admin.post(where, {"rows": [key("6140"), key("7305")], "key": ""})
    assert page.status_code == 422 and "cannot be deleted. Archive it" in page_text(page.content.decode())
    admin.post(where, {"rows": [key("7305"), key("7317")], "key": ""})
    assert [row.code for row in Branch.objects.all()] == ["6140"]
    admin.post(reverse("backoffice:branch_archive", args=[key("6140")]), {"archived": "yes"})
    assert "6140" in found(admin, BRANCHES, "", archived="yes") and "6140" not in found(admin, BRANCHES, "")


def test_a_branch_is_defined_and_offered(admin: Client) -> None:
    """CT-40: code 6140 twice is refused, an invalid IP too; the new branch is offered for users."""
    typed = {"name": "بهار", "code": "8329", "province": "96", "address": "تهران", "network": "10.20.30.40"}
    for wrong, said in (
        ({"code": "6140"}, "There is a branch with this code already."),
        ({"network": "10.20.30.400"}, "This is no IP address or range."),
        ({"name": ""}, "is empty"),
    ):
        page = filled(admin, "branch_new", **{**typed, **wrong})
        source = page.content.decode()
        assert page.status_code == 422 and said in page_text(source) and "is-invalid" in source
    filled(admin, "branch_new", **typed)
    assert "8329(بهار)" in admin.get(reverse("backoffice:user_new")).content.decode()
    assert 'placeholder="enter the code"' in admin.get(reverse("backoffice:branch_new")).content.decode()


def test_a_changed_name_is_shown_with_its_code(admin: Client) -> None:
    """CT-41: the code opens the branch; users show code(name)."""
    source = admin.get(BRANCHES).content.decode()
    assert f'<a href="/branches/{key("6140")}">' in source
    filled(admin, "branch", key("6140"), name="اکباتان", code="6140", province="96")
    assert "6140(اکباتان)" in admin.get("/users").content.decode()


def test_a_province_is_changed_with_its_manager(admin: Client) -> None:
    west = Province.objects.get(code="96").pk
    filled(
        admin, "province", west, name="تهران(غرب)", code="96", manager_name="Omid Karimi", manager_mobile="09120000001"
    )
    assert "Omid Karimi" in found(admin, "/provinces", "Karimi")
    filled(admin, "province_new", name="فارس", code="71")
    admin.post(reverse("backoffice:province_removal"), {"rows": [Province.objects.get(code="71").pk], "key": ""})
    admin.post(reverse("backoffice:province_archive", args=[west]), {"archived": "yes"})
    assert [row.code for row in Province.objects.filter(archived_at=None)] == ["73"]


def test_loan_types_are_found_and_deleted(admin: Client, machine: Actor) -> None:
    """CT-42: "تقسیطی" finds [مشارکت مدنی تقسیطی]; two ticked rows are deleted, one that was offered stays."""
    for code, title in (("307", "مشارکت مدنی تقسیطی"), ("308", "جعاله"), ("309", "مرابحه")):
        create_product(by=machine, code=code, names={"fa": title}, kind=ProductKind.CIVIL_PARTNERSHIP, currency="IRR")
    for text in ("تقسیطی", "تقسيطي", "30۷"):
        rows = found(admin, "/products", text)
        assert "مشارکت مدنی تقسیطی" in rows and "جعاله" not in rows
    keys = [row.pk for row in Product.objects.filter(code__in=("308", "309"))]
    look = admin.post(reverse("backoffice:product_removal"), {"rows": keys})
    assert "جعاله" in look.content.decode() and Product.objects.count() == 3
    admin.post(reverse("backoffice:product_removal"), {"rows": keys, "key": ""})
    assert [row.code for row in Product.objects.all()] == ["307"]
