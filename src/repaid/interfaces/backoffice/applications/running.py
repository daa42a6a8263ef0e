"""The run window: what a procedure will do, what stands against it, Back and Run; and what a run was (CZ-18)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.access.command import all_commands
from repaid.access.commands.proposals import propose
from repaid.activities.commands.attaching import Attached
from repaid.interfaces.backoffice.applications.forms import FORMS
from repaid.interfaces.backoffice.applications.record import Record, address_of_tab
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import isolated
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import MissingRight, NotFound, refuse_if
from repaid.origination.choices import KIND, Step
from repaid.origination.commands.signing import (
    keep_signed_contract,
    refuse_unsigned,
    send_signing_code,
    tell_signing_code,
)
from repaid.origination.queries import shows_signature
from repaid.origination.rights import SIGN, VIEW
from repaid.workflow.catalogue import Procedure
from repaid.workflow.commands.steps import procedure_named
from repaid.workflow.ports import flow_of, steps_of
from repaid.workflow.queries import last_run, remarks_of, runs_of
from repaid.workflow.rules import needs_colleague, step_findings


@dataclass(frozen=True)
class Running:
    """A procedure that is about to run on an application."""

    procedure: Procedure
    record: Record
    request: ActorRequest

    @classmethod
    def of(cls, request: ActorRequest, number: str, step: str) -> "Running":
        """MissingRight, or Forbidden with the sentence, where the procedure cannot run now (CZ-17)."""
        record, procedure = Record.of(request.actor, number, "procedures"), procedure_named(KIND, step)
        if not request.actor.may(procedure.right.code):
            raise MissingRight(right=procedure.right.label)
        work = record.application.work
        refuse_if(step_findings(request.actor, flow_of(KIND), work, procedure, last_run(work, step)))
        return cls(procedure, record, request)

    @property
    def title(self) -> str:
        names = {"procedure": self.procedure.label, "application": isolated(self.record.number)}
        return _("Running procedure {procedure} for application {application}").format(**names)

    @property
    def trail(self) -> list[tuple[Any, str]]:
        *above, (here, _address) = self.record.trail
        return [*above, (here, self.back), (self.procedure.label, "")]

    @property
    def back(self) -> str:
        """The list of procedures."""
        return address_of_tab(self.record.number, "procedures")

    @cached_property
    def remarks(self) -> list[str]:
        """What will happen."""
        subject = self.record.application.subject
        return [sentence_of(each) for each in steps_of(KIND).remarks(subject, self.procedure)]

    @cached_property
    def findings(self) -> list[tuple[bool, str]]:
        """What the pre-check found: whether it bars the run, and its sentence."""
        subject = self.record.application.subject
        found = steps_of(KIND).checks(self.request.actor, subject, self.procedure)
        return [(each.severity == "error", sentence_of(each)) for each in found]

    @property
    def is_barred(self) -> bool:
        return any(is_error for is_error, _sentence in self.findings)

    @property
    def is_proposed(self) -> bool:
        """Whether a colleague decides."""
        return needs_colleague(self.request.actor, self.record.application.work, self.procedure)

    def form(self) -> Form:
        """What the procedure needs to know."""
        sent, files = (self.request.POST, self.request.FILES) if self.request.method == "POST" else (None, None)
        known = {"on": self.record.application.borrower.deceased_on}
        return FORMS.get(self.procedure.code, Form)(sent, files, on=business_day(self.request), initial=known)

    @property
    def is_signing(self) -> bool:
        """Whether the customer's signature is asked for."""
        return self.procedure.code == Step.SIGN

    @cached_property
    def is_signed(self) -> bool:
        """Whether the signature is there already."""
        return shows_signature(self.record.application)

    @property
    def takes_code(self) -> bool:
        """Whether the customer may sign by a code sent by SMS."""
        return self.is_signing and bool(self.record.application.telephone)

    def proves_signature(self, form: Form, code: str, file: Any) -> bool:
        """Whether the code told is right, the scan is kept, or one of both was there before; else it is told."""
        by, number = self.request.actor, self.record.number
        if code:
            told = form.attempt(lambda: tell_signing_code(by=by, number=number, code=code))
            if told is not None and not told.is_right:
                form.add_error("code", _("This code is not right, or not valid any more. Check it or send a new one."))
        elif file:
            form.attempt(lambda: keep_signed_contract(by=by, number=number, file=Attached(file.name, file.read())))
        else:
            form.attempt(lambda: refuse_unsigned(self.record.application))
        return form.is_valid()

    def carry_out(self, form: Form) -> str | None:
        """Run it, or propose it where a colleague decides; the address to go to, None when refused."""
        by, arguments = self.request.actor, {"number": self.record.number, **form.values()}
        code, file = arguments.pop("code", ""), arguments.pop("file", None)
        if self.is_signing and not self.proves_signature(form, code, file):
            return None
        command = all_commands()[self.procedure.command]
        if self.is_proposed:
            subject = self.record.application.subject
            done: Any = form.attempt(lambda: propose(by=by, name=command.name, arguments=arguments, subject=subject))
        else:
            done = form.attempt(lambda: command.run(by=by, **arguments))
        if done is None:
            return None
        said = _("Proposed. A colleague decides.") if self.is_proposed else _("“{procedure}” executed.")
        messages.success(self.request, said.format(procedure=self.procedure.label))
        return self.back


@staff_page(VIEW)
def run(request: ActorRequest, number: str, procedure: str) -> HttpResponse:
    """The run window; sent, the procedure runs once."""
    earlier = answer_of_first(request) if request.method == "POST" else None
    if earlier:
        return earlier
    running = Running.of(request, number, procedure)
    form = running.form()
    if request.method == "POST" and form.is_valid():
        done = once(request, form, lambda: running.carry_out(form), running.back)
        if done:
            return done
    status = 422 if form.errors else 200
    return render(request, "backoffice/applications/run.html", {"running": running, "form": form}, status=status)


@staff_page(SIGN)
@require_POST
def signing_code(request: ActorRequest, number: str) -> HttpResponse:
    """Send the customer a code to sign with."""
    send_signing_code(by=request.actor, number=number)
    messages.success(request, _("The code is on its way by SMS."))
    return HttpResponseRedirect(reverse("backoffice:application_run", args=[number, Step.SIGN.value]))


@staff_page(VIEW)
def executed(request: ActorRequest, number: str, procedure: str) -> HttpResponse:
    """A procedure that was executed: its latest run, and earlier ones."""
    record, found = Record.of(request.actor, number, "procedures"), procedure_named(KIND, procedure)
    runs = list(runs_of(record.application.work).filter(procedure=procedure))
    if not runs:
        raise NotFound(kind=_("procedure"), number=found.label)
    flow = flow_of(KIND)
    *above, (here, _address) = record.trail
    facts = {
        "record": record, "procedure": found, "latest": runs[0], "earlier": runs[1:],
        "remarks": [sentence_of(each) for each in remarks_of(KIND, runs[0])],
        "state_after": flow.state(runs[0].state_after),
        "trail": [*above, (here, address_of_tab(number, "procedures")), (found.label, "")],
        "back": reverse("backoffice:application_procedures", args=[number]),
    }  # fmt: skip
    return render(request, "backoffice/applications/executed.html", facts)
