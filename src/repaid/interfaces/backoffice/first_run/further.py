"""Founding one more organisation in an installation that has some: the questions of the first run, without its code."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.founding.commands.founding import found_further
from repaid.founding.rights import FOUND
from repaid.interfaces.backoffice.first_run.asking import Run, ask, sum_up
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import in_order, isolated


@staff_page(FOUND)
def begin(request: ActorRequest) -> HttpResponse:
    """On to the first question that is open; what was answered before is there."""
    return HttpResponseRedirect(_run(request).next_address)


@staff_page(FOUND)
def question(request: ActorRequest, step: str) -> HttpResponse:
    """One question."""
    return ask(request, _run(request), step)


@staff_page(FOUND)
def summary(request: ActorRequest) -> HttpResponse:
    """Everything that was answered, and the founding."""

    def then(done: Any) -> str:
        said = _("{name} is founded. {login} logs in with the password that you typed and chooses an own one.")
        messages.success(request, said.format(name=in_order(done.name), login=isolated(done.login)))
        return reverse("backoffice:settings")

    return sum_up(request, _run(request), lambda typed: found_further(by=request.actor, password=typed), then)


def _run(request: ActorRequest) -> Run:
    title = gettext_lazy("Found one more organisation")
    return Run("further", title, request.actor, reverse("backoffice:settings"))
