"""Doing something to a contract: the form, its effect before it is done, then the deed itself, once.

The button of the deed stands beside the effect and carries the digest of the figures that the effect was shown for.
A press with other figures shows their effect instead of doing anything.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.access.command import all_commands
from repaid.access.commands.proposals import propose
from repaid.contracts.rights import VIEW
from repaid.contracts.rules import action_findings
from repaid.interfaces.backoffice.contracts.deeds import Deed, deed_named
from repaid.interfaces.backoffice.contracts.effect import Effect, effect_of
from repaid.interfaces.backoffice.contracts.forms.base import DeedForm
from repaid.interfaces.backoffice.contracts.record import Record
from repaid.interfaces.backoffice.contracts.story import StoryEntry, story_of
from repaid.interfaces.backoffice.contracts.views import payments as payments_tab
from repaid.interfaces.backoffice.contracts.views import record_of
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.kernel.refusal import MissingRight, refuse_if


@dataclass(frozen=True)
class Doing:
    """A deed on a contract, being prepared by a member of staff."""

    deed: Deed
    record: Record
    request: ActorRequest

    @classmethod
    def of(cls, request: ActorRequest, number: str, noun: str) -> "Doing":
        """NotFound, MissingRight or Forbidden where the deed cannot be done."""
        deed, record = deed_named(noun), record_of(request, number)
        right = all_commands()[deed.name].right
        if not request.actor.may(right.code):
            raise MissingRight(right=right.label)
        refuse_if(action_findings(request.actor, deed.action, record.contract))
        return cls(deed, record, request)

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return reverse("backoffice:deeds", args=[self.record.contract.number, self.deed.noun])

    @property
    def trail(self) -> list[tuple[Any, str]]:
        first = (_("Contracts"), reverse("backoffice:contracts"))
        return [first, (self.record.contract.number, self.record.address), (self.deed.title, "")]

    @property
    def event(self) -> StoryEntry | None:
        """The event that the deed speaks of."""
        asked = self.record.asked_event
        return next((entry for entry in story_of(self.record.contract) if entry.key == asked), None) if asked else None

    def effect(self, form: DeedForm) -> Effect | None:
        """What the form would do; None, with the sentence on the form, when it is refused."""
        arguments = form.trial_arguments()
        by, currency = self.request.actor, self.record.contract.currency
        return form.attempt(lambda: effect_of(self.deed, by, currency, arguments))

    def is_shown(self, form: DeedForm) -> bool:
        """Whether the page shows the effect of the same figures already: no need to move its button under a press."""
        return form.can_be_tried and self.request.POST.get("shown") == form.digest()

    def carry_out(self, form: DeedForm) -> str | None:
        """Do it, or propose it where a colleague decides; the address to go to, None when refused."""
        by, arguments = self.request.actor, form.arguments()
        if self.deed.is_proposed:
            subject = self.record.contract.subject
            done: Any = form.attempt(lambda: propose(by=by, name=self.deed.name, arguments=arguments, subject=subject))
        else:
            done = form.attempt(lambda: self.deed.command(by=by, **arguments))
        if done is None:
            return None
        said = _("Proposed. A colleague decides.") if self.deed.is_proposed else str(self.deed.said)
        messages.success(self.request, said)
        return self.record.address

    def page(self, form: DeedForm, *, is_part: bool = False, has_changed: bool = False) -> HttpResponse:
        """The form with its effect, or the effect alone for a part of the page."""
        is_tried = form.is_bound and form.can_be_tried
        effect = self.effect(form) if is_tried else None
        is_refused = is_tried and effect is None
        facts = {"doing": self, "form": form, "effect": effect, "is_refused": is_refused, "has_changed": has_changed}
        template = "backoffice/contracts/effect.html" if is_part else "backoffice/contracts/deed.html"
        status = 422 if form.errors and not is_part else 200
        return render(self.request, template, facts, status=status)


@staff_page(VIEW)
def deed(request: ActorRequest, number: str, noun: str) -> HttpResponse:
    """The form of a deed."""
    doing = Doing.of(request, number, noun)
    return doing.page(doing.deed.form(record=doing.record))


@staff_page(VIEW)
def deeds(request: ActorRequest, number: str, noun: str) -> HttpResponse:
    """Show the effect of what was typed, or do it when its effect was seen."""
    if request.method != "POST":
        record_of(request, number)
        return HttpResponseRedirect(reverse("backoffice:deed", args=[number, noun]))
    seen = request.POST.get("seen", "")
    earlier = answer_of_first(request) if seen else None
    if earlier:
        return earlier
    doing = Doing.of(request, number, noun)
    form = doing.deed.form(request.POST, record=doing.record)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204) if doing.is_shown(form) else doing.page(form, is_part=True)
    if not seen or not form.is_valid() or seen != form.digest():
        return doing.page(form, has_changed=bool(seen) and form.is_valid())
    done = once(request, form, lambda: doing.carry_out(form), doing.record.address)
    return done or doing.page(form)


@staff_page(VIEW)
def payments(request: ActorRequest, number: str) -> HttpResponseBase:
    """The payments of a contract; a payment that is sent here is taken."""
    return deeds(request, number, "payments") if request.method == "POST" else payments_tab(request, number)
