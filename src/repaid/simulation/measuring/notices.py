"""Texts composed and letters made a second: reminders about overdue loans, with amounts from the engine."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from time import process_time
from typing import Final

from django.db import connection

from repaid.access.queries import organisation_of
from repaid.contracts.notices import OVERDUE
from repaid.contracts.queries.contracts import contracts
from repaid.daily_close.run import close_until
from repaid.messages.channels.letter.page import Letter, pdf_of
from repaid.messages.choices import Channel
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.commands.queueing import Wanted, queue_many
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.sending.picking import BATCH, due, sorted_out
from repaid.messages.sending.run import send_due
from repaid.simulation.measuring.many_loans import ORDINARY, Lender, lender_with
from repaid.simulation.measuring.rounds import LEAST_ROUNDS, Goal, Measured, rates_of

TEXTS_GOAL: Final = 2_000
LETTERS_GOAL: Final = 40
LETTERS: Final = 200
LATER: Final = datetime(2100, 1, 1, tzinfo=UTC)

_PEOPLE: Final = """
    INSERT INTO access_subjectperson (subject_id, person_id, role)
    SELECT c.subject_id, p.person_id, 'borrower'
    FROM contracts_contract c CROSS JOIN (SELECT person_id FROM access_subjectperson ORDER BY id LIMIT 1) p
    ON CONFLICT DO NOTHING
"""
_AGAIN: Final = "UPDATE messaging_message SET state = 'queued', next_at = created_at"
LETTER: Final = Letter(
    "pl", "Krakowska Pożyczka", "Piotr Wzorcowy", "ul. Przykładowa 1\n30-001 Kraków", "2026-11-21", "11",
    "Wezwanie do zapłaty", "Szanowni Państwo,\n\n" + "Kwota do zapłaty na dziś: 552,95 zł. " * 20,
)  # fmt: skip


def measure_notices(loans: int, rounds: int = LEAST_ROUNDS) -> Measured:
    """Reminders composed and kept by the gateway of the demo, and letters as PDF. Needs an empty database."""
    lender = lender_with(loans)
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE)
    close_until(by=lender.by, until=ORDINARY[-1])
    save_gateway(by=lender.by, channel=Channel.SMS, provider="demo", sender="3000", settings={})
    supply_messages(by=lender.by, with_rules=False)
    _queue(lender)
    works = {"texts composed": partial(_compose, lender), "texts composed and sent": partial(_send, lender)}
    rates = rates_of(works, rounds)
    rates |= rates_of({"letters as PDF": _letters}, rounds, clock=process_time)
    goals = (
        Goal("texts composed a second", rates["texts composed"], TEXTS_GOAL),
        Goal("PDF letters a second and core", rates["letters as PDF"], LETTERS_GOAL),
    )
    return Measured("notices", rounds, rates, goals)


def _queue(lender: Lender) -> None:
    late = contracts(lender.by, ORDINARY[-1]).filter(balance__oldest_due_on__lt=ORDINARY[-1])
    wanted = [
        Wanted(f"bench:{subject}", subject, person, "borrower", Channel.SMS)
        for subject, person in late.values_list("subject_id", "subject__people__person")
    ]
    queue_many(lender.by, OVERDUE, wanted)


def _compose(lender: Lender) -> int:
    organisation = organisation_of(lender.by)
    messages = list(due(organisation.pk, Channel.SMS, LATER))
    ready = [
        len(sorted_out(organisation, messages[first : first + BATCH], LATER).ready)
        for first in range(0, len(messages), BATCH)
    ]
    assert sum(ready) == len(messages), "every reminder goes"
    return len(messages)


def _send(lender: Lender) -> int:
    done = send_due(organisation_of(lender.by), Channel.SMS).handed_over
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN)
    return done


def _letters() -> int:
    """Letters of which no two are alike."""
    made = [replace(LETTER, reference=str(number), body=f"{LETTER.body}{number}") for number in range(LETTERS)]
    pdf_of(made, LATER)
    return LETTERS
