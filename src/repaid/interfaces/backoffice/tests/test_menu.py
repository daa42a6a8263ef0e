"""The menu shows what the actor may open, marks where one is, and asks rights that exist."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from django.urls import resolve

import repaid
from repaid.access.actors import Actor
from repaid.access.rights import all_rights
from repaid.interfaces.backoffice.menu import MENU, menu_for

CLERK = Actor(
    organisation_id=1,
    audience="staff",
    name="Marek Testowy",
    channel="backoffice",
    rights=frozenset({"ledger.view", "contracts.view", "payments.view"}),
    scope="organisation",
)


def names(actor: Actor, path: str = "/start") -> list[str]:
    return [str(shown.group.label) for shown in menu_for(actor, path)]


def test_a_group_is_there_when_an_entry_in_it_is_allowed() -> None:
    assert names(CLERK) == ["Start", "To do", "Contracts", "Payments", "Money out", "Ledger", "System management"]
    assert names(replace(CLERK, rights=frozenset())) == ["Start", "To do", "System management"]


def test_the_page_and_what_is_below_it_mark_their_entry() -> None:
    ledger = menu_for(CLERK, "/ledger/trial-balance")[-2]
    assert ledger.is_current and [shown.is_current for shown in ledger.entries] == [False, True, False]
    assert [shown.is_current for shown in menu_for(CLERK, "/contracts/11/schedule")] == [
        False,
        False,
        True,
        *[False] * 4,
    ]
    assert not any(shown.is_current for shown in menu_for(CLERK, "/contracts-of-others"))


def test_every_right_of_the_menu_is_declared() -> None:
    for rights in Path(repaid.__file__).parent.glob("*/rights.py"):
        import_module(f"repaid.{rights.parent.name}.rights")
    asked = {entry.right for group in MENU for entry in group.entries if entry.right}
    assert asked - set(all_rights()) == set()


def test_no_letter_opens_two_groups() -> None:
    keys = [group.key for group in MENU]
    assert len(set(keys)) == len(keys)


def test_every_entry_is_a_page_that_asks_the_same_right() -> None:
    entries = [entry for group in MENU for entry in group.entries]
    asked = {entry.path: f"staff:{entry.right or 'any'}" for entry in entries}
    assert {path: resolve(path).func.rule for path in asked} == asked
