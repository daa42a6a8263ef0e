"""The print buffer, finding a printout, printing and printing again."""

from typing import Any

from django import forms
from django.contrib import messages as notes
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin

from repaid.interfaces.backoffice.messages.lists import Jobs, Letters, letter_address
from repaid.interfaces.backoffice.messages.outbox import ReasonForm
from repaid.interfaces.backoffice.messages.words import kind_of, trail
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.fields import CountField
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.messages.choices import Dispatch, PrintState
from repaid.messages.commands.printing import cancel_letter, change_letter, print_again, print_letters
from repaid.messages.queries.printing import (
    job_numbered,
    jobs,
    letter_numbered,
    letters,
    pages_drawn,
    pages_of_letter,
    pdf_of_job,
    pdf_of_letter,
    sheaves_of,
    waiting_letters,
)
from repaid.messages.rights import PRINT, SEND, VIEW

SHOWN = 500
PICTURE_WIDTH = 900
HOUR_SECONDS = 3600
BUFFER = gettext_lazy("Print buffer")


class LetterForm(Form):
    """How many copies, and how they leave the house."""

    copies = CountField(label=gettext_lazy("Copies"), at_least=1, at_most=20)
    dispatch = forms.ChoiceField(label=gettext_lazy("Way of dispatch"), choices=Dispatch.choices)


@staff_page(VIEW)
def buffer(request: ActorRequest) -> HttpResponse:
    """Letters that wait, oldest first; the print unit chooses some and prints them as one job."""
    if request.method == "POST":
        return _print(request)
    waiting = waiting_letters(request.actor)
    rows = [(row, kind_of(row), Dispatch(row.dispatch).label) for row in waiting[:SHOWN]]
    count = waiting.count() if len(rows) == SHOWN else len(rows)
    facts = {"rows": rows, "count": count, "may_print": request.actor.may(PRINT.code)}
    return render(request, "backoffice/messages/buffer.html", facts)


def _print(request: ActorRequest) -> HttpResponse:
    chosen = [int(each) for each in request.POST.getlist("rows") if each.isdecimal()]
    done = print_letters(by=request.actor, items=chosen)
    notes.success(request, _("One file for all letters is ready. They have left the buffer."))
    return HttpResponseRedirect(reverse("backoffice:print_job", args=[done.number]))


@staff_page(VIEW)
def jobs_made(request: ActorRequest) -> HttpResponseBase:
    """Print jobs, newest first."""
    return Jobs(request, jobs(request.actor)).response("backoffice/messages/jobs.html")


@staff_page(PRINT)
def job(request: ActorRequest, number: int) -> HttpResponse:
    """One job: its file, and which letter stands on which pages."""
    row = job_numbered(request.actor, number)
    columns = (
        Column("item.pk", _("Letter"), "code", link=lambda each: letter_address(each.item)),
        Column("item.addressee", _("Addressee")),
        Column("copies", _("Copies"), "number"),
        Column("first", _("First page"), "number"),
        Column("last", _("Last page"), "number"),
        Column(lambda each: str(Dispatch(each.item.dispatch).label), _("Way of dispatch")),
    )
    table = Table(_("Order of the pages"), columns, sheaves_of(row))
    facts = {
        "job": row,
        "table": table,
        "trail": trail((BUFFER, reverse("backoffice:print_buffer")), (number_text(number), "")),
    }
    return render(request, "backoffice/messages/job.html", facts)


@staff_page(PRINT)
def job_repetition(request: ActorRequest, number: int) -> HttpResponse:
    """Print all letters of a job again, word for word as they were."""
    row, form = job_numbered(request.actor, number), ReasonForm(request.POST or None)
    here, title = reverse("backoffice:print_job", args=[number]), _("Print all letters again")
    steps = trail((BUFFER, reverse("backoffice:print_buffer")), (number_text(number), here), (title, ""))
    items = [line.item_id for line in row.lines.all()]
    return form_page(
        request, form, FormPage(title, steps, title, here, _("The file is ready.")),
        lambda: print_again(by=request.actor, items=items, **form.values()),
        lambda done: reverse("backoffice:print_job", args=[done.number]),
    )  # fmt: skip


