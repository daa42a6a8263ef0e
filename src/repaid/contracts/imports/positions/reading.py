"""A file of positions, read part by part: each row with its fate, and what is to be told of it.

Nothing is written here, so that a preview shows what taking over would do.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from loanmath.book import NO_REFERENCE, Reference
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.queries import branches, organisation_of
from repaid.contracts.imports.positions.borrower import Borrower, Home, read_borrower
from repaid.contracts.imports.positions.cells import Cells, Manner
from repaid.contracts.imports.positions.columns import Columns, Sheet, read_sheet
from repaid.contracts.imports.positions.notes import Note, excerpt
from repaid.contracts.imports.positions.position import Broken, Position, broken_rules, read_position
from repaid.contracts.imports.positions.trial import Trial, differences, tried
from repaid.contracts.queries.takeovers import number_here, numbers_taken, origins_known
from repaid.parties.queries import parties_identified
from repaid.products.queries import TermsRequest, offered_versions, reference_for, terms_for

PART: Final = 500
"""Rows that are looked at together."""

ROWS_MAX: Final = 200_000
NUMBER_MAX: Final = 40

Fate = Literal["new", "known", "wrong"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be read: a file, its columns where somebody chose them, the other system, the day of the positions."""

    content: bytes
    source: str
    day: date
    prefix: str = ""
    branch: str = ""
    columns: Columns | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row with its fate; the parts that could be read of it."""

    line: int
    number: str
    fate: Fate
    notes: tuple[Note, ...]
    version: Any = None
    branch: Any = None
    position: Position | None = None
    borrower: Borrower | None = None
    trial: Trial | None = None


@dataclass(slots=True)
class Reader:
    """Reads the rows of a file for an actor; `seen` are the numbers that stood in it so far, with their lines."""

    by: Actor
    asked: Question
    sheet: Sheet = field(init=False)
    manner: Manner = field(init=False)
    home: Home = field(init=False)
    offers: dict[str, tuple[Any, Reference]] = field(init=False)
    branches: dict[str, Any] = field(init=False)
    seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        on = today(self.by.organisation_id)
        self.sheet = read_sheet(self.asked.content, self.asked.columns)
        self.manner = Manner.of(self.sheet)
        self.home = Home(organisation_of(self.by).country, on)
        self.offers = {code: (each, _reference(each)) for code, each in offered_versions(self.by, on).items()}
        self.branches = {branch.code: branch for branch in branches(self.by)}

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be told of the file beside its rows."""
        found = list(self.sheet.notes)
        if len(self.sheet.rows) > ROWS_MAX:
            found.append(Note(1, "", "too_many_rows", {"most": ROWS_MAX}))
        elif not self.sheet.rows and not found:
            found.append(Note(1, "", "no_rows"))
        return tuple(found)

    def parts(self) -> Iterator[list[Candidate]]:
        """The rows in the order of the file, so many at a time; three queries each time."""
        rows = self.sheet.rows if len(self.sheet.rows) <= ROWS_MAX else ()
        for first in range(0, len(rows), PART):
            yield self._part([Cells(row, self.sheet, self.manner) for row in rows[first : first + PART]])

    def _part(self, part: Sequence[Cells]) -> list[Candidate]:
        numbers = [self._number(cells) for cells in part]
        known = origins_known(self.by, self.asked.source, numbers)
        taken = numbers_taken(self.by, [self._here(number) for number in numbers])
        read = [self._candidate(*pair, known, taken) for pair in zip(part, numbers, strict=True)]
        return _with_known_people(self.by, read)

    def _number(self, cells: Cells) -> str:
        number = cells.text("number", NUMBER_MAX - len(self.asked.prefix))
        here = self._here(number)
        if here in self.seen:
            cells.note("number", "twice", number=number, other=self.seen[here])
        elif number:
            self.seen[here] = cells.line
        return number

    def _here(self, number: str) -> str:
        return number_here(self.asked.prefix, number)

    def _candidate(self, cells: Cells, number: str, known: Set[str], taken: Set[str]) -> Candidate:
        if number in known and not cells.is_wrong:
            return self._known(cells, number)
        if self._here(number) in taken:
            cells.note("number", "number_taken", number=self._here(number), source=self.asked.source)
        version, reference = self._offer(cells)
        branch = self._branch(cells)
        currency = version.product.currency if version else ""
        position = read_position(cells, number, currency) if version else None
        borrower = read_borrower(cells, self.home)
        trial = self._trial(cells, version, position, reference) if position else None
        fate: Fate = "wrong" if cells.is_wrong else "new"
        parts = (version, branch, position, borrower, trial)
        return Candidate(cells.line, number, fate, tuple(cells.notes), *parts)

    def _known(self, cells: Cells, number: str) -> Candidate:
        """A row that was taken over before: looked at for the sums only."""
        version, _reference = self._offer(cells)
        position = read_position(cells, number, version.product.currency) if version else None
        note = Note(cells.line, "number", "known", {"number": number})
        return Candidate(cells.line, number, "known", (note,), position=position)

    def _offer(self, cells: Cells) -> tuple[Any, Reference]:
        """The product of a row, in the row's currency."""
        code, currency = cells.text("product"), cells.text("currency").upper()
        version, reference = self.offers.get(code, (None, NO_REFERENCE))
        if version is None and code:
            cells.note("product", "unknown_product", text=excerpt(code))
        elif version is not None and currency and currency != version.product.currency:
            facts = {"product": code, "currency": version.product.currency, "text": excerpt(currency)}
            cells.note("currency", "other_currency", **facts)
        return version, reference

    def _branch(self, cells: Cells) -> Any:
        code = cells.text("branch") or self.asked.branch
        if code and code not in self.branches:
            cells.note("branch", "unknown_branch", text=excerpt(code))
        return self.branches.get(code)

    def _trial(self, cells: Cells, version: Any, position: Position, reference: Reference) -> Trial | None:
        day = self.asked.day
        _tell(cells, broken_rules(position, day))
        if cells.is_wrong:
            return None
        found = tried(version, position, day, reference)
        if not isinstance(found, Trial):
            _tell(cells, [found])
            return None
        _tell(cells, differences(position, found))
        return found


def _tell(cells: Cells, broken: Iterable[Broken]) -> None:
    for column, code, facts in broken:
        cells.note(column, code, **facts)


def _reference(version: Any) -> Reference:
    """The tables and the calendar that contracts of a version name: they stand in its template."""
    amount = Money(version.amount_max, version.product.currency)
    return reference_for(
        terms_for(version, TermsRequest(amount=amount, count=version.count_max, start=version.valid_from))
    )


def _with_known_people(by: Actor, read: list[Candidate]) -> list[Candidate]:
    """The same, told where a borrower is known under another name."""
    borrowers = [each.borrower.identifier for each in read if each.borrower and each.borrower.identifier]
    known = parties_identified(by.organisation_id, borrowers)

    def told(each: Candidate) -> Candidate:
        person = known.get(each.borrower.identifier) if each.borrower and each.borrower.identifier else None
        if person is None or each.borrower is None or each.borrower.is_called(person.name):
            return each
        return replace(each, notes=(*each.notes, Note(each.line, "family_name", "other_name")))

    return [told(each) for each in read]
