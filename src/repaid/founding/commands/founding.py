"""Founding an organisation. Of the first one nobody has a right yet: the one-time code stands in the place of an actor.

What comes into being is made by commands of the machine's actor: each writes its line into the audit trail.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.commands.organisations import add_branch, open_organisation
from repaid.access.commands.own_facts import change_organisation
from repaid.access.commands.series import set_series
from repaid.access.commands.users import create_staff_user
from repaid.documents.commands.ground import add_usual_categories
from repaid.founding.models import ONLY, Founding, FurtherFounding
from repaid.founding.plan import STEPS, Plan, plan_from
from repaid.founding.queries import is_founded
from repaid.founding.rights import FOUND
from repaid.identity.commands.passwords import expect_own_password
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.ledger.commands.chart import create_chart
from repaid.messages.commands.supplying import supply_messages
from repaid.products.commands.ready_made import offer
from repaid.simulation.cast import save_groups

CHANNEL: Final = "first-run"
ADMINISTRATORS: Final = "administrators"
ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TRIES_MAX: Final = 20


class FoundedAlready(Refusal):
    code = "founded_already"
    sentence = _("There is an organisation already. Log in.")


class WrongCode(Refusal):
    code = "wrong_setup_code"
    sentence = _("This is not the code. It stands where the server was started.")
    status = 422


class CodeVoid(Refusal):
    code = "setup_code_void"
    sentence = _("Too many wrong codes. Start the server again: it shows a new one.")
    status = 422


@dataclass(frozen=True, slots=True)
class OrganisationFounded:
    code: str
    name: str
    login: str


def begin_founding() -> str:
    """A new one-time code, to be shown where only the operator sees it. The one before is void; answers are kept."""
    code = "-".join("".join(secrets.choice(ALPHABET) for _place in range(4)) for _part in range(2))
    with transaction.atomic():
        row = _locked()
        row.code_digest, row.tries = _digest(code), 0
        row.save()
    return code


def enter_code(code: str) -> str:
    """The digest of the right code, which proves it from now on; WrongCode, and CodeVoid after too many tries."""
    with transaction.atomic():
        row = _locked()
        if row.tries >= TRIES_MAX or not row.code_digest:
            raise CodeVoid(field="code")
        digest = _digest(code)
        is_right = constant_time_compare(digest, row.code_digest)
        row.tries += not is_right
        row.save()
    if not is_right:
        raise WrongCode(field="code")
    return digest


def keep_answers(step: str, answers: Mapping[str, Any], by: Actor | None = None) -> None:
    """Keep the answers of a step (plain values). Another country pack opens again what it would propose."""
    assert step in STEPS, f"there is no step {step}"
    with transaction.atomic():
        row = _locked_of(by) if by else _locked()
        is_other_pack = step == STEPS[0] and row.answers.get(step) not in (None, answers)
        kept = {} if is_other_pack else row.answers
        row.answers = {**kept, step: dict(answers)}
        row.save()


def found_organisation(*, password: str, address: str | None = None) -> Actor:
    """Make the organisation of the answers with everything in it, or nothing at all; returns the machine's actor.

    Raises AnswersMissing, FoundedAlready, and what the commands below refuse.
    """
    with transaction.atomic():
        row = _locked()
        if is_founded():
            raise FoundedAlready
        by, _administrator = _made(plan_from(row.answers), password, CHANNEL, address)
        row.code_digest, row.answers = "", {}
        row.save()
    return by


@command("founding.found_further", right=FOUND, personal=("password",))
def found_further(*, by: Actor, password: str) -> OrganisationFounded:
    """Make one more organisation of the actor's answers; its administrator chooses an own password at the first login.

    Nobody of the actor's organisation sees anything of it. Refuses as `found_organisation` does.
    """
    row = _locked_of(by)
    plan = plan_from(row.answers)
    machine, administrator = _made(plan, password, by.channel, by.address)
    expect_own_password(by=machine, users=(administrator,))
    row.delete()
    return OrganisationFounded(plan.code, plan.name, plan.login)


def _made(plan: Plan, password: str, channel: str, address: str | None) -> tuple[Actor, int]:
    """The machine's actor of the new organisation, and its administrator's key."""
    by = open_organisation(
        code=plan.code, name=plan.name, country=plan.country, currency=plan.currency, language=plan.language,
        time_zone=plan.time_zone, weekend=tuple(plan.weekend), bank_code=plan.bank_code, day=plan.day, channel=channel,
    )  # fmt: skip
    return by, _furnish(replace(by, address=address), plan, password)


def _furnish(by: Actor, plan: Plan, password: str) -> int:
    change_organisation(
        by=by, name=plan.name, language=plan.language, languages=tuple(plan.languages), time_zone=plan.time_zone,
        bank_code=plan.bank_code,
    )  # fmt: skip
    add_branch(by=by, code=plan.branch, name=plan.branch_name, province=plan.province)
    save_groups(by)
    add_usual_categories(by=by)
    supply_messages(by=by)
    create_chart(by=by, country=plan.chart)
    for product in plan.pack.products:
        if product["code"] in plan.products:
            offer(by, _fitted(product, plan), plan.currency, plan.day)
    for kind, begins in plan.series.items():
        set_series(by=by, kind=kind, prefix=begins.prefix, width=begins.width, next_number=begins.first)
    administrator = create_staff_user(
        by=by, login=plan.login, name=plan.administrator, password=password, groups=(ADMINISTRATORS,),
        language=plan.language, email=plan.email,
    )  # fmt: skip
    return administrator.user_id


def _fitted(product: Mapping[str, Any], plan: Plan) -> Mapping[str, Any]:
    """The product with the weekend that was answered, where it asks a calendar."""
    if "calendar" not in product["template"]:
        return product
    name = f"{plan.country}:{''.join(str(day) for day in sorted(plan.weekend))}"
    return {**product, "template": {**product["template"], "calendar": name}}


def _locked() -> Founding:
    Founding.objects.get_or_create(pk=ONLY)
    return Founding.objects.select_for_update().get(pk=ONLY)


def _locked_of(by: Actor) -> FurtherFounding:
    FurtherFounding.objects.get_or_create(pk=by.account)
    return FurtherFounding.objects.select_for_update().get(pk=by.account)


def _digest(code: str) -> str:
    plain = "".join(char for char in code.upper() if char.isalnum())
    if not plain:
        raise WrongInput(reason=_("Enter the code."), field="code")
    return salted_hmac("repaid.founding", plain, algorithm="sha256").hexdigest()
