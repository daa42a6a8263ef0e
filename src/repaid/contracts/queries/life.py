"""The life of a contract: its events replayed to a day. What screens, letters and the portal show comes from here."""

from datetime import date

from loanmath.early import Quote, quote
from loanmath.life import Life
from loanmath.replay import replay
from loanmath.trace import Line
from repaid.contracts.models import Contract
from repaid.contracts.queries.stored import events_of, terms_of
from repaid.products.queries import reference_for


def life_of(contract: Contract, as_of: date, trace: list[Line] | None = None) -> Life:
    """Everything about the contract at the end of a day; nothing is written. Computations go into `trace`."""
    terms = terms_of(contract)
    return replay(terms, events_of(contract), as_of, reference_for(terms), trace)


def quote_of(contract: Contract, on: date) -> Quote:
    """What repays everything on a day, line by line; minor units, below zero when the customer gets money back."""
    life = life_of(contract, on)
    return quote(life.facts, life.terms, on, life.reference)
