"""Which overdue contracts the start page counts (CT-35, CT-03)."""

import pytest

from loanmath.money import Money
from repaid.activities.commands.start import set_start_figures
from repaid.activities.queries.start import start_figures
from repaid.activities.tests.office import Office
from repaid.kernel.refusal import MissingRight, WrongInput


def rial(minor: int) -> Money:
    return Money(minor, "IRR")


def test_ct_35_the_limits_are_kept(world: Office) -> None:
    """CT-35: amount limit 100000000."""
    assert start_figures(world.ewa) is None
    set_start_figures(by=world.maria, days_from=30, days_to=60, amount_min=rial(100_000_000), amount_max=None)
    kept = start_figures(world.ewa)
    assert kept is not None
    assert (kept.days_from, kept.days_to, kept.amount_min, kept.amount_max) == (30, 60, 100_000_000, None)


@pytest.mark.parametrize(
    ("days_to", "low", "high", "box"), [(29, None, None, "days_to"), (None, rial(200), rial(100), "amount_max")]
)
def test_ct_35_from_greater_than_to_is_refused(
    world: Office, days_to: int | None, low: Money | None, high: Money | None, box: str
) -> None:
    """CT-35: from greater than to is refused."""
    with pytest.raises(WrongInput) as refused:
        set_start_figures(by=world.maria, days_from=30, days_to=days_to, amount_min=low, amount_max=high)
    assert refused.value.field == box


def test_not_without_the_right(world: Office) -> None:
    with pytest.raises(MissingRight):
        set_start_figures(by=world.ewa, days_from=1, days_to=None, amount_min=None, amount_max=None)
