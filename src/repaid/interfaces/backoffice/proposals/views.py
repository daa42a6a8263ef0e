"""Proposals of colleagues: the list, one with its effect, the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.access.commands.proposals import approve_proposal, decline_proposal
from repaid.access.plain import from_plain
from repaid.access.queries import waiting_proposals
from repaid.access.rights import APPROVE
from repaid.access.subjects import subject_named
from repaid.contracts.queries.contracts import contract_named
from repaid.interfaces.backoffice.contracts.deeds import deed_of_command
from repaid.interfaces.backoffice.contracts.effect import effect_of
from repaid.interfaces.backoffice.said import details, title_of, told
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import NotFound, Refusal
from repaid.workflow.ports import flows, steps_of


def _page_of(row: Any) -> str:
    return reverse("backoffice:proposal", args=[row.pk])


class Proposals(Listing):
    """What waits for a second person, oldest first."""

    identity = "proposals"
    title = gettext_lazy("Proposals to decide")
    columns = (
        Column(lambda row: title_of(row.command), gettext_lazy("What"), link=_page_of),
        Column(
            lambda row: row.subject.number if row.subject else None, gettext_lazy("About"), "code",
            link=lambda row: address_of(row.subject), small=lambda row: row.subject.title if row.subject else None,
        ),
        Column(lambda row: told(row.arguments), gettext_lazy("Details"), card="full"),
        Column("proposed_by.name", gettext_lazy("Proposed by"), sort="proposed_by__name"),
        Column("proposed_at", gettext_lazy("Date"), kind="datetime", sort="proposed_at"),
    )  # fmt: skip
    search_fields = ("subject__number", "subject__title", "proposed_by__name")
    order = "pk"
    order_label = gettext_lazy("Oldest first")
    empty_kind = "done"
    empty_title = gettext_lazy("Nothing waits for you.")


@staff_page(APPROVE)
def proposal_list(request: ActorRequest) -> HttpResponseBase:
    """What waits."""
    return Proposals(request, waiting_proposals(request.actor)).response("backoffice/proposals/list.html")


@staff_page()
def proposal(request: ActorRequest, key: int) -> HttpResponse:
    """One proposal with its effect, as of now."""
    row = waiting_proposals(request.actor).filter(pk=key).first()
    if row is None:
        raise NotFound(kind=_("proposal"), number=key)
    is_own = row.proposed_by_id == request.actor.user_id
    facts = {"row": row, "title": title_of(row.command), "is_own": is_own, "subject_address": address_of(row.subject)}
    facts["details"] = list(details(row.arguments))
    return render(request, "backoffice/proposals/proposal.html", facts | _effect(request, row))


@staff_page(APPROVE)
@require_POST
def approval(request: ActorRequest, key: int) -> HttpResponse:
    """Agree; the command is carried out."""
    approve_proposal(by=request.actor, proposal=key)
    messages.success(request, _("Approved and carried out."))
    return HttpResponseRedirect(reverse("backoffice:proposals"))


@staff_page(APPROVE)
@require_POST
def refusal(request: ActorRequest, key: int) -> HttpResponse:
    """Say no; nothing is carried out."""
    decline_proposal(by=request.actor, proposal=key)
    messages.success(request, _("Declined. Nothing was carried out."))
    return HttpResponseRedirect(reverse("backoffice:proposals"))


def _step(request: ActorRequest, row: Any) -> dict[str, Any]:
    """What a procedure will do, and what stands against it by now; nothing for other commands."""
    kind = row.subject.kind if row.subject else ""
    for flow in flows():
        for procedure in flow.procedures if flow.kind == kind else ():
            if procedure.command == row.command:
                steps, subject = steps_of(kind), subject_named(request.actor, kind, row.subject.number)
                found = [each for each in steps.checks(request.actor, subject, procedure) if each.severity == "error"]
                remarks = [sentence_of(each) for each in steps.remarks(subject, procedure)]
                return {"remarks": remarks, "sentence": sentence_of(found[0]) if found else ""}
    return {}


def _effect(request: ActorRequest, row: Any) -> dict[str, Any]:
    deed = deed_of_command(row.command)
    if deed is None or row.subject is None:
        return _step(request, row)
    currency = contract_named(request.actor, row.subject.number).currency
    try:
        return {"effect": effect_of(deed, request.actor, currency, from_plain(row.arguments))}
    except Refusal as refused:
        return {"sentence": sentence_of(refused)}
