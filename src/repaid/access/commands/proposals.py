"""The second pair of eyes: a command is proposed by one person and carried out when another agrees."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access import plain
from repaid.access.actors import Actor, staff_actor
from repaid.access.command import all_commands, command
from repaid.access.models import Proposal, Subject
from repaid.access.rights import APPROVE, OWN_ACCOUNT
from repaid.kernel.refusal import MissingRight, NotFound, Refusal


class OwnProposal(Refusal):
    code = "own_proposal"
    sentence = _("You proposed this yourself. A colleague must decide on it.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    sentence = _("This proposal was decided on already.")


@dataclass(frozen=True, slots=True)
class Proposed:
    proposal_id: int
    command: str
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class ProposalDecided:
    proposal_id: int
    approved: bool
    subject_id: int | None


@command("access.propose", right=OWN_ACCOUNT, personal=("arguments",))
def propose(*, by: Actor, name: str, arguments: dict[str, Any], subject: Subject | None = None) -> Proposed:
    """Keep a command with its arguments until a colleague decides; its right is asked now and again then."""
    wanted = all_commands()[name]
    if not by.may(wanted.right.code):
        raise MissingRight(right=wanted.right.label)
    row = Proposal.objects.create(
        organisation_id=by.organisation_id,
        command=name,
        arguments=plain.to_plain(arguments),
        subject=subject,
        proposed_by_id=by.account,
    )
    return Proposed(row.pk, name, row.subject_id)


@command("access.approve_proposal", right=APPROVE)
def approve_proposal(*, by: Actor, proposal: int) -> ProposalDecided:
    """Agree to a colleague's proposal and carry it out in the same transaction; a refusal of it changes nothing."""
    row = _waiting(by, proposal)
    wanted = all_commands()[row.command]
    if not by.may(wanted.right.code):
        raise MissingRight(right=wanted.right.label)
    author = staff_actor(row.proposed_by, channel=by.channel, address=by.address)
    wanted.run(by=author.approved(by), **plain.from_plain(row.arguments))
    return _decide(row, by, Proposal.State.APPROVED)


@command("access.decline_proposal", right=APPROVE)
def decline_proposal(*, by: Actor, proposal: int) -> ProposalDecided:
    """Say no to a colleague's proposal; nothing is carried out."""
    return _decide(_waiting(by, proposal), by, Proposal.State.DECLINED)


def _waiting(by: Actor, proposal: int) -> Proposal:
    rows = Proposal.objects.select_for_update().filter(organisation=by.organisation_id)
    row = rows.filter(pk=proposal).first()
    if row is None:
        raise NotFound(kind=_("proposal"), number=proposal)
    if row.state != Proposal.State.WAITING:
        raise AlreadyDecided()
    if row.proposed_by_id == by.user_id:
        raise OwnProposal()
    return row


def _decide(row: Proposal, by: Actor, state: Proposal.State) -> ProposalDecided:
    row.state, row.decided_by_id, row.decided_at = state, by.user_id, timezone.now()
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return ProposalDecided(row.pk, state == Proposal.State.APPROVED, row.subject_id)
