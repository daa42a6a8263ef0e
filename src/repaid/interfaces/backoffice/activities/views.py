"""The to-do list, the search, one activity, assignments."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from repaid.activities.queries.activities import activities, activity_named, instructions_by, is_due, steps_of, to_do
from repaid.activities.queries.assignments import assignments
from repaid.activities.queries.people import colleagues
from repaid.activities.rights import ACT, SEE_OTHERS
from repaid.activities.rules import findings_of_answering, findings_of_closing
from repaid.interfaces.backoffice.activities import words
from repaid.interfaces.backoffice.activities.assigned import Assigned
from repaid.interfaces.backoffice.activities.changing import changed, changes_form
from repaid.interfaces.backoffice.activities.lists import Found, ToDo, views
from repaid.interfaces.backoffice.activities.told import facts_of, steps_told
from repaid.interfaces.backoffice.activities.whens import WHENS, when_asked, who_asked
from repaid.interfaces.backoffice.pages import business_day, views_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page()
def todo(request: ActorRequest) -> HttpResponseBase:
    """What waits for the reader, or for a colleague; ticked rows are changed together."""
    today, who, when = business_day(request), who_asked(request), when_asked(request)
    form = changes_form(request)
    if request.method == "POST" and (done := changed(request, form)):
        return done
    rows = instructions_by(request.actor) if when == "given" else to_do(request.actor, today, who)
    if when == "":
        rows = rows.filter(is_due(today))
    listing = ToDo(request, rows, today, ticked=request.POST.getlist("rows"))
    facts: dict[str, Any] = {"form": form, "views": views_of(request, WHENS), "who": who}
    if request.actor.may(SEE_OTHERS.code):
        facts["people"] = colleagues(request.actor).distinct()
    answer = listing.response("backoffice/activities/todo.html", facts)
    answer.status_code = 422 if form.errors else answer.status_code
    return answer


todo_of_events = staff_page(ACT)(todo)
"""The same list, from the menu of events (CC-25)."""


@staff_page(ACT)
def activity_list(request: ActorRequest) -> HttpResponseBase:
    """Activities that the reader may see, planned and done."""
    today = business_day(request)
    listing = Found(request, activities(request.actor), today)
    return listing.response("backoffice/activities/list.html", {"views": views_of(request, views(today))})


@staff_page()
def activity(request: ActorRequest, key: int) -> HttpResponse:
    """One activity with all that happened to it."""
    row = activity_named(request.actor, key)
    today = business_day(request)
    facts = {
        "row": row,
        "title": words.title_of(row),
        "state": words.standing(row, today),
        "facts": facts_of(row),
        "steps": steps_told(steps_of(row)),
        "reminders": list(row.reminders.order_by("at")),
        "may_close": not findings_of_closing(request.actor, row),
        "may_answer": not findings_of_answering(request.actor, row),
        "followed_by": list(row.followed_by.select_related("owner").order_by("pk")),
        "subject_page": words.page_of_subject(row),
    }
    return render(request, "backoffice/activities/activity.html", facts)


@staff_page(ACT)
def assignment_list(request: ActorRequest) -> HttpResponseBase:
    """Who handles what: one's own work, or that of the scope for who assigns."""
    return Assigned(request, assignments(request.actor)).response("backoffice/activities/assignments.html")
