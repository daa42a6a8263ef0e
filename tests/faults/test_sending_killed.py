"""A sending run that is killed at any statement and begun again neither loses a message nor sends one twice."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.messages.channels import Account, Answer, Parcel, carriers
from repaid.messages.channels.demo import Demo
from repaid.messages.choices import Channel, Outcome, State
from repaid.messages.commands.queueing import ByHand
from repaid.messages.models import Gateway, Message, PrintItem
from repaid.messages.tests.lender import ask, ready_lender, send
from tests.faults.copies import copy_of_database
from tests.faults.deaths import KILLED, in_process

MESSAGES: Final = 7
LETTERS: Final = 3
COPIES: Final = count()
pytestmark = pytest.mark.django_db(transaction=True)


class Outside(Demo):
    """A gateway whose memory is a file: what it took it has taken, whatever becomes of the process."""

    provider = "outside"
    window = 3

    def __init__(self, memory: Path, *, can_be_asked: bool) -> None:
        self.memory, self.can_be_asked = memory, can_be_asked

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer]:
        for parcel in parcels:
            with self.memory.open("a") as memory:
                memory.write(f"{parcel.reference} {parcel.body}\n")
            yield Answer(parcel.reference, Outcome.ACCEPTED, (str(parcel.reference),))

    def ask(self, account: Account, reference: UUID, /) -> Answer | None:
        if not self.can_be_asked:
            return None
        took = str(reference) in self.memory.read_text()
        return Answer(reference, Outcome.ACCEPTED if took else Outcome.BROKEN, (str(reference),))

    @property
    def bodies(self) -> Counter[str]:
        return Counter(line.partition(" ")[2] for line in self.memory.read_text().splitlines())


@dataclass(frozen=True, slots=True)
class Run:
    """Messages that wait, the gateway, and where a run writes down what it left."""

    by: Actor
    outside: Outside
    told: Path

    def once(self) -> None:
        send(self.by)
        send(self.by, Channel.LETTER)

    def again(self) -> None:
        """Begin once more, and once more when what could not be handed over may be tried again."""
        self.once()
        Message.objects.filter(state=State.FAILED).update(next_at=timezone.now())
        self.once()
        states = Message.objects.order_by("id").values_list("state", flat=True)
        self.told.write_text(" ".join([*states, str(PrintItem.objects.count())]))

    def counted(self) -> None:
        statements = count()
        with connection.execute_wrapper(lambda execute, *given: (next(statements), execute(*given))[1]):
            self.once()
        self.told.write_text(str(next(statements)))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    by = ready_lender()
    outside = Outside(tmp_path / "memory", can_be_asked=True)
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, (outside,))
    Gateway.objects.filter(channel=Channel.SMS).update(provider="outside")
    for place in range(MESSAGES):
        ask(by, kind="messages.reminder", key=str(place), about="party", number="1", by_hand=_words(place))
    for place in range(LETTERS):
        ask(by, kind="contracts.warning", key=str(place), channel=Channel.LETTER)
    return Run(by, outside, tmp_path / "told")


def _words(place: int) -> ByHand:
    return ByHand("", f"message {place}")


def points_of(run: Run, points: int) -> list[int]:
    """Some of the statements of a run at which it may die."""
    with copy_of_database(f"m{next(COPIES)}") as database:
        assert in_process(database, run.counted) == 0
    return sorted(random.Random(points).sample(range(1, int(run.told.read_text()) + 1), points))


def killed(run: Run, point: int) -> list[str]:
    """Die at a statement and begin again: the states of all messages, and how many letters wait."""
    run.outside.memory.write_text("")
    with copy_of_database(f"m{next(COPIES)}") as database:
        assert in_process(database, run.once, dies_at=point) == KILLED
        assert in_process(database, run.again) == 0
    return run.told.read_text().split()


def assert_nothing_is_lost_or_repeated(run: Run, points: int) -> None:
    for point in points_of(run, points):
        run.outside.can_be_asked = True
        expected = [State.SENT.value] * MESSAGES + [State.TO_PRINT.value] * LETTERS + [str(LETTERS)]
        assert killed(run, point) == expected, f"killed at {point}"
        assert run.outside.bodies == {f"message {place}": 1 for place in range(MESSAGES)}, f"killed at {point}"
        run.outside.can_be_asked = False
        *states, letters = killed(run, point)
        assert (states[MESSAGES:], letters) == (expected[MESSAGES:-1], expected[-1]), f"killed at {point}"
        took = run.outside.bodies
        assert set(took.values()) <= {1}, f"killed at {point}"
        sent = [took[f"message {place}"] for place in range(MESSAGES) if states[place] == State.SENT]
        assert all(sent), f"killed at {point}"
        assert states.count(State.DOUBTFUL) == MESSAGES - len(sent) <= run.outside.window, f"killed at {point}"


def test_killed_and_begun_again(run: Run) -> None:
    assert_nothing_is_lost_or_repeated(run, 2)


@pytest.mark.soak
def test_killed_at_thirty_points(run: Run) -> None:
    assert_nothing_is_lost_or_repeated(run, 30)
