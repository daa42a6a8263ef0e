"""Whether a flow holds together: every state is reached, nobody gets stuck, everything that is named exists."""

from collections.abc import Iterable, Iterator

from repaid.workflow.catalogue import Flow


def faults(flow: Flow) -> list[str]:
    """What is wrong with a declaration, for whoever declares; nothing for a sound one."""
    return [*_unknown(flow), *_twice(flow), *_unreached(flow), *_stuck(flow), *_chiefs(flow)]


def _unknown(flow: Flow) -> Iterator[str]:
    known = {state.code for state in flow.states}
    for procedure in flow.procedures:
        for code in sorted({*procedure.sources, *procedure.to} - known):
            yield f"{procedure.code} names the state {code}, which is not declared"
    stages = {stage.code for stage in flow.stages}
    yield from (
        f"{state.code} names the stage {state.stage}" for state in flow.states if state.stage not in {"", *stages}
    )


def _twice(flow: Flow) -> Iterator[str]:
    for codes in (flow.codes, [state.code for state in flow.states]):
        yield from (f"{code} is declared twice" for code in sorted({code for code in codes if codes.count(code) > 1}))


def _unreached(flow: Flow) -> Iterator[str]:
    ways = [(source, target) for source, target, _procedure in flow.moves()]
    reached = _reached({flow.states[0].code}, ways)
    yield from (f"{state.code} is never reached" for state in flow.states if state.code not in reached)


def _stuck(flow: Flow) -> Iterator[str]:
    ways = [(target, source) for source, target, _procedure in flow.moves()]
    led_out = _reached({state.code for state in flow.states if not state.is_open}, ways)
    yield from (f"{state.code} has no way out" for state in flow.states if state.code not in led_out)
    closed = {state.code for state in flow.states if not state.is_open}
    for procedure in flow.procedures:
        yield from (
            f"{procedure.code} begins in {code}, which is closed" for code in sorted(procedure.sources & closed)
        )


def _chiefs(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        chief = flow.procedure(state.chief) if state.chief else None
        if state.chief and (chief is None or state.code not in chief.sources):
            yield f"{state.chief} does not lead on from {state.code}"


def _reached(first: set[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    found, known = set(first), set[str]()
    pairs = list(ways)
    while found - known:
        known = set(found)
        found |= {target for source, target in pairs if source in known}
    return found