@staff_page(PRINT)
def job_file(request: ActorRequest, number: int) -> HttpResponse:
    """The file of a job."""
    return _file(pdf_of_job(job_numbered(request.actor, number)), f"letters-{number}.pdf", is_shown=False)


@staff_page(VIEW)
def printouts(request: ActorRequest) -> HttpResponseBase:
    """Every letter that was ordered (CC-58)."""
    return Letters(request, letters(request.actor)).response("backoffice/messages/printouts.html")


@staff_page(VIEW)
def letter(request: ActorRequest, item: int) -> HttpResponse:
    """One letter: what it says, where it is, the jobs in which it was printed."""
    row = letter_numbered(request.actor, item)
    is_waiting = row.state == PrintState.WAITING
    facts: dict[str, Any] = {
        "item": row, "kind": kind_of(row), "dispatch": Dispatch(row.dispatch).label, "text": row.letter,
        "pages": range(1, pages_of_letter(row) + 1),
        "jobs": [line.job for line in row.lines.select_related("job__made_by").order_by("job__number")],
        "can_change": is_waiting and request.actor.may(SEND.code),
        "can_repeat": row.state == PrintState.PRINTED and request.actor.may(PRINT.code),
        "trail": trail((_("Printouts"), reverse("backoffice:printouts")), (number_text(item), "")),
    }  # fmt: skip
    return render(request, "backoffice/messages/letter.html", facts)


@staff_page(VIEW)
@xframe_options_sameorigin
def letter_file(request: ActorRequest, item: int) -> HttpResponse:
    """One letter as a file, to be looked at."""
    row = letter_numbered(request.actor, item)
    return _file(pdf_of_letter(row, timezone.now()), f"letter-{item}.pdf", is_shown=True)


@staff_page(VIEW)
def letter_page(request: ActorRequest, item: int, page: int) -> HttpResponse:
    """One page of a letter as a picture."""
    drawn = pages_drawn(letter_numbered(request.actor, item), PICTURE_WIDTH)
    if not 1 <= page <= len(drawn):
        raise Http404(page)
    return picture(drawn[page - 1])


def picture(content: bytes) -> HttpResponse:
    """A page of a letter, which never changes."""
    answer = HttpResponse(content, content_type="image/png")
    answer["Cache-Control"] = f"private, max-age={HOUR_SECONDS}"
    return answer


@staff_page(SEND)
def change(request: ActorRequest, item: int) -> HttpResponse:
    """Change copies and way of dispatch."""
    row = letter_numbered(request.actor, item)
    form = LetterForm(request.POST or None, initial={"copies": row.copies, "dispatch": row.dispatch})
    page = _page(row, _("Change the order"), _("Save"), _("Saved."))
    return form_page(request, form, page, lambda: change_letter(by=request.actor, item=item, **form.values()))


@staff_page(SEND)
def cancellation(request: ActorRequest, item: int) -> HttpResponse:
    """Take a letter out of the buffer."""
    row, form = letter_numbered(request.actor, item), ReasonForm(request.POST or None)
    page = _page(row, _("Cancel the letter"), _("Take out of the buffer"), _("Taken out."), danger=True)
    return form_page(request, form, page, lambda: cancel_letter(by=request.actor, item=item, **form.values()))


@staff_page(PRINT)
def repetition(request: ActorRequest, item: int) -> HttpResponse:
    """Print a letter again."""
    row, form = letter_numbered(request.actor, item), ReasonForm(request.POST or None)
    page = _page(row, _("Print again"), _("Print again"), _("The file is ready."))
    return form_page(
        request, form, page, lambda: print_again(by=request.actor, items=[item], **form.values()),
        lambda done: reverse("backoffice:print_job", args=[done.number]),
    )  # fmt: skip


def _page(row: Any, title: str, save: str, said: str, danger: bool = False) -> FormPage:
    here = letter_address(row)
    steps = trail((_("Printouts"), reverse("backoffice:printouts")), (number_text(row.pk), here), (title, ""))
    return FormPage(title, steps, save, here, said, name=row.addressee, danger=danger)


def _file(content: bytes, name: str, *, is_shown: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'{"inline" if is_shown else "attachment"}; filename="{name}"'
    return answer
