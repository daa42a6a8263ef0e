"""Reading settlements, and suggesting whose money a payment is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loanmath.components import Component
from loanmath.money import Money
from loanmath.scheme import Scheme, Through
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.queries.targets import (
    PayableContract,
    targets,
    targets_named,
    targets_of_amount,
    targets_of_customer,
)
from repaid.contracts.rules import takes_payments
from repaid.kernel.refusal import NotFound
from repaid.kernel.text import folded
from repaid.payments.queries import Said, owners_of_accounts, said_by
from repaid.settling.matching import Suggestion, Target, Told, clues, ranked, suggestion
from repaid.settling.models import Automatic, Settlement, SettlementScheme

THRESHOLD: Final = 95
"""From which confidence on the machine settles alone, where nobody said otherwise."""

SCHEME: Final = _("settlement scheme")
"""What a scheme is called where one is not found."""

LOOKED_AT: Final = 20
SHOWN: Final = 5
NAME_MIN: Final = 4


def told_by(said: Said) -> Told:
    """What a payment says, as matching takes it."""
    return Told(
        amount=said.rest,
        currency=said.currency,
        payer=said.payer,
        payer_account=said.payer_account,
        paid_into=said.paid_into,
        remittance=said.remittance,
        references=tuple(value for _kind, value in said.references),
        owner_id=said.subject_id,
    )


def suggestions(by: Actor, payments: Sequence[Said], on: date) -> dict[int, list[Suggestion]]:
    """For each payment (by its id) the contracts that its accounts, codes and owners name; four queries for all."""
    said = {payment.pk: told_by(payment) for payment in payments}
    found = {pk: clues(told) for pk, told in said.items()}
    before = owners_of_accounts(by.organisation_id, {told.payer_account for told in said.values()})
    owners = {told.owner_id for told in said.values() if told.owner_id}
    known = targets(
        by,
        on,
        accounts={account for each in found.values() for account in each.accounts},
        numbers={code for each in found.values() for code in each.numbers | each.references},
        subject_ids=owners | {owner for each in before.values() for owner in each},
    )
    places, withdrawn = _places(known), _withdrawn(said)
    answer = {}
    for payment in payments:
        told, clue = said[payment.pk], found[payment.pk]
        paid = before.get(told.payer_account, frozenset())
        names = [*clue.accounts, *clue.numbers, *clue.references, told.owner_id, *paid]
        named = {each.contract_id: each for name in names for each in places.get(name, ())}
        each_target = (
            _target(each, payment.value_date, each.subject_id in paid, (payment.pk, each.contract_id) in withdrawn)
            for each in named.values()
        )
        answer[payment.pk] = ranked(suggestion(told, clue, target) for target in each_target)
    return answer


def suggestions_for(by: Actor, payment: Any) -> list[Suggestion]:
    """The likeliest contracts for one payment, best first, by everything it says: names and amounts too (CC-41)."""
    on = today(by.organisation_id)
    said = said_by(payment)
    told = told_by(said)
    found = suggestions(by, [said], on)[payment.pk]
    more = targets_named(by, on, _name_words(told), LOOKED_AT)
    more += targets_of_amount(by, on, told.amount, told.currency, LOOKED_AT)
    if payment.subject_id:
        more += targets_of_customer(by, on, payment.subject_id)
    known = {each.target.contract_id for each in found}
    fresh = {each.contract_id: each for each in more if each.contract_id not in known}
    clue, withdrawn = clues(told), _withdrawn([payment.pk])
    added = (
        suggestion(told, clue, _target(each, payment.value_date, False, (payment.pk, each.contract_id) in withdrawn))
        for each in fresh.values()
    )
    return ranked([*found, *added])[:SHOWN]


def _places(known: Iterable[PayableContract]) -> dict[object, list[PayableContract]]:
    places: dict[object, list[PayableContract]] = {}
    for each in known:
        for name in (each.account, each.number.upper(), each.subject_id):
            places.setdefault(name, []).append(each)
    return places


def _withdrawn(payment_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Which of these payments were taken back from which contract: pairs of ids."""
    rows = Settlement.objects.filter(payment__pk__among=list(payment_ids), withdrawn_at__isnull=False)
    return set(rows.values_list("payment_id", "contract_id"))


def _target(each: PayableContract, value_date: date, has_paid: bool, was_withdrawn: bool) -> Target:
    return Target(
        contract_id=each.contract_id,
        subject_id=each.subject_id,
        number=each.number,
        account=each.account,
        currency=each.currency,
        borrowers=each.borrowers,
        due=each.due,
        next_amount=each.next_amount,
        takes_money=takes_payments(each.state),
        is_launched=each.launched_on is not None and each.launched_on <= value_date,
        has_paid=has_paid,
        was_withdrawn=was_withdrawn,
    )


