"""Writing contracts that arrive with their histories: each is replayed once, all are written in sets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from loanmath.codec import terms_to_data
from loanmath.events import Disbursed, Event, Opened, Reversed, event_order
from loanmath.life import Life
from loanmath.replay import replay
from loanmath.terms import LoanTerms
from repaid.access.actors import Actor
from repaid.access.models import Branch, Organisation, Subject, SubjectPerson
from repaid.access.subjects import build_subject
from repaid.contracts.causes import TAKEOVER
from repaid.contracts.choices import KIND, PartyRole, State
from repaid.contracts.commands.effects import billed
from repaid.contracts.commands.opening import TITLE_LENGTH
from repaid.contracts.commands.recording import event_row
from repaid.contracts.commands.repayment_account import next_account
from repaid.contracts.commands.storing import fill_balance
from repaid.contracts.commands.writing import copy_rows
from repaid.contracts.models import Balance, Contract, ContractParty, StateChange
from repaid.contracts.postings import Position, chart_of, entries, position
from repaid.contracts.queries.stored import Row, accrual_rows, instalment_row, movement_rows
from repaid.ledger.postings import Cause, Entry, post
from repaid.products.queries import reference_for


@dataclass(frozen=True, slots=True)
class Arrival:
    """A contract to be written; its borrower, called `title`, is registered already."""

    number: str
    title: str
    party_id: int
    party_subject_id: int
    terms: LoanTerms
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Arrived:
    """An arrival with its life on the business day; the life's facts are billed up to it.

    `opening` is the life on the day of a position taken over: what is earned after it is earned here.
    """

    arrival: Arrival
    life: Life
    opening: Life | None = None

    @property
    def launched_on(self) -> date:
        """The day of the first money, or of the position taken over."""
        return min(event.value_date for event in self.arrival.events if isinstance(event, Disbursed | Opened))

    @property
    def came_on(self) -> date | None:
        """The day of a position taken over."""
        return self.opening.as_of if self.opening else None

    @property
    def last_on(self) -> date:
        """The day of the last event."""
        return max(event.value_date for event in self.arrival.events)


def arrived(arrival: Arrival, on: date, opening: Life | None = None) -> Arrived:
    """Replay a contract once; `opening` is its life on the day of a position taken over, where it has one."""
    reference = opening.reference if opening else reference_for(arrival.terms)
    has_come = opening is not None and opening.as_of == on
    life = opening if opening and has_come else replay(arrival.terms, arrival.events, on, reference)
    return Arrived(arrival, replace(life, facts=billed(life.facts, arrival.terms, reference, on)), opening)


def write_arrivals(
    by: Actor, version: Any, branch: Branch | None, arrivals: Sequence[Arrived], on: date
) -> list[Contract]:
    """Write contracts, parties, states, events and all derived rows, and post what they come to."""
    contracts = _contracts(by, version, branch, arrivals, on)
    _write_parties(contracts, arrivals)
    _write_states(by, contracts, arrivals, on)
    Balance.objects.bulk_create(map(_balance, contracts, arrivals, [on] * len(contracts)))
    at = timezone.now()
    pairs = list(zip(contracts, arrivals, strict=True))
    copy_rows("contracts_event", (row for pair in pairs for row in _events(*pair, by, on, at)))
    copy_rows("contracts_instalment", (row for pair in pairs for row in _instalments(*pair)))
    copy_rows("contracts_movement", (row for pair in pairs for row in _movements(*pair)))
    copy_rows("contracts_accrual", (row for pair in pairs for row in _accruals(*pair)))
    booked = (entry for pair in pairs for entry in _entries(*pair, on))
    post(organisation_id=by.organisation_id, booked_on=on, entries=booked)
    return contracts


# --------------------------------------------------------------- contracts


def _contracts(by: Actor, version: Any, branch: Branch | None, arrivals: Sequence[Arrived], on: date) -> list[Contract]:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    subjects = _subjects(organisation, branch, arrivals)
    return Contract.objects.bulk_create(
        Contract(
            subject=subject,
            organisation=organisation,
            branch=branch,
            version=version,
            kind=version.product.kind,
            currency=each.arrival.terms.currency,
            terms=terms_to_data(each.arrival.terms),
            amount=each.arrival.terms.amount,
            opened_on=on,
            launched_on=each.launched_on,
            account=_account(organisation, subject.pk),
            state=State(each.life.stage.value),
        )
        for subject, each in zip(subjects, arrivals, strict=True)
    )


def _subjects(organisation: Organisation, branch: Branch | None, arrivals: Sequence[Arrived]) -> list[Subject]:
    """Subjects with keys reserved beforehand: the account is made of the key, and is searched by."""
    rows = []
    for key, each in zip(_reserved_keys(len(arrivals)), arrivals, strict=True):
        subject = build_subject(
            organisation_id=organisation.pk,
            branch_id=branch.pk if branch else None,
            kind=KIND,
            number=each.arrival.number,
            title=each.arrival.title[:TITLE_LENGTH],
            words=[_account(organisation, key)],
        )
        subject.pk = key
        rows.append(subject)
    return Subject.objects.bulk_create(rows)


def _reserved_keys(count: int) -> list[int]:
    statement = "SELECT nextval(pg_get_serial_sequence('access_subject', 'id')) FROM generate_series(1, %s)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [count])
        return [key for (key,) in cursor.fetchall()]


def _account(organisation: Organisation, serial: int) -> str:
    return next_account(country=organisation.country, bank_code=organisation.bank_code, subject_id=serial)


def _write_parties(contracts: Sequence[Contract], arrivals: Sequence[Arrived]) -> None:
    pairs = list(zip(contracts, arrivals, strict=True))
    ContractParty.objects.bulk_create(
        ContractParty(contract=contract, party_id=each.arrival.party_id, role=PartyRole.BORROWER)
        for contract, each in pairs
    )
    SubjectPerson.objects.bulk_create(
        SubjectPerson(
            subject_id=contract.subject_id, person_id=each.arrival.party_subject_id, role=PartyRole.BORROWER.value
        )
        for contract, each in pairs
    )


def _write_states(by: Actor, contracts: Sequence[Contract], arrivals: Sequence[Arrived], on: date) -> None:
    rows = []
    for contract, each in zip(contracts, arrivals, strict=True):
        passed = [(State.TO_BE_LAUNCHED, min(on, each.launched_on)), (State.ACTIVE, each.launched_on)]
        if contract.state != State.ACTIVE:
            passed.append((State(contract.state), each.last_on))
        rows += [
            StateChange(contract=contract, state=state, since=since, recorded_by_id=by.user_id)
            for state, since in passed
        ]
    StateChange.objects.bulk_create(rows)


# ------------------------------------------------------------ derived rows


def _balance(contract: Contract, each: Arrived, on: date) -> Balance:
    balance = Balance(contract=contract, events=len(each.arrival.events), tolerance=each.arrival.terms.tolerance)
    fill_balance(balance, each.life, contract.currency, len(each.life.facts.movements), on)
    in_time = [event for event in each.arrival.events if not isinstance(event, Reversed)]
    balance.last_value_date, balance.last_rank, balance.last_key = event_order(max(in_time, key=event_order))
    return balance


def _events(contract: Contract, each: Arrived, by: Actor, on: date, at: datetime) -> Iterator[Row]:
    for event in each.arrival.events:
        yield (contract.pk, *event_row(event, contract.currency), on, at, by.user_id)


def _instalments(contract: Contract, each: Arrived) -> Iterator[Row]:
    for place, row in enumerate(each.life.facts.plan):
        yield instalment_row(contract.pk, place, row)


def _movements(contract: Contract, each: Arrived) -> Iterator[Row]:
    return movement_rows(contract.pk, each.life.facts.movements, 0)


def _accruals(contract: Contract, each: Arrived) -> Iterator[Row]:
    return accrual_rows(contract.pk, each.life.facts)


def _entries(contract: Contract, each: Arrived, on: date) -> list[Entry]:
    """What came from the other system, over the take-over clearing account; then what was earned here since."""
    now, came = _position(each.life), _position(each.opening or each.life)
    cause = Cause(TAKEOVER, contract.pk, contract.subject_id)
    taken = entries(contract, came, chart_of(contract.version, taken_over=True), each.came_on or on, cause)
    return taken + entries(contract, now.minus(came), chart_of(contract.version), on, cause)


def _position(life: Life) -> Position:
    return position(life.facts, life.view, life.terms, life.facts.movements)
