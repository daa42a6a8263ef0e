"""The questions of a founding one by one, and the summary: of the first run, and of whoever founds one more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.founding.commands.founding import keep_answers
from repaid.founding.plan import STEPS, open_step
from repaid.founding.queries import answers
from repaid.interfaces.backoffice.first_run.forms import QUESTIONS, TITLES, PasswordForm, proposed
from repaid.interfaces.backoffice.first_run.shown import beside, steps_shown, summary_of
from repaid.interfaces.ui.columns import Text


@dataclass(frozen=True, slots=True)
class Run:
    """A founding under way. `by` is who founds one more, None in the first run; `name` begins the names of its pages;
    `leave` is where one goes who breaks off."""

    name: str
    title: Text
    by: Actor | None = None
    leave: str = ""

    def address(self, step: str) -> str:
        """The page of a step; that of the summary for none."""
        if not step:
            return reverse(f"backoffice:{self.name}_summary")
        return reverse(f"backoffice:{self.name}_step", args=[step])

    @property
    def next_address(self) -> str:
        """The first question without an answer, or the summary."""
        return self.address(open_step(answers(self.by)))


def ask(request: HttpRequest, run: Run, step: str) -> HttpResponse:
    """One question; the answer is kept and the next one follows."""
    if step not in QUESTIONS:
        raise Http404(step)
    known = answers(run.by)
    form = QUESTIONS[step](request.POST or None, answers=known, initial=proposed(step, known), on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        keep_answers(step, form.told(), run.by)
        return HttpResponseRedirect(run.address(_after(step)))
    back = _before(step)
    facts = {
        "run": run, "form": form, "title": TITLES[step], "steps": steps_shown(step, known, run.address),
        "back": run.address(back) if back else "", "beside": beside(step, known),
    }  # fmt: skip
    return render(request, "backoffice/first_run/question.html", facts, status=422 if form.errors else 200)


def sum_up(request: HttpRequest, run: Run, found: Callable[[str], Any], then: Callable[[Any], str]) -> HttpResponse:
    """Everything that was answered; the password founds the organisation, and `then` says where to go."""
    known = answers(run.by)
    if open_step(known):
        return HttpResponseRedirect(run.next_address)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: found(form.cleaned_data["password"]))
        if done:
            return HttpResponseRedirect(then(done))
    facts = {
        "run": run, "form": form, "steps": steps_shown("", known, run.address),
        "parts": summary_of(known, run.address), "back": run.address(STEPS[-1]),
    }  # fmt: skip
    return render(request, "backoffice/first_run/summary.html", facts, status=422 if form.errors else 200)


def _after(step: str) -> str:
    """The step after this one; none after the last."""
    later = STEPS[STEPS.index(step) + 1 :]
    return later[0] if later else ""


def _before(step: str) -> str:
    place = STEPS.index(step)
    return STEPS[place - 1] if place else ""