def _name_words(told: Told) -> list[str]:
    return [word for word in folded(told.payer).split() if len(word) >= NAME_MIN]


# ------------------------------------------------------------- settlements


def settlements_of(payment_ids: Iterable[int]) -> QuerySet[Settlement]:
    """The settlements of payments, withdrawn ones too, latest first."""
    rows = Settlement.objects.filter(payment__in=list(payment_ids))
    return rows.select_related("contract__subject", "settled_by", "withdrawn_by").order_by("-id")


def settlement_named(by: Actor, settlement: int) -> Settlement:
    """A settlement of the actor's organisation; else NotFound."""
    rows = Settlement.objects.select_related("contract__subject", "payment")
    found = rows.filter(payment__organisation=by.organisation_id, pk=settlement).first()
    if found is None:
        raise NotFound(kind=_("settlement"), number=settlement)
    return found


def threshold(organisation_id: int, on: date) -> int:
    """From which confidence on the machine settles alone on a day."""
    rows = Automatic.objects.filter(organisation=organisation_id, valid_from__lte=on).order_by("-valid_from")
    found = rows.values_list("threshold", flat=True).first()
    return THRESHOLD if found is None else found


def thresholds(by: Actor) -> QuerySet[Automatic]:
    """Every decision on how sure the machine must be, the latest first."""
    return Automatic.objects.filter(organisation=by.organisation_id).select_related("set_by").order_by("-valid_from")


def schemes(by: Actor) -> QuerySet[SettlementScheme]:
    """The settlement schemes that are offered today, each in the version in force."""
    return latest_schemes(by).filter(is_archived=False)


def latest_schemes(by: Actor) -> QuerySet[SettlementScheme]:
    """Every settlement scheme of the organisation in the version of today, archived ones too."""
    rows = SettlementScheme.objects.filter(organisation=by.organisation_id, valid_from__lte=today(by.organisation_id))
    last = rows.order_by("code", "-valid_from").distinct("code").values("pk")
    return SettlementScheme.objects.filter(pk__in=last).select_related("set_by").order_by("code")


def coming_schemes(by: Actor) -> QuerySet[SettlementScheme]:
    """Versions that begin on a later day."""
    rows = SettlementScheme.objects.filter(organisation=by.organisation_id, valid_from__gt=today(by.organisation_id))
    return rows.select_related("set_by").order_by("valid_from", "code")


def scheme_versions(by: Actor, code: str) -> list[SettlementScheme]:
    """The versions of a settlement scheme, the latest first, coming ones too; else NotFound."""
    rows = SettlementScheme.objects.filter(organisation=by.organisation_id, code=code).select_related("set_by")
    found = list(rows.order_by("-valid_from"))
    if not found:
        raise NotFound(kind=SCHEME, number=code)
    return found


def scheme_in_force(by: Actor, code: str) -> SettlementScheme:
    """A settlement scheme that is offered today; else NotFound."""
    row = schemes(by).filter(code=code).first()
    if row is None:
        raise NotFound(kind=SCHEME, number=code)
    return row


def scheme_named(by: Actor, code: str) -> Scheme | None:
    """A settlement scheme of today as the engine takes it; None for no code: each contract's own."""
    return scheme_of(scheme_in_force(by, code)) if code else None


def scheme_of(row: SettlementScheme) -> Scheme:
    """A version as the engine takes it."""
    return Scheme.of(*(Component(name) for name in row.components), through=Through(row.through))


def proposal(by: Actor, payment: Any, contracts: Iterable[str] = ()) -> Mapping[str, Money]:
    """How the rest of a payment spreads over contracts: to each what is due, the longest overdue first.

    Without numbers, over all contracts of the payment's owner. What nothing due claims stays on the payment; with one
    contract it gets everything.
    """
    on = today(by.organisation_id)
    numbers = list(contracts)
    if numbers:
        known = {each.number: each for each in targets(by, on, numbers=numbers)}
        chosen = [known[number] for number in numbers if number in known]
    else:
        owned = targets_of_customer(by, on, payment.subject_id) if payment.subject_id else []
        chosen = [each for each in owned if takes_payments(each.state)]
    if len(chosen) == 1:
        return {chosen[0].number: Money(payment.rest, payment.currency)}
    rest, lines = payment.rest, {}
    for each in (each for each in chosen if each.currency == payment.currency):
        part = min(each.due, rest)
        rest -= part
        lines[each.number] = Money(part, payment.currency)
    return lines
