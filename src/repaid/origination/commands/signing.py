"""What shows that the customer signed: the scan of the paper, or a code that the customer gets by SMS and tells."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.activities.commands.attaching import Attached, attach
from repaid.documents.rights import ADD_DOCUMENTS
from repaid.documents.usual import AGREEMENT
from repaid.kernel.fields import blind_index
from repaid.kernel.refusal import Refusal, refuse_if
from repaid.messages.choices import Channel
from repaid.messages.commands.asking import write_to_person
from repaid.origination.choices import Step
from repaid.origination.commands.ground import ready
from repaid.origination.kinds import SIGNING_CODE
from repaid.origination.models import Application, SigningCode
from repaid.origination.queries import amount_of, shows_signature
from repaid.origination.rights import SIGN
from repaid.origination.rules import telephone_findings

MINUTES: Final = timedelta(minutes=15)
PAUSE: Final = timedelta(minutes=1)
TRIES: Final = 5


class CodeSentJustNow(Refusal):
    code = "signing_code_sent_just_now"
    sentence = _("A code was sent less than a minute ago. Wait for it before you send another one.")


class NotSigned(Refusal):
    code = "not_signed"
    sentence = _("Nothing shows yet that the customer signed. Add the scan of the signed contract, or type the code.")
    status = 422


@dataclass(frozen=True, slots=True)
class SignedContractKept:
    subject_id: int
    number: str
    document_id: int


@dataclass(frozen=True, slots=True)
class SigningCodeSent:
    subject_id: int
    number: str
    message_id: int


@dataclass(frozen=True, slots=True)
class SigningCodeTold:
    """`is_right`: in time, the very code, and not tried too often."""

    subject_id: int
    number: str
    is_right: bool


@command("origination.keep_signed_contract", right=SIGN, personal=("file",))
def keep_signed_contract(*, by: Actor, number: str, file: Attached) -> SignedContractKept:
    """Keep the scan of the contract that the customer signed on paper, among the documents of the application."""
    application = ready(by, number, Step.SIGN, prepares=True)
    # Who may sign contracts of applications may add this one document.
    adder = replace(by, rights=by.rights | {ADD_DOCUMENTS.code})
    kept = attach(adder, file, application.subject, AGREEMENT)
    return SignedContractKept(application.subject_id, number, kept)


def refuse_unsigned(application: Application) -> None:
    """Refuse what needs the customer's signature while nothing shows one."""
    if not shows_signature(application):
        raise NotSigned(field="file")


@command("origination.send_signing_code", right=SIGN)
def send_signing_code(*, by: Actor, number: str) -> SigningCodeSent:
    """Send the customer a code to sign with, to the telephone of the application; codes before work no more."""
    application = ready(by, number, Step.SIGN, prepares=True)
    refuse_if(telephone_findings(by, application))
    now = timezone.now()
    if SigningCode.objects.filter(application=application, until__gt=now + MINUTES - PAUSE).exists():
        raise CodeSentJustNow
    code = f"{secrets.randbelow(10**6):06d}"
    until = now + MINUTES
    fresh = {"digest": _digest(application, code), "until": until, "tries": 0, "confirmed_at": None}
    SigningCode.objects.update_or_create(application=application, defaults=fresh)
    sent = write_to_person(
        by, SIGNING_CODE.code, person=application.borrower.subject_id, key=secrets.token_urlsafe(16),
        channel=Channel.SMS, given={"code": code, "amount": amount_of(application), "until": until},
        address=application.telephone,
    )  # fmt: skip
    return SigningCodeSent(application.subject_id, number, sent.message_id)


@command("origination.tell_signing_code", right=SIGN, personal=("code",))
def tell_signing_code(*, by: Actor, number: str, code: str) -> SigningCodeTold:
    """Keep whether the code that the customer tells is right; a wrong one counts, and five of them end it."""
    application = ready(by, number, Step.SIGN, prepares=True)
    row = SigningCode.objects.select_for_update().filter(application=application).first()
    if row is None:
        return SigningCodeTold(application.subject_id, number, is_right=False)
    row.tries += 1
    is_right = row.tries <= TRIES and row.until > timezone.now() and bytes(row.digest) == _digest(application, code)
    row.confirmed_at = timezone.now() if is_right else None
    row.save(update_fields=["tries", "confirmed_at"])
    return SigningCodeTold(application.subject_id, number, is_right)


def _digest(application: Application, code: str) -> bytes:
    return blind_index(code, f"signing:{application.pk}")
