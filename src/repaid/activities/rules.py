"""What may be done with activities, and why not: findings that buttons and commands both ask."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.activities.choices import LIVE, ActivityKind, ActivityState, CallResult
from repaid.activities.models import Activity
from repaid.activities.rights import ASSIGN
from repaid.kernel.refusal import Finding


def findings_of_closing(by: Actor, activity: Activity) -> list[Finding]:
    """Why an activity cannot be finished, postponed, handed over or cancelled by this person."""
    return [*_findings_of_state(activity), *_findings_of_person(by, activity)]


def findings_of_answering(by: Actor, activity: Activity) -> list[Finding]:
    """Why an instruction cannot be accepted or refused by this person."""
    found = _findings_of_state(activity)
    if activity.kind != ActivityKind.INSTRUCTION:
        found.append(Finding("no_instruction", _("Only an instruction is accepted or refused.")))
    elif activity.owner_id != by.user_id:
        found.append(Finding("not_addressed", _("Only the person to whom the instruction was sent can answer it.")))
    elif activity.state == ActivityState.ACCEPTED:
        found.append(Finding("accepted_already", _("The instruction was accepted already.")))
    return found


def _findings_of_state(activity: Activity) -> list[Finding]:
    if activity.state in LIVE:
        return []
    return [Finding("activity_closed", _("This is closed already: {state}."), facts={"state": activity.state_label})]


def _findings_of_person(by: Actor, activity: Activity) -> list[Finding]:
    if by.user_id is None or by.user_id in (activity.owner_id, activity.author_id) or by.may(ASSIGN.code):
        return []
    return [Finding("work_of_others", _("This is the work of a colleague. Who assigns work can change it."))]


def findings_of_day(day: date | None, today: date) -> list[Finding]:
    """Why an action cannot be planned for a day."""
    if day is None:
        return [Finding("no_day", _("Choose a day."))]
    if day < today:
        return [Finding("day_is_past", _("The day has passed. Choose today or a later day."))]
    return []


def findings_of_contact(result: str, promise_on: date | None, today: date) -> list[Finding]:
    """What is wrong with the result of a contact (CT-82): a promise needs a day that is not past, nothing else has one.

    >>> [finding.code for finding in findings_of_contact("promise", None, date(2026, 11, 20))]
    ['promise_without_day']
    """
    if result == CallResult.PROMISE and promise_on is None:
        return [Finding("promise_without_day", _("A promise needs a date. Please enter the payment date."))]
    if promise_on is not None and result != CallResult.PROMISE:
        return [Finding("day_without_promise", _("Only a promise to pay has a payment date."))]
    if promise_on is not None and promise_on < today:
        return [Finding("promise_is_past", _("The payment date has passed. Enter today or a later day."))]
    return []
