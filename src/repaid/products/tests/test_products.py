"""Products."""

from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.products.choices import ProductKind
from repaid.products.commands.products import ProductArchived, ProductExists, archive_product, create_product
from repaid.products.commands.versions import draft_version
from repaid.products.queries import offered_version, product_named, products
from repaid.products.tests.offers import CODE, DRAFT, lender, published


@pytest.fixture
def machine(db: None) -> Actor:
    return lender()


def create(by: Actor, **changes: Any) -> None:
    given = {"code": "mieszkanie", "names": {"pl": "Mieszkanie"}, "kind": ProductKind.MORTGAGE, "currency": "PLN"}
    create_product(by=by, **{**given, **changes})


class TestCreateProduct:
    def test_it_works(self, machine: Actor) -> None:
        create(machine)
        assert product_named(machine, "mieszkanie").kind == ProductKind.MORTGAGE
        assert [product.code for product in products(machine)] == ["mieszkanie", CODE]

    def test_a_code_is_taken_once(self, machine: Actor) -> None:
        with pytest.raises(ProductExists):
            create(machine, code=CODE)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"kind": "lottery"}, "kind"), ({"names": {"pl": " "}}, "names"), ({"currency": "zł"}, "currency")],
    )
    def test_wrong_input(self, machine: Actor, wrong: dict[str, Any], field: str) -> None:
        with pytest.raises(WrongInput) as refused:
            create(machine, **wrong)
        assert refused.value.field == field

    def test_without_the_right(self, machine: Actor) -> None:
        with pytest.raises(MissingRight):
            create(member(machine, "Olga", ("products.view",)))

    def test_another_organisation_does_not_see_it(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            product_named(krakowska("wislana"), CODE)


class TestArchiveProduct:
    def test_it_works(self, machine: Actor) -> None:
        version = published(machine)
        archive_product(by=machine, code=CODE)
        assert [product.code for product in products(machine, archived=True)] == [CODE]
        assert not products(machine).exists()
        with pytest.raises(NotFound):
            offered_version(machine, CODE, version.valid_from)

    def test_it_gets_no_new_version(self, machine: Actor) -> None:
        archive_product(by=machine, code=CODE)
        with pytest.raises(ProductArchived):
            draft_version(by=machine, product=CODE, draft=DRAFT)

    def test_once_only(self, machine: Actor) -> None:
        archive_product(by=machine, code=CODE)
        with pytest.raises(ProductArchived):
            archive_product(by=machine, code=CODE)

    def test_an_unknown_product(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            archive_product(by=machine, code="nieznany")
