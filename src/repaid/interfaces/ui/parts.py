"""What views hand to the components: the lines of "why this amount", the entries of a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from loanmath.money import Money
from repaid.interfaces.ui.states import Tone


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One step of the arithmetic behind a line: its sentence (base x rate x days / basis) and amount."""

    sentence: str
    amount: Money


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of an amount; payments are lines with a minus, the total is the last line."""

    name: str
    amount: Money
    sentence: str = ""
    steps: Sequence[WhyStep] = ()
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened: a title in the past tense, one line of detail, the amount when it was money."""

    on: date | datetime
    title: str
    detail: str = ""
    icon: str = "circle-dot"
    tone: Tone | str = ""
    amount: Money | None = None
    url: str = ""
    is_undone: bool = False
