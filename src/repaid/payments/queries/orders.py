"""Reading payment orders, the files they stand in and the accounts they leave from."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.kernel.refusal import NotFound, Refusal
from repaid.kernel.text import folded
from repaid.payments.choices import DEAD, OrderState
from repaid.payments.models import OrderFile, OrderStep, OwnAccount, PaymentOrder
from repaid.payments.queries import in_scope

ORDER = _("payment order")
"""What a payment order is called where one is not found."""


class FileAltered(Refusal):
    code = "file_altered"
    sentence = _("The content of payment file {number} is not what it was when it was made. Tell the administrator.")


def orders(by: Actor) -> QuerySet[PaymentOrder]:
    """The orders that an actor may see, newest first."""
    beside = ("subject", "own_account", "file", "proposed_by")
    rows = in_scope(PaymentOrder.objects.all(), by).select_related(*beside)
    return rows.defer("file__content").order_by("-id")


def order_named(by: Actor, number: str) -> PaymentOrder:
    """The order with this number; else NotFound."""
    rows = orders(by).select_related("approved_by", "payment", "again_of")
    found = rows.defer("file__content").filter(number=number).first()
    if found is None:
        raise NotFound(kind=ORDER, number=number)
    return found


def matching(text: str) -> Q:
    """What has every word of a text in creditor, account, remittance text or references."""
    found = Q()
    for word in folded(text).split():
        found &= Q(search__contains=word)
    return found


def in_state(by: Actor, state: OrderState) -> QuerySet[PaymentOrder]:
    """The orders in a state, oldest first."""
    return orders(by).filter(state=state).order_by("id")


def to_approve(by: Actor) -> QuerySet[PaymentOrder]:
    """What waits for the actor's decision: what colleagues proposed, oldest first."""
    return in_state(by, OrderState.PROPOSED).exclude(proposed_by=by.user_id)


def to_send(by: Actor, account: OwnAccount, day: date) -> QuerySet[PaymentOrder]:
    """What a file of an account for a day would hold: what is approved for that day or an earlier one."""
    return in_state(by, OrderState.APPROVED).filter(own_account=account, execution_day__lte=day)


def again_to(order: PaymentOrder) -> PaymentOrder | None:
    """The order that repeats a rejected one."""
    return PaymentOrder.objects.filter(again_of=order).exclude(state=OrderState.WITHDRAWN).first()


def steps_of(order: PaymentOrder) -> QuerySet[OrderStep]:
    """The states an order went through, newest first."""
    return order.steps.select_related("by").order_by("-id")


# ---------------------------------------------------------- of contracts


def ordered_for(subject: str, key: str) -> Subquery:
    """In a query of events of contracts: what is ordered for each, minor units; `subject` and `key` are its paths."""
    rows = _of_event(subject, key).order_by().values("subject")
    return Subquery(rows.annotate(sum=Sum("amount")).values("sum"))


def ordered_whole(subject: str, key: str) -> Exists:
    """In the same query: whether nothing of an event is left to be ordered."""
    return Exists(_of_event(subject, key).filter(completes=True))


def _of_event(subject: str, key: str) -> QuerySet[PaymentOrder]:
    rows = PaymentOrder.objects.filter(subject=OuterRef(subject), event_key=OuterRef(key))
    return rows.exclude(state__in=DEAD)


def ordering_begins(by: Actor) -> Subquery:
    """In a query: the day from which on money that contracts pay out is ordered here; NULL without an own account."""
    rows = OwnAccount.objects.filter(organisation=by.organisation_id).order_by().values("organisation")
    return Subquery(rows.annotate(begins=Min("since")).values("begins"))


# ------------------------------------------------- accounts and files


def own_accounts(by: Actor) -> QuerySet[OwnAccount]:
    """The accounts that money leaves from, in the order in which they were named."""
    return OwnAccount.objects.filter(organisation=by.organisation_id).order_by("id")


def order_files(by: Actor) -> QuerySet[OrderFile]:
    """The files that were made, newest first, without their content."""
    rows = OrderFile.objects.filter(organisation=by.organisation_id)
    return rows.select_related("account", "made_by").defer("content").order_by("-id")


def order_file_named(by: Actor, number: str) -> OrderFile:
    """The file with this number; else NotFound."""
    found = order_files(by).filter(number=number).first()
    if found is None:
        raise NotFound(kind=_("payment file"), number=number)
    return found


def content_of(file: OrderFile) -> bytes:
    """The bytes of a file as it was made. FileAltered when they do not have the digest of then."""
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.digest:
        raise FileAltered(number=file.number)
    return content


def accounts_paid(by: Actor, accounts: Iterable[str], since: date, until: date) -> list[PaymentOrder]:
    """Orders by which money leaves to one of these accounts within these days."""
    rows = PaymentOrder.objects.filter(organisation=by.organisation_id, account__in=set(accounts))
    return list(rows.filter(execution_day__range=(since, until)).exclude(state__in=DEAD).order_by("id"))
