"""Categories and access levels (CC-28, MP-41)."""

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska, member
from repaid.documents.commands.documents import add_document
from repaid.documents.commands.ground import (
    StillUsed,
    add_usual_categories,
    close_access_level,
    close_category,
    remove_category,
    save_access_level,
    save_category,
)  # fmt: skip
from repaid.documents.queries import categories, document_numbered, levels, levels_seen
from repaid.documents.tests.files import PDF
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput


def codes(by: Actor) -> set[str]:
    return {row.code for row in categories(by)}


def test_the_usual_ones_are_added_once(by: Actor) -> None:
    assert {"identity", "agreement", "rules"} <= codes(by)
    assert [row.code for row in levels(by)] == ["general", "management"]
    again = add_usual_categories(by=by)
    assert (again.categories, again.levels) == (0, 0)


def test_a_new_category_is_at_once_in_the_form_and_nowhere_else(by: Actor, ewa: Actor) -> None:
    """CC-28, MP-41: other organisations are not affected."""
    other = krakowska("obca")
    save_category(by=by, code="photos", names={"en": "Photos", "pl": "Zdjęcia", "xx": "?"})
    assert "photos" in codes(ewa)
    assert categories(by).get(code="photos").names == {"en": "Photos", "pl": "Zdjęcia"}
    assert codes(other) == set()


def test_a_used_category_is_closed_and_not_removed(by: Actor) -> None:
    """CC-28."""
    done = add_document(by=by, name="Pismo", category="letter", level="general", file_name="pismo.pdf", content=PDF)
    with pytest.raises(StillUsed, match="Letter"):
        remove_category(by=by, code="letter")
    close_category(by=by, code="letter")
    assert "letter" not in codes(by)
    assert document_numbered(by, done.number).category.code == "letter"
    with pytest.raises(WrongInput):
        add_document(by=by, name="Pismo", category="letter", level="general", file_name="b.pdf", content=PDF)
    close_category(by=by, code="letter", closed=False)
    remove_category(by=by, code="court")
    assert codes(by) >= {"letter"}
    assert "court" not in codes(by)
    with pytest.raises(NotFound):
        close_category(by=by, code="court")


def test_a_level_names_its_groups(by: Actor, ewa: Actor) -> None:
    save_access_level(by=by, code="legal", names={"en": "Legal"}, groups=("ewaprzykadowa",))
    adam = member(by, "Adam Nowy", ("documents.view",))
    assert {row.code for row in levels_seen(ewa)} == {"general", "legal"}
    assert {row.code for row in levels_seen(adam)} == {"general"}
    close_access_level(by=by, code="legal")
    assert [row.code for row in levels(by)] == ["general", "management"]
    for wrong in ({"groups": ()}, {"groups": ("nobody",)}, {"groups": (), "everybody": True, "names": {}}):
        with pytest.raises(WrongInput):
            save_access_level(by=by, **{"code": "x", "names": {"en": "X"}, **wrong})
    with pytest.raises(WrongInput):
        save_category(by=by, code="Not a code", names={"en": "X"})
    with pytest.raises(NotFound):
        close_access_level(by=by, code="nothing")


def test_only_with_the_right(by: Actor) -> None:
    jan = member(by, "Jan Nowy", ("documents.add",))
    for act in (
        lambda: add_usual_categories(by=jan),
        lambda: save_category(by=jan, code="x", names={"en": "X"}),
        lambda: close_category(by=jan, code="letter"),
        lambda: remove_category(by=jan, code="letter"),
        lambda: save_access_level(by=jan, code="x", names={"en": "X"}, groups=(), everybody=True),
        lambda: close_access_level(by=jan, code="general"),
    ):
        with pytest.raises(MissingRight):
            act()
