"""What a version means when a customer does not pay as planned: paying late, repaying everything early."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from loanmath.components import Amounts
from loanmath.early import Quote, quote
from loanmath.events import Disbursed, Event, Received
from loanmath.facts import Instalment
from loanmath.replay import replay
from repaid.products.queries.example import Example
from repaid.products.queries.legal import reference_for

LATE: Final = timedelta(days=30)


def late_payment(example: Example) -> tuple[int, Amounts]:
    """Half of the first instalment, paid 30 days late: the amount, and what it pays of each part; minor units."""
    first = example.rows[0]
    amount, day = -(-first.owed.total // 2), first.due + LATE
    terms = example.terms
    events = [_lent(example), Received(value_date=day, key="late", amount=amount)]
    paid = Amounts()
    for part in replay(terms, events, day, reference_for(terms)).allocation_of("late").parts:
        paid = paid.add(part.component, part.amount)
    return amount, paid


def early_quote(example: Example) -> Quote:
    """What repays everything in the middle of the term, when each instalment before was paid on its day."""
    rows, terms = example.rows, example.terms
    paid = rows[: len(rows) // 2]
    day = paid[-1].due if paid else _middle(example.terms.start, rows[0].due)
    life = replay(terms, [_lent(example), *_payments(paid)], day, reference_for(terms))
    return quote(life.facts, terms, day, reference_for(terms))


def _lent(example: Example) -> Event:
    return Disbursed(value_date=example.terms.start, key="example", amount=example.terms.amount)


def _payments(rows: tuple[Instalment, ...]) -> Iterator[Event]:
    for row in rows:
        if row.owed.total:
            yield Received(value_date=row.due, key=f"instalment-{row.number}", amount=row.owed.total)


def _middle(start: date, end: date) -> date:
    return start + (end - start) // 2
