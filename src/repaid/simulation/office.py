"""The everyday work of the demo's staff: what they planned, noted, announced and told each other."""

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import partial
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.activities.choices import ActivityKind, Priority, Work
from repaid.activities.commands.announcing import Notice, publish_announcement
from repaid.activities.commands.assigning import assign_work
from repaid.activities.commands.ground import About
from repaid.activities.commands.messaging import send_internal_message
from repaid.activities.commands.noting import Contact, Instruction, give_instruction, note_event
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.simulation.cast import Cast
from repaid.simulation.moments import moment
from repaid.simulation.papers import bring_paper
from repaid.simulation.script import Script

Told = Mapping[str, Any]
DAYS: Final = ("due", "promise", "until")
"""What of a deed is a moment; `on` is when it is done."""


def tell_office(cast: Cast, script: Script, told: list[dict[str, Any]], today: date) -> None:
    """Put the deeds of the staff into the script; `who` and `to` are clerk, manager or head, `about` is a party by its
    name in the data, or a contract by its number."""
    for each in told:
        days: dict[str, Any] = {name: moment(each[name], today) for name in DAYS if name in each}
        script.add(moment(each["on"], today), partial(DEEDS[each["do"]], cast, {**each, **days}))


def _person(cast: Cast, told: Told, name: str) -> Actor:
    person: Actor = getattr(cast, told[name])
    return person


def _about(cast: Cast, told: Told) -> About | None:
    if "contract" in told:
        return About("contract", told["contract"])
    return About("party", cast.parties[told["party"]]) if "party" in told else None


def _plan(cast: Cast, told: Told) -> None:
    plan = Plan(
        told["text"], told["due"], kind=told.get("kind", ActivityKind.TASK), type=told.get("type", ""),
        due_at=time.fromisoformat(told["at"]) if "at" in told else None, place=told.get("place", ""),
        priority=told.get("priority", Priority.NORMAL),
    )  # fmt: skip
    plan_activity(by=_person(cast, told, "who"), plan=plan, about=_about(cast, told))


def _note(cast: Cast, told: Told) -> None:
    contact = Contact(
        told["type"], told.get("status", ""), told.get("result", ""), told.get("promise"), told.get("contact", ""),
        told["text"],
    )  # fmt: skip
    note_event(by=_person(cast, told, "who"), told=contact, about=_about(cast, told))


def _instruct(cast: Cast, told: Told) -> None:
    instruction = Instruction(_person(cast, told, "to").account, told["text"], told.get("due"))
    give_instruction(by=_person(cast, told, "who"), instruction=instruction, about=_about(cast, told))


def _announce(cast: Cast, told: Told) -> None:
    notice = Notice(told["title"], text=told["text"], is_special=told.get("special", False), until=told.get("until"))
    publish_announcement(by=_person(cast, told, "who"), notice=notice)


def _say(cast: Cast, told: Told) -> None:
    send_internal_message(
        by=_person(cast, told, "who"), to=_person(cast, told, "to").account, text=told["text"],
        about=_about(cast, told),
    )  # fmt: skip


def _file(cast: Cast, told: Told) -> None:
    to = _person(cast, told, "to") if "to" in told else None
    bring_paper(_person(cast, told, "who"), told, _about(cast, told), to)


def _assign(cast: Cast, told: Told) -> None:
    about = _about(cast, told)
    assert about is not None, "something is assigned"
    to = _person(cast, told, "to").account
    assign_work(by=_person(cast, told, "who"), about=about, to=to, work=told.get("work", Work.CALL))


DEEDS: Final[Mapping[str, Callable[[Cast, Told], None]]] = {
    "plan": _plan,
    "note": _note,
    "instruct": _instruct,
    "announce": _announce,
    "say": _say,
    "file": _file,
    "assign": _assign,
}
