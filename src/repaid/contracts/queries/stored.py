"""Rows and the engine's Facts: the same state in two shapes.

The columns of each table are named here once, in the order in which rows are read, written and copied.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from django.db import connection

from loanmath.codec import event_from_data, facts_from_data, facts_to_data, terms_from_data
from loanmath.components import NOTHING, Amounts, Component
from loanmath.dates import Every, Unit
from loanmath.daycount import Period
from loanmath.events import Event
from loanmath.facts import Accrual, Facts, Instalment, Interest, Movement, MovementKind, Origin
from loanmath.replay import start
from loanmath.terms import LoanTerms
from repaid.contracts import models
from repaid.contracts.models import COMPONENTS, Balance

Row = tuple[Any, ...]

STATES: Final = ("owed", "paid", "waived", "written_off")
INSTALMENT_COLUMNS: Final = (
    "contract_id", "number", "place", "start", "due", "amount",
    *(f"{state}_{component}" for state in STATES for component in COMPONENTS),
    "fixed", "settled_on", "rest",
)  # fmt: skip
MOVEMENT_COLUMNS: Final = (
    "contract_id", "line", "value_date", "cause", "kind", "component", "amount", "instalment", "receipt",
)  # fmt: skip
ACCRUAL_COLUMNS: Final = (
    "contract_id", "instalment", "base", "overdue_since", "since", "carried_numerator", "carried_denominator",
    "asked", "compounded",
)  # fmt: skip

NO_REST: Final = "{}"
CONTRACT_INTEREST: Final = 0
"""The "instalment" of the accrual row of contract interest."""


# ----------------------------------------------------------------- reading


def facts_of(balance: Balance, currency: str) -> Facts:
    """The Facts stored for a contract, without movements; two queries beside the given balance."""
    instalments, accruals = (_select(statement, balance.contract_id) for statement in (_INSTALMENTS, _ACCRUALS))
    return facts_from_rows(balance, currency, instalments, accruals)


def facts_from_rows(balance: Balance, currency: str, instalments: Sequence[Row], accruals: Sequence[Row]) -> Facts:
    """The Facts in a balance, with rows of INSTALMENT_COLUMNS and ACCRUAL_COLUMNS in their order."""
    penalties: list[Accrual] = []
    bearing, carried = 0, Fraction(0)
    for row in accruals:
        if row[1] == CONTRACT_INTEREST:
            bearing, carried = row[2], Fraction(int(row[5]), int(row[6]))
        else:
            penalties.append(_accrual(row))
    return replace(
        facts_from_data({**balance.rest, "today": balance.counted_to.isoformat()}, currency),
        plan=tuple(_instalment(row) for row in instalments),
        accruals=tuple(penalties),
        disbursed=balance.disbursed,
        bearing=bearing,
        carried=carried,
    )


# Plain statements: a payment reads and writes these rows, and building a queryset costs as much as running it.
_INSTALMENTS: Final = (
    f"SELECT {', '.join(INSTALMENT_COLUMNS)} FROM contracts_instalment WHERE contract_id = %s ORDER BY place"
)
_ACCRUALS: Final = (
    f"SELECT {', '.join(ACCRUAL_COLUMNS)} FROM contracts_accrual WHERE contract_id = %s ORDER BY instalment"
)


_PLANS: Final = (
    f"SELECT {', '.join(INSTALMENT_COLUMNS)} FROM contracts_instalment"
    " WHERE contract_id = ANY(%s) ORDER BY contract_id, place"
)
_ALL_ACCRUALS: Final = (
    f"SELECT {', '.join(ACCRUAL_COLUMNS)} FROM contracts_accrual"
    " WHERE contract_id = ANY(%s) ORDER BY contract_id, instalment"
)


def plans_and_accruals(contract_ids: Sequence[int]) -> tuple[dict[int, list[Row]], dict[int, list[Row]]]:
    """The rows of INSTALMENT_COLUMNS and of ACCRUAL_COLUMNS of many contracts, each by contract; two queries."""
    return _grouped(_PLANS, contract_ids), _grouped(_ALL_ACCRUALS, contract_ids)


def _grouped(statement: str, contract_ids: Sequence[int]) -> dict[int, list[Row]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(contract_ids)])
        return {key: list(rows) for key, rows in groupby(cursor.fetchall(), key=lambda row: row[0])}


def _select(statement: str, contract_id: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [contract_id])
        rows: list[Row] = cursor.fetchall()
        return rows


def movements_of(contract_id: int) -> list[Movement]:
    """All movements of a contract in the order of its events."""
    rows = models.Movement.objects.filter(contract=contract_id).order_by("line").values_list(*MOVEMENT_COLUMNS[2:])
    return [
        Movement(day, cause, MovementKind(kind), Component(component) if component else None, amount, number, receipt)
        for day, cause, kind, component, amount, number, receipt in rows
    ]


def _instalment(row: Row) -> Instalment:
    return Instalment(
        number=row[1], start=row[3], due=row[4], amount=row[5],
        owed=_amounts(row, 6), paid=_amounts(row, 11), waived=_amounts(row, 16), written_off=_amounts(row, 21),
        fixed=row[26], settled_on=row[27],
        **_rest_of_row(row[28]),
    )  # fmt: skip


def _rest_of_row(text: str) -> dict[str, Any]:
    if text == NO_REST:
        return {}
    return {name: _REST[name][1](value) for name, value in json.loads(text).items()}


def _amounts(row: Row, first: int) -> Amounts:
    amounts = row[first : first + len(COMPONENTS)]
    return Amounts(*amounts) if any(amounts) else NOTHING


def _accrual(row: Row) -> Accrual:
    _, instalment, base, overdue_since, since, numerator, denominator, asked, compounded = row
    carried = Fraction(int(numerator), int(denominator))
    return Accrual(instalment, base, overdue_since, since, carried, asked, compounded)


# ----------------------------------------------------------------- writing


def instalment_row(contract_id: int, place: int, row: Instalment) -> Row:
    """A line of the plan as a row of INSTALMENT_COLUMNS."""
    return (
        contract_id, row.number, place, row.start, row.due, row.amount,
        *row.owed, *row.paid, *row.waived, *row.written_off,
        row.fixed, row.settled_on, json.dumps(_rest(row)),
    )  # fmt: skip


def movement_rows(contract_id: int, movements: Sequence[Movement], first_line: int) -> Iterator[Row]:
    """Movements as rows of MOVEMENT_COLUMNS, numbered from `first_line` on."""
    for line, move in enumerate(movements, first_line):
        component = move.component.value if move.component else ""
        yield (
            contract_id, line, move.value_date, move.cause, move.kind.value, component, move.amount, move.instalment,
            move.receipt,
        )  # fmt: skip


def accrual_rows(contract_id: int, facts: Facts) -> Iterator[Row]:
    """What is being earned, as rows of ACCRUAL_COLUMNS."""
    if facts.bearing or facts.carried:
        yield (
            contract_id, CONTRACT_INTEREST, facts.bearing, None, facts.today,
            Decimal(facts.carried.numerator), Decimal(facts.carried.denominator), 0, 0,
        )  # fmt: skip
    for each in facts.accruals:
        yield (
            contract_id, each.instalment, each.base, each.overdue_since, each.since,
            Decimal(each.carried.numerator), Decimal(each.carried.denominator), each.asked, each.compounded,
        )  # fmt: skip


def rest_of(facts: Facts, currency: str) -> dict[str, Any]:
    """What has no column of its own, in the words of the codec; what is as in a new contract is left out."""
    bare = replace(facts, plan=(), accruals=(), movements=(), findings=(), disbursed=0, bearing=0, carried=Fraction(0))
    unused = _unused(currency)
    return {name: value for name, value in facts_to_data(bare, currency).items() if value != unused[name]}


@cache
def _unused(currency: str) -> dict[str, Any]:
    return facts_to_data(Facts(today=date.min), currency)


def _period_out(period: Period) -> list[Any]:
    return [period.start.isoformat(), period.end.isoformat(), period.every.n, period.every.unit.value]


def _period_in(data: list[Any]) -> Period:
    start, end, n, unit = data
    return Period(date.fromisoformat(start), date.fromisoformat(end), Every(n, Unit(unit)))


_Shape = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_REST: Final[dict[str, _Shape]] = {
    "nominal": (_period_out, _period_in),
    "interest": (str, Interest),
    "grace": (bool, bool),
    "written": (bool, bool),
    "origin": (str, Origin),
    "returned": (int, int),
}
_USUAL: Final = Instalment._field_defaults


def _rest(row: Instalment) -> dict[str, Any]:
    return {name: shape[0](value) for name, shape in _REST.items() if (value := getattr(row, name)) != _USUAL[name]}


def events_of(contract: models.Contract) -> list[Event]:
    """The events of a contract, in no order that matters."""
    payloads = models.Event.objects.filter(contract=contract).values_list("payload", flat=True)
    return [event_from_data(payload, contract.currency) for payload in payloads]


def terms_of(contract: models.Contract) -> LoanTerms:
    """The terms of a contract as agreed; they never change, so a contract in use is read once."""
    return _terms(json.dumps(contract.terms))


@lru_cache(maxsize=4096)
def _terms(text: str) -> LoanTerms:
    return terms_from_data(json.loads(text))


def empty_balance(terms: LoanTerms) -> dict[str, Any]:
    """The columns of the balance of a contract to which nothing has happened."""
    facts = start(terms)
    return {
        "counted_to": facts.today,
        "posted_until": facts.today,
        "tolerance": terms.tolerance,
        "rest": rest_of(facts, terms.currency),
    }
