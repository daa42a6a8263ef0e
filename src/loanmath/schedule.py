"""Terms -> schedule: the lines of the plan, and what they will ask.

`project` is a pure view: the figures of the coming instalments if everybody pays
from today on. It never changes what is folded. Past days bear interest on what
was really owed (`carried`), coming days on what will be owed.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from loanmath.book import Book
from loanmath.components import Amounts
from loanmath.dates import LONGEST_UNIT, Every, add_months, nth_date, nth_dates
from loanmath.daycount import Period, basis_days
from loanmath.facts import Instalment, Interest, Pause
from loanmath.interest import ZERO, Figures, add_interest, amortise, figures, whole_days
from loanmath.terms import FeeShareOf, GivenInstalment, LoanTerms, Method, OverduePrincipal, Remainder
from loanmath.trace import Line


def lay_out(book: Book, start: date, began: date | None = None) -> None:
    """Make the lines of the plan, with dates and without amounts, from the first disbursement on.

    `began`: when the loan began, where the plan goes on from a position taken over in the middle of a period.
    """
    terms, before = book.terms, book.plan
    book.every, book.plan = terms.every, []
    if terms.method is Method.GIVEN:
        _lay_out_given(book, start)
    elif terms.method is Method.BULLET:
        _lay_out_bullet(book, min(start, began or start))
    else:
        _lay_out_series(book, start, began)
    if terms.interest_free:
        book.pauses = (*book.pauses, Pause(start, book.plan[terms.interest_free - 1].due))
    book.plan = sorted(before + book.plan, key=lambda row: row.due)


def _lay_out_series(book: Book, start: date, began: date | None) -> None:
    terms = book.terms
    seed, first = seed_of(terms, start)
    book.seed = seed
    before = nth_date(seed, terms.every, first - 1)
    begins = start if began is None else min(start, max(began, book.adjusted(before)))
    previous = begins
    for due in dates_from(seed, first, terms):
        due = book.adjusted(due)
        book.plan.append(Instalment(book.number(), previous, due))
        previous = due
    if before != begins:
        book.plan[0] = book.plan[0]._replace(nominal=Period(before, book.plan[0].due, terms.every))
    _shape_lines(book, terms)


def _shape_lines(book: Book, terms: LoanTerms) -> None:
    """Grace on principal and on interest, and how interest stands to the planned amount."""
    grace = terms.count - 1 if terms.method is Method.INTEREST_ONLY else terms.grace_principal
    inside = terms.method in (Method.ANNUITY, Method.FLAT)
    for k in range(terms.count if not inside else max(grace, terms.grace_interest)):
        shape = Interest.DEFERRED if k < terms.grace_interest else Interest.INSIDE if inside else Interest.ON_TOP
        book.plan[k] = book.plan[k]._replace(interest=shape, grace=k < grace)


def seed_of(terms: LoanTerms, start: date) -> tuple[date, int]:
    """The date due dates are counted from, and the number of periods to the first of them."""
    if terms.first_due is None:
        return start, 1
    seed, first = terms.first_due, 0
    while terms.due_day is not None and seed.day != terms.due_day:
        first += 1
        seed = add_months(terms.first_due, -first * terms.every.n, anchor_day=terms.due_day)
    while nth_date(seed, terms.every, first) < start:
        first += 1
    return seed, first


def dates_from(seed: date, first: int, terms: LoanTerms) -> list[date]:
    """The due dates as the terms count them, before any working-day rule."""
    return nth_dates(seed, terms.every, range(first, first + terms.count))


def _lay_out_bullet(book: Book, start: date) -> None:
    terms = book.terms
    end = (
        nth_date(terms.first_due, terms.every, terms.count - 1)
        if terms.first_due
        else nth_date(start, terms.every, terms.count)
    )
    term = Every(terms.every.n * terms.count, terms.every.unit)
    book.seed = terms.first_due or start
    book.plan.append(
        Instalment(book.number(), start, book.adjusted(end), Period(start, end, term), interest=Interest.ON_TOP)
    )


def _lay_out_given(book: Book, start: date) -> None:
    for given in sorted(book.terms.given, key=lambda row: row.due):
        book.plan.append(given_line(book, start, given))
        start = book.plan[-1].due


def given_line(book: Book, start: date, given: GivenInstalment) -> Instalment:
    """A line of a typed table; it begins at `start`, or on its due date if that is earlier."""
    due = book.adjusted(given.due)
    owed, written = given.other, given.interest is not None
    if given.interest is not None:
        owed = owed._replace(principal=given.principal, interest=given.interest)
    return Instalment(
        book.number(),
        min(start, due),
        due,
        amount=given.principal,
        owed=owed,
        interest=Interest.ON_TOP,
        written=written,
    )


def next_due(book: Book, last: date) -> date:
    """The due date that follows a day, counted from the seed."""
    seed = book.seed or last
    return book.adjusted(nth_date(seed, book.every, max(1, place_after(book, seed, last))))


def place_after(book: Book, seed: date, day: date) -> int:
    """Which due date counted from the seed is the first after a day; 0 is the seed itself."""
    k = max(0, (day - seed).days // (book.every.n * LONGEST_UNIT[book.every.unit]) - 1)
    while book.adjusted(nth_date(seed, book.every, k)) <= day:
        k += 1
    return k


def look_ahead(book: Book, trace: list[Line] | None = None) -> dict[int, Figures]:
    """Figures of every open coming line, by its place in the plan; `trace` records the interest."""
    if book.terms.method is Method.FLAT:
        return _flat_figures(book, trace)
    open_places = book.open_coming()
    if not open_places:
        return {}
    if trace is None and (plain := _plain(book, open_places)):
        return plain
    last = open_places[-1]
    prepaid = book.prepaid
    room = book.unasked - prepaid
    base = book.unasked if book.on_schedule else room
    moved, found = book.carried, {}
    for place in range(book.next, last + 1):
        row = book.plan[place]
        exact = _with_own_interest(book, moved, row, base, place, trace)
        if row.fixed:
            moved = exact
            continue
        met = row.met.principal
        asked = figures(row, exact, room + met, place == last, book.terms)
        found[place] = asked
        room -= asked.principal - met
        base -= asked.principal - (0 if book.on_schedule else met)
        moved = asked.moved
    return found


def _plain(book: Book, places: list[int]) -> dict[int, Figures] | None:
    """The figures by the short way, when nothing has touched the coming lines and one rate is ahead."""
    rows = [book.plan[place] for place in places]
    untouched = not (book.has_prepaid or book.carried or book.pauses) and rows[0].start >= book.today
    if not (untouched and _is_plain(book.terms) and len(rows) == len(book.plan) - book.next):
        return None
    if book.rates[-1][0] > book.today or any(
        row.written or row.returned or row.interest is not Interest.INSIDE for row in rows
    ):
        return None
    days = whole_days(book.terms.day_count, rows)
    found = amortise(book.unasked, [row.amount for row in rows], days, book.rates[-1][1], book.terms)
    if found is None:
        return None
    return {place: Figures(*asked, ZERO) for place, asked in zip(places, zip(*found, strict=True), strict=True)}


def _is_plain(terms: LoanTerms) -> bool:
    return (
        basis_days(terms.day_count) is not None
        and terms.remainder is Remainder.DROP
        and terms.overdue_principal is not OverduePrincipal.PERIOD_END
    )


def _with_own_interest(
    book: Book, moved: Fraction, row: Instalment, base: int, place: int, trace: list[Line] | None
) -> Fraction:
    """Interest moved here and that of the days a line still has to come."""
    if place == book.next and book.terms.overdue_principal is OverduePrincipal.PERIOD_END:
        base = max(base, book.bearing)
    return add_interest(book, moved, base, row, max(row.start, book.today), row.due, trace)


def _flat_figures(book: Book, trace: list[Line] | None) -> dict[int, Figures]:
    """Interest on the original amount: what was lent bears interest for whole periods, whatever was repaid."""
    open_places = book.open_coming()
    room, moved, found = book.unasked - book.prepaid, ZERO, {}
    for place in open_places:
        row = book.plan[place]
        exact = add_interest(book, moved, book.original, row, row.start, row.due, trace)
        met = row.met.principal
        found[place] = figures(row, exact, room + met, place == open_places[-1], book.terms)
        room -= found[place].principal - met
        moved = found[place].moved
    return found


def asking(row: Instalment, asked: Figures, terms: LoanTerms) -> Amounts:
    """What a line asks with these figures, the fees of every instalment included."""
    _, _, penalty, fees, tax = row.owed
    if terms.instalment_fees and not row.fixed:
        fees += instalment_fees(terms, asked)
    return Amounts(asked.principal, asked.interest, penalty, fees, tax)


def instalment_fees(terms: LoanTerms, asked: Figures) -> int:
    """Fees that every instalment asks for."""
    bases = {
        FeeShareOf.PRINCIPAL: asked.principal,
        FeeShareOf.INTEREST: asked.interest,
        FeeShareOf.BOTH: asked.principal + asked.interest,
    }
    return sum(fee.portion.of(bases[fee.share_of], terms.rounding) for fee in terms.instalment_fees)


def project(book: Book) -> list[Instalment]:
    """The whole plan with what coming lines will ask if everybody pays from today on."""
    lines, terms = list(book.plan), book.terms
    for place, asked in look_ahead(book, book.trace).items():
        lines[place] = lines[place].asking(asking(lines[place], asked, terms))
    return lines
