"""Versions of products: drafts, publishing, and that what is published stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from repaid.access.actors import Actor
from repaid.kernel.refusal import Forbidden, NotFound
from repaid.ledger.choices import Role
from repaid.ledger.commands.chart import map_role
from repaid.ledger.models import RoleAccount
from repaid.products.commands.versions import (
    AlreadyPublished,
    DraftStands,
    change_draft,
    draft_version,
    publish_version,
)
from repaid.products.models import ProductVersion
from repaid.products.offer import fees_of
from repaid.products.queries import account_codes, offered_version, version_named
from repaid.products.tests.offers import CODE, DRAFT, FEE, drafted, lender, published


@pytest.fixture
def machine(db: None) -> Actor:
    return lender()


class TestDraftVersion:
    def test_it_works(self, machine: Actor) -> None:
        version = drafted(machine)
        assert (version.number, version.published_at, version.rate) == (1, None, Decimal(5))
        assert fees_of(version) == (FEE,)

    def test_one_draft_at_a_time(self, machine: Actor) -> None:
        drafted(machine)
        with pytest.raises(DraftStands):
            drafted(machine)

    def test_the_next_number(self, machine: Actor) -> None:
        published(machine)
        assert drafted(machine).number == 2

    def test_an_unknown_product(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            draft_version(by=machine, product="nieznany", draft=DRAFT)

    @pytest.mark.parametrize(
        ("wrong", "rule"),
        [
            ({"amount_min": 400_000}, "amounts_out_of_order"),
            ({"count_min": 25}, "counts_out_of_order"),
            ({"rate": Decimal(11)}, "rates_out_of_order"),
            ({"rate": Decimal(-1), "rate_min": Decimal(-2)}, "rates_out_of_order"),
            ({"accounts": {"fee_income": "999"}}, "unknown_account"),
            ({"accounts": {"lottery": "750"}}, "unknown_role"),
            ({"template": {"amount": "500.00"}}, "not_of_template"),
            ({"template": {"method": "lottery"}}, "template_refused"),
            ({"template": {"multiple": "0.00"}}, "template_refused"),
            ({"template": {"colour": "red"}}, "template_refused"),
        ],
    )
    def test_what_cannot_be(self, machine: Actor, wrong: dict[str, Any], rule: str) -> None:
        with pytest.raises(Forbidden) as refused:
            drafted(machine, **wrong)
        assert refused.value.facts["rule"] == rule
        assert not ProductVersion.objects.exists()


class TestChangeDraft:
    def test_it_works(self, machine: Actor) -> None:
        drafted(machine)
        change_draft(by=machine, product=CODE, number=1, draft=replace(DRAFT, rate=Decimal(6)))
        assert version_named(machine, CODE, 1).rate == Decimal(6)

    def test_not_after_publishing(self, machine: Actor) -> None:
        published(machine)
        with pytest.raises(AlreadyPublished):
            change_draft(by=machine, product=CODE, number=1, draft=DRAFT)

    def test_an_unknown_version(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            change_draft(by=machine, product=CODE, number=7, draft=DRAFT)


class TestPublishVersion:
    def test_it_works(self, machine: Actor) -> None:
        version = published(machine, accounts={"fee_income": "750"})
        assert version.published_at is not None
        codes = account_codes(version)
        assert (codes[Role.FEE_INCOME], codes[Role.LOANS_PRINCIPAL]) == ("750", "201")
        assert set(codes) == set(Role.values)

    def test_it_keeps_its_accounts(self, machine: Actor) -> None:
        published(machine)
        map_role(by=machine, role=Role.LOANS_PRINCIPAL, code="202")
        assert account_codes(version_named(machine, CODE, 1))[Role.LOANS_PRINCIPAL] == "201"

    def test_a_role_that_came_later_has_the_account_of_the_chart(self, machine: Actor) -> None:
        version = published(machine)
        del version.accounts[Role.RECOVERIES]
        assert account_codes(version)[Role.RECOVERIES] == "760"

    def test_a_role_without_account(self, machine: Actor) -> None:
        RoleAccount.objects.filter(role=Role.RECOVERIES).delete()
        drafted(machine)
        with pytest.raises(Forbidden) as refused:
            publish_version(by=machine, product=CODE, number=1)
        assert refused.value.facts["rule"] == "role_without_account"

    def test_once_only(self, machine: Actor) -> None:
        published(machine)
        with pytest.raises(AlreadyPublished):
            publish_version(by=machine, product=CODE, number=1)

    def test_the_database_keeps_what_is_published(self, machine: Actor) -> None:
        version = published(machine)
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            ProductVersion.objects.filter(pk=version.pk).update(rate=Decimal(9))
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            version.delete()


class TestOfferedVersion:
    def test_the_newest_that_has_begun(self, machine: Actor) -> None:
        published(machine)
        published(machine, valid_from=date(2026, 1, 1))
        drafted(machine, valid_from=date(2025, 1, 1))
        assert offered_version(machine, CODE, date(2025, 12, 31)).number == 1
        assert offered_version(machine, CODE, date(2026, 1, 1)).number == 2

    def test_none_has_begun(self, machine: Actor) -> None:
        published(machine)
        with pytest.raises(NotFound):
            offered_version(machine, CODE, date(2014, 12, 31))
