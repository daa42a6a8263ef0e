"""Searching everything: groups of answers, an exact number first in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.subjects import search
from repaid.contracts.queries.contracts import contracts
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.interfaces.backoffice.money.found import amount_is, parts_of
from repaid.interfaces.ui.joined import Joined
from repaid.interfaces.ui.paging import Keyset, first_rows
from repaid.kernel.names import in_language
from repaid.kernel.text import latin_digits
from repaid.origination.queries import applications, named
from repaid.origination.rights import VIEW as VIEW_APPLICATIONS
from repaid.parties.queries import find_parties, parties
from repaid.parties.rights import VIEW_PARTIES
from repaid.payments.rights import VIEW as VIEW_PAYMENTS
from repaid.settling.search import Asked

SHOWN = 8
TEXT_MIN = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was found: its number, its name, one more word about it."""

    address: str
    number: str
    name: str
    detail: str = ""
    state: str = ""
    kind: str = "contract"
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one kind; `all_address` is the list that has the rest."""

    title: str
    icon: str
    answers: Sequence[Answer]
    all_address: str
    has_more: bool


def found(by: Actor, text: str, currency: str) -> list[Group]:
    """The groups in which something was found, as far as the actor may see them; amounts are of the currency."""
    plain = latin_digits(text)
    groups = []
    if text and by.may(VIEW_PARTIES.code):
        groups.append(_people(by, plain))
    if text and by.may(VIEW_CONTRACTS.code):
        groups.append(_contracts(by, plain))
    if text and by.may(VIEW_APPLICATIONS.code):
        groups.append(_applications(by, plain))
    if text and (by.may(VIEW_CONTRACTS.code) or by.may(VIEW_PAYMENTS.code)):
        groups.append(_payments(by, plain, currency))
    return [group for group in groups if group.answers]


def _people(by: Actor, text: str) -> Group:
    named = find_parties(by, text).order_by().values("pk")
    rows = _exact_first(parties(by), Q(pk__in=named), text)
    answers = [Answer(reverse("backoffice:party", args=[row.number]), row.number, row.name) for row in rows]
    return _group(_("People and companies"), "users", answers, "backoffice:parties", text)


def _contracts(by: Actor, text: str) -> Group:
    named = search(by, text, kinds=["contract"]).order_by().values("pk")
    rows = _exact_first(contracts(by, today(by.organisation_id)), Q(subject__in=named), text)
    answers = [
        Answer(
            reverse("backoffice:contract", args=[row.number]), row.number, row.subject.title,
            in_language(row.version.product.names), row.state, amount=_overdue(row),
        )
        for row in rows
    ]  # fmt: skip
    return _group(pgettext("found", "Contracts"), "file-text", answers, "backoffice:contracts", text)


def _applications(by: Actor, text: str) -> Group:
    answers = [
        Answer(
            reverse("backoffice:application", args=[row.number]), row.number, row.borrower.name,
            in_language(row.product.names), row.work.state, kind="application",
        )
        for row in _exact_first(applications(by), named(by, text), text)
    ]  # fmt: skip
    return _group(pgettext("found", "Applications"), "clipboard-list", answers, "backoffice:applications", text)


def _overdue(row: Any) -> Money | None:
    return Money(row.overdue, row.currency) if row.overdue else None


def _payments(by: Actor, text: str, currency: str) -> Group:
    asked = Asked(text=text, amounts=amount_is(text, currency))
    rows = Joined(parts_of(by, asked), (), Keyset("value_date", descending=True)).page(SHOWN + 1).rows
    answers = [
        Answer(
            row.address, row.number, row.payer or (row.owner.title if row.owner else ""),
            row.owner.number if row.owner else "", amount=row.amount,
        )
        for row in rows
    ]  # fmt: skip
    return _group(pgettext("found", "Payments"), "arrows-exchange", answers, "backoffice:money", text)


def _exact_first(rows: QuerySet[Any], wanted: Q, text: str) -> Sequence[Any]:
    is_it = ExpressionWrapper(Q(subject__number=text), output_field=BooleanField())
    scope = rows.annotate(is_it=is_it).order_by("-is_it", *rows.query.order_by)
    return list(first_rows(scope.filter(wanted), scope, SHOWN + 1))


def _group(title: str, icon: str, answers: list[Answer], list_name: str, text: str) -> Group:
    return Group(title, icon, answers[:SHOWN], f"{reverse(list_name)}?q={quote(text)}", len(answers) > SHOWN)
