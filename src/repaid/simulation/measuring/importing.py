"""A statement of a bank from one end to the other: read, kept, matched, booked; beside it a plain COPY of its lines."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.db import connection, transaction

from repaid.access.actors import Actor
from repaid.daily_close.run import close_until
from repaid.settling.taking_in import take_in
from repaid.simulation.measuring.many_loans import lender_with
from repaid.simulation.measuring.rounds import LEAST_ROUNDS, Goal, Measured, rates_of

COUNTS: Final = (12, 24, 36)
LAST_CLOSED: Final = date(2024, 7, 31)
"""By then one instalment of each loan has fallen due; one loan in thirty has another one due on the next day."""

GOAL: Final = 2_000
BANK: Final = "99990001"
HEADER: Final = "Data;Kwota;Waluta;Nadawca;Rachunek nadawcy;Tytuł;Rachunek"
OWN: Final = "PL10105000997603123456789123"

# Copies have no account that a title could name: each gets one with the check digits of its country.
_ACCOUNTS: Final = f"""
    UPDATE contracts_contract SET account = lpad(
        (98 - mod((('{BANK}' || lpad(id::text, 16, '0')) || '252100')::numeric, 97))::text, 2, '0'
    ) || '{BANK}' || lpad(id::text, 16, '0')
"""
_OWED: Final = """
    SELECT c.id, c.account, s.title, i.due, i.open_total
    FROM contracts_contract c
    JOIN access_subject s ON s.id = c.subject_id
    JOIN contracts_instalment i ON i.contract_id = c.id AND i.fixed AND i.open_total > 0
    ORDER BY c.id LIMIT %s
"""


class Told(NamedTuple):
    """A line of a statement, as a table says it."""

    day: date
    amount: str
    payer: str
    account: str
    title: str


def measure_import(lines: int, rounds: int = LEAST_ROUNDS) -> Measured:
    """Lines booked a second, each of another loan of 12 to 36 instalments. Needs an empty database.

    `lines` is that of all rounds together, each of which takes in a file of its own.
    """
    portion = max(lines // rounds, 1)
    by = lender_with(portion * (rounds + 1), COUNTS).by
    close_until(by=by, until=LAST_CLOSED)
    told = _told(portion * (rounds + 1))
    files = (told[begin : begin + portion] for begin in range(0, len(told), portion))
    works = {"import": lambda: _import(by, next(files)), "floor: copy into a table": lambda: _copy(told[:portion])}
    rates = rates_of(works, rounds)
    goal = Goal(f"lines booked a second, {portion} a file", rates["import"], GOAL)
    return Measured("import", rounds, rates, (goal,))


def _told(count: int) -> list[Told]:
    """A payment for each loan, on its due date or up to three days later; one in twenty too much, one too little."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS)
        cursor.execute(_OWED, [count])
        rows = cursor.fetchall()
    return [
        Told(
            due + timedelta(key % 4), _text(owed + _slip(key)), payer, f"PL61109010140000{key:012d}", f"rata {account}"
        )
        for key, account, payer, due, owed in rows
    ]


def _slip(key: int) -> int:
    """Minor units that somebody pays too much, or leaves out."""
    return 500 if key % 20 == 0 else -3_000 if key % 20 == 1 else 0


def _text(minor: int) -> str:
    return f"{minor // 100},{minor % 100:02d}"


def _lines(told: list[Told]) -> Iterator[str]:
    yield HEADER
    for day, amount, payer, account, title in told:
        yield f"{day};{amount};PLN;{payer};{account};{title};{OWN}"


def _import(by: Actor, told: list[Told]) -> int:
    done = take_in(by, "bench.csv", "\n".join(_lines(told)).encode(), keep_good=False)
    assert done.settled == len(told), "every line finds its contract and is booked"
    return done.settled


def _copy(told: list[Told]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE line (day date, amount text, payer text, account text, title text) ON COMMIT DROP"
        )
        with cursor.copy("COPY line FROM STDIN") as stream:
            for line in told:
                stream.write_row(line)
    return len(told)
