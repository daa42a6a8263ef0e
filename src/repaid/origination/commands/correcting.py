"""What a correction asks of the author: a task in the to-do list, until the correction ends (CZ-27, CL-04)."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.activities.choices import LIVE
from repaid.activities.commands.doing import finish_activities
from repaid.activities.commands.ground import About
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.queries.activities import activities
from repaid.activities.queries.people import staff_at_work
from repaid.activities.rights import ACT, ASSIGN
from repaid.origination.choices import KIND
from repaid.origination.models import Application

DAYS: Final = timedelta(days=3)


def ask_author(by: Actor, application: Application, reason: str) -> None:
    """Put the reason into the author's to-do list; nobody is asked when the author is no longer at work."""
    author = application.work.author_id
    if author is None or not staff_at_work(by).filter(pk=author).exists():
        return
    # Who may send an application back may ask for this one correction.
    asker = replace(by, rights=by.rights | {ACT.code, ASSIGN.code})
    plan = Plan(text=reason, due_on=today(by.organisation_id) + DAYS)
    plan_activity(by=asker, plan=plan, about=_about(application), owner=author, key=_key(application))


def no_more_to_ask(by: Actor, application: Application) -> None:
    """Close the task, if there is one: the correction has ended, whoever ended it, or the application has."""
    # Who may end a correction may close the one task that asked for it.
    closer = replace(by, rights=by.rights | {ASSIGN.code})
    task = activities(closer).filter(key=_key(application), state__in=LIVE).first()
    if task is not None:
        finish_activities(by=closer, activities=[task.pk])


def _about(application: Application) -> About:
    return About(KIND, application.number)


def _key(application: Application) -> UUID:
    """One task in each round."""
    return uuid5(NAMESPACE_URL, f"correction:{application.subject_id}:{application.work.round}")
