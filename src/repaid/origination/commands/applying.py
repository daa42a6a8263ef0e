"""The customer's own lane of an application: begun, completed and handed in at the client zone (CL-06, CZ-24).

A customer writes down what is asked for; people, product and rate of what staff began stay as they are.
"""

from dataclasses import dataclass, replace
from typing import Any

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.command import command
from repaid.access.rights import OWN_ACCOUNT
from repaid.kernel.refusal import refuse_if
from repaid.origination.choices import State
from repaid.origination.commands.drafting import (
    ApplicationDrafted,
    Wish,
    change_application,
    draft_application,
    normal_telephone,
    wish_of,
)
from repaid.origination.commands.ground import ApplicationMoved, locked
from repaid.origination.commands.steps import end_correction, enter_application
from repaid.origination.queries import amount_of, applications
from repaid.origination.rights import ENTER
from repaid.origination.rules import hand_in_findings
from repaid.parties.queries import own_party


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWish:
    """What a customer asks for; anything may be left for later."""

    amount: Money | None = None
    count: int | None = None
    telephone: str = ""


@command("origination.begin_own_application", right=OWN_ACCOUNT, personal=("wish",))
def begin_own_application(*, by: Actor, product: str, wish: OwnWish) -> ApplicationDrafted:
    """Keep what a customer asks for as a draft, in the customer's own name; the same again is the same draft."""
    party = own_party(by)
    wish = replace(wish, telephone=normal_telephone(wish.telephone, party.country))
    for row in applications(by).filter(product__code=product, work__state=State.DRAFT, work__author=by.user_id):
        if wish == OwnWish(amount=amount_of(row), count=row.count, telephone=row.telephone):
            return ApplicationDrafted(row.subject_id, row.number)
    asked = Wish(borrower=party.number, amount=wish.amount, count=wish.count, telephone=wish.telephone)
    return draft_application(by=_in_own_lane(by, party), product=product, wish=asked)


@command("origination.change_own_application", right=OWN_ACCOUNT, personal=("wish",))
def change_own_application(*, by: Actor, number: str, wish: OwnWish) -> ApplicationMoved:
    """Change amount, term and telephone of an own application, whoever began it, while it may be changed."""
    row = locked(by, number)
    asked = replace(wish_of(row), amount=wish.amount, count=wish.count, telephone=wish.telephone)
    return change_application(by=_in_own_lane(by, row.borrower), number=number, wish=asked)


@command("origination.hand_in_own_application", right=OWN_ACCOUNT)
def hand_in_own_application(*, by: Actor, number: str) -> ApplicationMoved:
    """Enter an own draft, or give an own application back that was sent for correction."""
    row = locked(by, number)
    refuse_if(hand_in_findings(row))
    step = end_correction if row.work.state == State.IN_CORRECTION else enter_application
    return step(by=_in_own_lane(by, row.borrower), number=number)


def _in_own_lane(by: Actor, party: Any) -> Actor:
    """The customer as somebody who writes down an application of this party, which was found to be the own one."""
    return replace(
        by, audience=Audience.STAFF, scope=ScopeLevel.ORGANISATION,
        rights=frozenset({OWN_ACCOUNT.code, ENTER.code}), branch_id=party.subject.branch_id,
    )  # fmt: skip
