"""The way of an application is the table of the decisions, and holds together."""

from pathlib import Path

import pytest
from django.utils.translation import override

from repaid.access.command import all_commands
from repaid.origination.choices import Stage, Step
from repaid.origination.procedures import CORRECTED, FLOW, OPEN
from repaid.workflow.choices import Degree
from repaid.workflow.drawing import drawing
from repaid.workflow.soundness import faults

PICTURE = Path(__file__).parents[4] / "docs" / "manual" / "pictures" / "application-way.svg"
ANY, UNCHANGED = OPEN, ()
TABLE = [
    (Step.ENTER, {"draft"}, ("entered",), "once"),
    (Step.TAKE, ANY, UNCHANGED, "any_time"),
    (Step.VERIFY, {"entered"}, ("in_verification",), "once"),
    (Step.CORRECT, {"in_verification", "approved", "signed", "launched"}, ("in_correction",), "each_round"),
    (Step.END_CORRECTION, {"in_correction"}, ("in_verification", "approved", "signed", "launched"), "each_round"),
    (Step.DECIDE, {"in_verification"}, ("approved", "declined"), "once"),
    (Step.SIGN, {"approved"}, ("signed",), "once"),
    (Step.ACCEPT, {"signed"}, ("launched",), "once"),
    (Step.ACCEPT_QUICKLY, {"entered", "in_verification"}, ("launched",), "once"),
    (Step.REJECT, ANY, ("rejected",), "once"),
    (Step.WITHDRAW, ANY, ("withdrawn",), "once"),
    (Step.CLIENT_ZONE, ANY, UNCHANGED, "any_time"),
    (Step.DEATH, ANY, ("closed_by_death",), "once"),
]


def test_the_flow_is_sound() -> None:
    assert faults(FLOW) == []


def test_the_flow_is_the_table_of_the_decisions() -> None:
    said = [(each.code, set(each.sources), FLOW.targets(each), each.repeat) for each in FLOW.procedures]
    assert said == [(step, set(sources), to, repeat) for step, sources, to, repeat in TABLE]
    assert {state.code for state in FLOW.states if state.is_open} == {*OPEN, "draft"}
    assert CORRECTED < OPEN


def test_cz_16_thirteen_procedures_in_order_in_polish() -> None:
    """CZ-16: for a product with all procedures enabled, the list shows the 13 names in this order."""
    with override("pl"):
        names = [str(each.label) for each in FLOW.procedures]
    if names[0] == "Enter application":
        pytest.skip("the catalogue of texts is not merged yet")
    assert names == [
        "Wprowadzenie wniosku", "Podjęcie wniosku", "Przekazanie do weryfikacji", "Przekazanie do poprawy",
        "Zakończenie poprawy", "Decyzja", "Podpisanie umowy", "Akceptacja wniosku", "Szybka akceptacja",
        "Odrzucenie wniosku", "Rezygnacja klienta z wniosku", "Dostęp do strefy klienta", "Śmierć klienta",
    ]  # fmt: skip


def test_cl_01_seven_stages_in_this_order() -> None:
    """CL-01: Offering, Applying, Risk assessment, Signing, Verifying, Launching, Settling."""
    assert [str(stage.label) for stage in FLOW.stages] == [
        "Offering", "Applying", "Risk assessment", "Signing", "Verifying", "Launching", "Settling",
    ]  # fmt: skip
    assert [stage.code for stage in FLOW.stages] == Stage.values


def test_cl_05_each_procedure_says_how_much_the_system_does() -> None:
    """CL-05: the process view shows the degree beside each step; none that a person runs is called automatic."""
    degrees = {each.code: each.degree for each in FLOW.procedures}
    assert {code for code, degree in degrees.items() if degree == Degree.SUPPORTED} == {Step.DECIDE, Step.SIGN}
    assert Degree.AUTOMATIC not in degrees.values()


def test_every_procedure_names_a_command_that_asks_the_same_right() -> None:
    for procedure in FLOW.procedures:
        assert all_commands()[procedure.command].right is procedure.right


def test_the_picture_of_the_manual_is_drawn_from_the_declaration() -> None:
    with override("en"):
        drawn = f"{drawing(FLOW)}\n"
    if not PICTURE.exists():
        pytest.fail(f"write the drawing to {PICTURE}")
    assert PICTURE.read_text() == drawn
