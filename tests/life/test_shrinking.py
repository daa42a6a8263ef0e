"""A story in which a law is broken is told as short as it can be."""

import pytest
from django.db import connection

from repaid.settings import roles
from repaid.simulation.deeds import Data
from repaid.simulation.life import playing
from repaid.simulation.life.running import live
from repaid.simulation.life.shrinking import Shrinking
from repaid.simulation.life.simulating import EARLIEST, Story, relive, shortest
from repaid.simulation.life.telling import story_lines
from repaid.simulation.life.world import World, build_world, undone

ANNA, PIOTR = "c00001", "c00002"


def step(on: int, do: str, contract: str = "", **more: object) -> Data:
    return {"on": on, "do": do, **({"contract": contract} if contract else {}), **more}


def opened(contract: str, borrower: str) -> list[Data]:
    """A loan of 1,000.00 in weekly instalments, launched on day 0."""
    return [
        step(0, "open_contract", contract, lender="krakowska", product="weekly", branch="KRA", borrower=borrower,
             amount="1000.00", count=6, start=0),
        step(0, "disburse", contract, amount="1000.00", value_date=0, key=f"D-{contract}"),
    ]  # fmt: skip


STEPS = [
    *opened(ANNA, "zofia"),
    *opened(PIOTR, "piotr"),
    step(0, "close", until=0),
    step(1, "receive_payment", ANNA, amount="20.00", value_date=1, receipt="R-1"),
    step(1, "receive_payment", PIOTR, amount="30.00", value_date=0, receipt="R-2"),
    step(1, "charge_fee", PIOTR, amount="5.00", value_date=1, due=1, name="reminder", key="F-1"),
    step(2, "spoil", PIOTR),
    step(2, "receive_payment", ANNA, amount="next", value_date=2, receipt="R-3"),
    step(3, "close", until=3),
]


def spoil(world: World, told: Data) -> None:
    """What nothing in the product can do: the owner of the database alters an instalment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.OWNER}")
        cursor.execute(
            "UPDATE contracts_instalment SET paid_interest = paid_interest + 1 WHERE number = 1 AND contract_id = %s",
            [world.contract(told["contract"]).pk],
        )
        cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_a_fault_is_told_in_three_steps(monkeypatch: pytest.MonkeyPatch, tmp_path, settings) -> None:
    settings.DATA = tmp_path
    monkeypatch.setitem(playing.ACTS, "spoil", spoil)
    with undone():
        lived = live(build_world(EARLIEST, ["krakowska"]), STEPS)
    assert lived.findings[0]["code"] == "not_from_events"
    found = shortest(EARLIEST, lived)
    assert found.shortest is not None
    assert found.shortest.steps == [*opened(PIOTR, "piotr"), step(2, "spoil", PIOTR)]

    again = relive(Story.from_data(found.shortest.as_data()))
    assert "Contract 1: instalments is not what follows from its events." in [
        each["sentence"] for each in again.lived.findings
    ]
    assert list(story_lines(found.shortest, again.lived))[1:] == [
        "2023-01-01  c00002  disburse amount=1000.00 value_date=2023-01-01 key=D-c00002 -> done",
        "2023-01-03  c00002  spoil  -> done",
    ]


def test_what_is_needed_stays() -> None:
    """No database: 40 steps, of which two make the fault together."""
    steps = [step(on, "pay", f"c{on % 7}", lender=f"l{on % 3}") for on in range(40)]

    def fails(tried: list[Data]) -> bool:
        return steps[11] in tried and steps[30] in tried

    shrinking = Shrinking(steps, fails)
    assert shrinking.shrink() == [steps[11], steps[30]]
    assert shrinking.tries < 100


def test_tries_are_limited() -> None:
    steps = [step(on, "pay") for on in range(40)]
    shrinking = Shrinking(steps, lambda tried: len(tried) > 20, tries_max=3)
    assert len(shrinking.shrink()) < 40
    assert shrinking.tries == 3


def test_lines_of_a_statement_go_too() -> None:
    steps = [step(0, "statement", lender="l", lines=[{"id": "L1"}, {"id": "L2"}, {"id": "L3"}])]
    (left,) = Shrinking(steps, lambda tried: any({"id": "L2"} in each["lines"] for each in tried)).shrink()
    assert left["lines"] == [{"id": "L2"}]
