"""Why this amount: the engine's lines in the reader's words, for staff and for customers.

Nothing is computed here: the amounts are those of the life, the steps are what the replay wrote down on its way.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loanmath.components import Amounts
from loanmath.early import Quote
from loanmath.explain import merged
from loanmath.facts import Instalment
from loanmath.life import Life
from loanmath.money import Money
from loanmath.rates import PPM_PER_PERCENT
from loanmath.rounding import Rounding, round_fraction
from loanmath.trace import Line, Why
from repaid.interfaces.shared.wording import COMPONENTS, QUOTE_ITEMS
from repaid.interfaces.ui import formats
from repaid.interfaces.ui.columns import Text
from repaid.interfaces.ui.parts import WhyLine, WhyStep

TO_REPAY_TODAY: Text = gettext_lazy("To repay everything today")


def owed_lines(life: Life, trace: Sequence[Line]) -> list[WhyLine]:
    """Everything due and unpaid: each open instalment as it was asked, its penalty interest, what was paid of it."""
    lines: list[WhyLine] = []
    for row in life.view.plan[life.view.oldest :]:
        if row.fixed and any(row.open):
            lines += _of_instalment(row, life.terms.currency, trace)
    return [*lines, total_line(_("Owed today"), life.balances.billed.total, life.terms.currency)]


def quote_lines(quote: Quote, currency: str, total: Text = TO_REPAY_TODAY) -> list[WhyLine]:
    """What repays everything, line by line, with the total as the last line."""
    lines = [WhyLine(str(QUOTE_ITEMS[line.item]), Money(line.amount, currency)) for line in quote.lines]
    return [*lines, total_line(total, quote.total, currency)]


def total_line(name: Text, minor: int, currency: str) -> WhyLine:
    """The last line: the sum of those above it."""
    return WhyLine(str(name), Money(minor, currency), is_total=True)


def parts_text(amounts: Amounts, currency: str) -> str:
    """The components that are not zero, with their amounts, in one line."""
    parts = [
        _("{name} {amount}").format(name=name, amount=formats.amount_text(Money(amounts.of(component), currency)))
        for component, name in COMPONENTS.items()
        if amounts.of(component)
    ]
    return " · ".join(parts)


def _of_instalment(row: Instalment, currency: str, trace: Sequence[Line]) -> Iterable[WhyLine]:
    asked = row.owed._replace(penalty=0)
    mine = [line for line in trace if line.instalment == row.number]
    facts = {"number": formats.number_text(row.number), "date": formats.date_text(row.due)}
    if any(asked):
        name = _("Instalment {number}, due {date}").format(**facts)
        yield WhyLine(
            name, Money(asked.total, currency), parts_text(asked, currency), _steps(mine, Why.INTEREST, currency)
        )
    if row.owed.penalty:
        name = _("Penalty interest on instalment {number}").format(**facts)
        yield WhyLine(name, Money(row.owed.penalty, currency), "", _steps(mine, Why.PENALTY, currency))
    met = row.paid.plus(row.waived).plus(row.written_off)
    if any(met):
        name = _("Paid on instalment {number} so far").format(**facts)
        yield WhyLine(name, Money(-met.total, currency), parts_text(met, currency))


def _steps(lines: Iterable[Line], what: Why, currency: str) -> list[WhyStep]:
    return [
        WhyStep(_sentence(line, currency), Money(round_fraction(line.exact, Rounding.HALF_UP), currency))
        for line in merged(line for line in lines if line.what is what)
    ]


def _sentence(line: Line, currency: str) -> str:
    """Base x rate x days / basis, with the days it is about."""
    sentence = ngettext(
        "{since} to {until}: {days} day on {balance} at {rate} a year",
        "{since} to {until}: {days} days on {balance} at {rate} a year",
        line.days,
    )
    return sentence.format(
        since=formats.date_text(line.start),
        until=formats.date_text(line.end),
        days=formats.number_text(line.days),
        balance=formats.amount_text(Money(line.balance, currency)),
        rate=formats.rate_text(Decimal(line.rate) / PPM_PER_PERCENT),
    )
