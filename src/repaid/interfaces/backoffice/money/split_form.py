"""The form of a split: contracts with their amounts, a scheme, or the parts of each debt by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from loanmath.components import Component
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import NotFound
from repaid.settling.commands.settling import Line

LINES = 5
"""How many contracts one press settles at most."""

BY_PARTS = ":by-parts"
"""The choice in place of a scheme; no code of a scheme has a colon."""

PLACES = range(1, LINES + 1)
Fact = TypeVar("Fact")


def part_box(place: int, component: Component) -> str:
    """The box of a part of the debt in a line."""
    return f"part_{place}_{component.value}"


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a line; `parts` only where they are asked for."""

    contract: Any
    amount: Any
    parts: list[Any]


class SplitForm(Form):
    """Up to five contracts with their amounts, and how each spreads its part."""

    narrows = True  # every line may stay empty, and none says so
    scheme = forms.ChoiceField(label=_("How it is spread"), required=False)

    def __init__(
        self, *args: Any, payment: Any, offered: list[tuple[str, Any]], by_parts: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_parts = by_parts or ("by_parts" in self.data and self.data.get("scheme") == BY_PARTS)
        scheme = self.fields["scheme"]
        assert isinstance(scheme, forms.ChoiceField)
        scheme.choices = [("", _("Each contract's own order")), *offered, (BY_PARTS, _("By hand, part by part"))]
        for place in PLACES:
            self.fields[f"contract_{place}"] = forms.CharField(
                label=_("Contract"), required=False, max_length=40, widget=CodeInput
            )
            self.fields[f"amount_{place}"] = _money(_("Amount"), payment.currency)
            if self.by_parts:
                for part, word in COMPONENTS.items():
                    self.fields[part_box(place, part)] = _money(word, payment.currency)

    def clean(self) -> dict[str, Any]:
        """A line says both: which contract, and how much."""
        told = super().clean() or self.cleaned_data
        for place in [] if self.by_parts else PLACES:
            contract, amount = told.get(f"contract_{place}"), told.get(f"amount_{place}")
            if amount and not contract:
                self.add_error(f"contract_{place}", _("Say which contract gets this amount."))
            if contract and amount is None and f"amount_{place}" not in self.errors:
                self.add_error(f"amount_{place}", _("Say how much this contract gets, or clear it."))
        return told

    @property
    def boxes(self) -> Iterator[Boxes]:
        """The boxes of each line; of parts only in lines that name a contract."""
        for place in PLACES:
            contract = self[f"contract_{place}"]
            named = self.by_parts and contract.value()
            parts = [self[part_box(place, part)] for part in COMPONENTS] if named else []
            yield Boxes(contract, self[f"amount_{place}"], parts)

    @property
    def chosen_scheme(self) -> str:
        """The code of the chosen scheme; empty for each contract's own order, and for parts by hand."""
        chosen: str = self.cleaned_data["scheme"]
        return "" if chosen == BY_PARTS else chosen

    @property
    def asks_for_parts(self) -> bool:
        """Whether parts by hand were chosen, and their boxes not shown yet."""
        return bool(self.cleaned_data["scheme"] == BY_PARTS) and not self.by_parts

    def lines(self) -> list[Line]:
        """The lines that say something."""
        return [line for line in self._told() if line.contract and line.amount]

    def figures(self) -> str:
        """What the lines say, to be compared with what was seen."""
        told = [f"{line.contract}:{line.component or ''}={line.amount.minor}" for line in self.lines()]
        return ";".join([self.cleaned_data.get("scheme", ""), *told])

    def attempt(self, action: Callable[[], Fact]) -> Fact | None:
        """As every form does; a contract that is not there is said at its box."""
        try:
            return super().attempt(action)
        except NotFound as missing:
            boxes = (f"contract_{place}" for place in PLACES)
            number = str(missing.facts.get("number"))
            box = next((name for name in boxes if self.cleaned_data.get(name, "").strip() == number), None)
            self.add_error(box, sentence_of(missing))
            return None

    def _told(self) -> Iterator[Line]:
        told = self.cleaned_data
        for place in PLACES:
            contract, amount = told.get(f"contract_{place}", "").strip(), told.get(f"amount_{place}")
            if self.by_parts:
                parts = ((part, told.get(part_box(place, part))) for part in COMPONENTS)
                yield from (Line(contract, given, part) for part, given in parts if given)
            elif amount:
                yield Line(contract, amount)


def _money(label: Any, currency: str) -> MoneyField:
    return MoneyField(label=label, required=False, zero=True, currency=currency)
