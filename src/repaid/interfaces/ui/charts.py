"""Charts with their figures: one description feeds the drawing, the spoken text and the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import get_language

from loanmath.money import Money, exponent
from repaid.interfaces.ui.formats import text_of

Quantity = Money | int | Decimal
Colours = Literal["series", "ageing"]


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one for each label of the chart."""

    name: str
    values: Sequence[Quantity]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar or line chart. `colours` ageing paints bar by bar from light to heavy; `stacked` piles the series up."""

    identity: str
    title: str
    category: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: Literal["bar", "line"] = "bar"
    colours: Colours = "series"
    stacked: bool = False

    @property
    def data_id(self) -> str:
        """The name of the block that holds the data."""
        return f"{self.identity}-data"

    @property
    def rows(self) -> list[tuple[str, list[Quantity]]]:
        """The same figures as lines of a table."""
        return [(label, [series.values[place] for series in self.series]) for place, label in enumerate(self.labels)]

    @property
    def spoken(self) -> str:
        """The first series in words; the table has the rest."""
        pairs = zip(self.labels, self.series[0].values, strict=True)
        return "; ".join(f"{label}: {text_of(value)}" for label, value in pairs)

    @property
    def data(self) -> dict[str, Any]:
        """What the drawing needs: heights as numbers, labels and tips as they are to be read."""
        drawn = [
            {"name": one.name, "values": [_height(v) for v in one.values], "tips": [text_of(v) for v in one.values]}
            for one in self.series
        ]
        style = {"kind": self.kind, "colours": self.colours, "stacked": self.stacked, "language": get_language()}
        return {"labels": list(self.labels), "series": drawn, **style}


def _height(value: Quantity) -> float:
    """Only for drawing: a height in pixels is no amount."""
    return value.minor / 10 ** exponent(value.currency) if isinstance(value, Money) else float(value)
