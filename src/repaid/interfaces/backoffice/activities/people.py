"""Colleagues and forms of contact in boxes of forms."""

from typing import Any

from django import forms

from repaid.access.actors import Actor
from repaid.activities.queries.event_types import type_choices
from repaid.activities.queries.people import colleagues, staff_at_work
from repaid.interfaces.backoffice.pages import offer


def offer_staff(form: forms.Form, name: str, by: Actor, *, without_self: bool = True) -> None:
    """Let a box offer everybody who works in the organisation."""
    rows = staff_at_work(by).exclude(pk=by.account) if without_self else staff_at_work(by)
    offer(form, name, [("", "—"), *_named(rows)])


def offer_colleagues(form: forms.Form, name: str, by: Actor) -> None:
    """Let a box offer the actor and everybody whose work lies in the scope."""
    offer(form, name, _named(colleagues(by).distinct()))


def offer_types(form: forms.Form, by: Actor) -> None:
    """Let the box of the form of contact offer also what the organisation added."""
    offer(form, "type", [("", "—"), *type_choices(by)])


def _named(rows: Any) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]
