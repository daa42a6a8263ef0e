"""A declaration that does not hold together is told what is wrong with it."""

from dataclasses import replace

import pytest

from repaid.access.rights import OWN_ACCOUNT
from repaid.workflow.catalogue import Flow, Procedure, Stage, State
from repaid.workflow.drawing import drawing, main_way
from repaid.workflow.soundness import faults


def procedure(code: str, sources: str, *to: str, **more: object) -> Procedure:
    named = frozenset(sources.split())
    return Procedure(code=code, label=code, right=OWN_ACCOUNT, command=f"x.{code}", sources=named, to=to, **more)  # type: ignore[arg-type]


PARCEL = Flow(
    kind="parcel",
    label="The way of a parcel",
    barred="{procedure} cannot run now: the parcel is {state}.",
    stages=(Stage("here", "Here"), Stage("away", "Away")),
    states=(
        State(code="packed", label="packed", stage="here", chief="send"),
        State(code="sent", label="sent", stage="away", chief="deliver"),
        State(code="lost", label="lost", chief="find"),
        State(code="there", label="there", is_open=False),
    ),
    procedures=(
        procedure("send", "packed", "sent"),
        procedure("deliver", "sent", "there"),
        procedure("lose", "packed sent", "lost", remembers=True),
        procedure("find", "lost", comes_back=True),
    ),
)


def test_a_sound_flow_has_no_faults() -> None:
    assert faults(PARCEL) == []
    assert [state.code for state in main_way(PARCEL)] == ["packed", "sent", "there"]
    assert PARCEL.targets(PARCEL.procedures[3]) == ("packed", "sent")


@pytest.mark.parametrize(
    ("procedures", "fault"),
    [
        (PARCEL.procedures[:2], "lost is never reached"),
        (PARCEL.procedures[:3], "lost has no way out"),
        ((*PARCEL.procedures, procedure("burn", "there", "lost")), "burn begins in there, which is closed"),
        ((*PARCEL.procedures, procedure("burn", "sent", "ashes")), "burn names the state ashes, which is not declared"),
        ((*PARCEL.procedures, procedure("send", "packed", "lost")), "send is declared twice"),
        ((procedure("send", "lost", "sent"), *PARCEL.procedures[1:]), "send does not lead on from packed"),
    ],
)
def test_what_is_wrong_is_named(procedures: tuple[Procedure, ...], fault: str) -> None:
    assert fault in faults(replace(PARCEL, procedures=procedures))


def test_the_drawing_names_every_state_and_procedure_and_holds_no_style() -> None:
    picture = drawing(PARCEL)
    for word in ("packed", "sent", "lost", "there", "send", "deliver", "lose", "find"):
        assert f">{word}<" in picture
    assert "style" not in picture and "<script" not in picture
