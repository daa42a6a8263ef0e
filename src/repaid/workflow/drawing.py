"""A flow as a picture: states on their way down, corrections beside them, endings at the side.

Drawn from the declaration alone, as SVG without style and script, so that it may stand in a page and in the manual.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from repaid.workflow.catalogue import Flow, Procedure, State

WIDTH: Final = 1140
BOX_WIDTH, BOX_HEIGHT, STEP = 190, 44, 96
MAIN, SIDE, END = 150, 450, 940
FRAME_LEFT, FRAME_RIGHT, TOP = 130, 660, 24
LABEL_MAX, LINE = 22, 16


@dataclass(frozen=True, slots=True)
class Box:
    """A state with its place: the upper corner on the side of the smaller x."""

    state: State
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Half its height."""
        return self.y + BOX_HEIGHT // 2


def drawing(flow: Flow) -> SafeString:
    """The picture in the reader's language."""
    boxes = {box.state.code: box for box in _placed(flow)}
    height = max(box.y for box in boxes.values()) + STEP + 12
    parts = [_frame(flow, boxes), *map(_box, boxes.values()), *_chain(flow, boxes), *_beside(flow, boxes)]
    parts += [*_over(flow, boxes), *_endings(flow, boxes), _staying(flow, height - 14)]
    head = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="rp-drawing" viewBox="0 0 {} {}" role="img" aria-label="{}" '
        'direction="ltr" font-family="system-ui, sans-serif" font-size="13" fill="currentColor">',
        WIDTH, height, flow.label,
    )  # fmt: skip
    marker = format_html(
        '<defs><marker id="{}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>',
        "tip",
    )
    return format_html("{}{}{}</svg>", head, marker, format_html_join("", "{}", ((part,) for part in parts)))


def main_way(flow: Flow) -> list[State]:
    """The states that one passes when everything goes well."""
    way = [flow.states[0]]
    while (chief := flow.procedure(way[-1].chief)) is not None and chief.to:
        following = flow.state(chief.to[0])
        if following in way:
            break
        way.append(following)
    return way


def _placed(flow: Flow) -> Iterator[Box]:
    way = main_way(flow)
    beside = [state for state in flow.states if state.is_open and state not in way]
    endings = [state for state in flow.states if not state.is_open and state not in way]
    yield from (Box(state, MAIN, TOP + STEP * place) for place, state in enumerate(way))
    yield from (Box(state, SIDE, TOP + STEP * (place + len(way) // 2)) for place, state in enumerate(beside))
    yield from (Box(state, END, TOP + STEP * (place + 1)) for place, state in enumerate(endings))


def _box(box: Box) -> SafeString:
    rect = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="8" fill="none" stroke="currentColor" stroke-width="{}"/>',
        box.x, box.y, BOX_WIDTH, BOX_HEIGHT, "1.5" if box.state.is_open else "1",
    )  # fmt: skip
    lines = wrap(str(box.state.label), LABEL_MAX)
    first = box.middle + 5 - LINE * (len(lines) - 1) // 2
    words = [(_text(box.x + BOX_WIDTH // 2, first + LINE * place, line, "600"),) for place, line in enumerate(lines)]
    return format_html("{}{}", rect, format_html_join("", "{}", words))


def _frame(flow: Flow, boxes: dict[str, Box]) -> SafeString:
    """Around what is open."""
    inside = [boxes[state.code].y for state in flow.states if state.is_open and state != flow.states[0]]
    top, bottom = min(inside) - 16, max(inside) + BOX_HEIGHT + 16
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="12" fill="none" stroke="currentColor" stroke-dasharray="4 4" '
        'stroke-opacity=".5"/>',
        FRAME_LEFT, top, FRAME_RIGHT - FRAME_LEFT, bottom - top,
    )  # fmt: skip


def _chain(flow: Flow, boxes: dict[str, Box]) -> Iterator[SafeString]:
    way = main_way(flow)
    for state, following in pairwise(way):
        start, end, x = boxes[state.code], boxes[following.code], MAIN + BOX_WIDTH // 2
        chief = flow.procedure(state.chief)
        assert chief is not None, "the main way goes by chief procedures"
        yield _arrow(f"M{x} {start.y + BOX_HEIGHT}V{end.y}")
        yield _text(x + 10, (start.y + BOX_HEIGHT + end.y) // 2 + 5, chief.label, anchor="start")


def _beside(flow: Flow, boxes: dict[str, Box]) -> Iterator[SafeString]:
    """To what stands beside the main way, and back."""
    for state in flow.states:
        box = boxes[state.code]
        if box.x != SIDE:
            continue
        there = [each for each in flow.procedures if state.code in each.to]
        back = [each for each in flow.procedures if each.sources == {state.code} and each.comes_back]
        for source in sorted({code for each in there for code in each.sources}):
            start = boxes[source]
            bend = MAIN + BOX_WIDTH + 60
            yield _arrow(f"M{start.x + BOX_WIDTH} {start.middle}H{bend}V{box.middle}H{box.x}", both=bool(back))
        for line, procedure in enumerate([*there, *back]):
            yield _text(box.x + BOX_WIDTH // 2, box.y + BOX_HEIGHT + 20 + 18 * line, procedure.label)


def _over(flow: Flow, boxes: dict[str, Box]) -> Iterator[SafeString]:
    """Procedures that leave out a part of the main way."""
    way = [state.code for state in main_way(flow)]
    for procedure in flow.procedures:
        chosen = [code for code in way if code in procedure.sources]
        if (
            not chosen
            or not procedure.to
            or procedure.to[0] not in way
            or flow.state(chosen[0]).chief == procedure.code
        ):
            continue
        end = boxes[procedure.to[0]]
        for code in chosen:
            yield _arrow(f"M{MAIN} {boxes[code].middle}H{FRAME_LEFT - 14}V{end.middle}H{MAIN}")
        middle = (boxes[chosen[0]].middle + end.middle) // 2
        yield _lines(FRAME_LEFT - 20, middle, str(procedure.label).split(), anchor="end")


def _endings(flow: Flow, boxes: dict[str, Box]) -> Iterator[SafeString]:
    for procedure in flow.procedures:
        for code in procedure.to:
            end = boxes[code]
            if end.x != END:
                continue
            yield _arrow(f"M{FRAME_RIGHT} {end.middle}H{end.x}")
            middle = (FRAME_RIGHT + end.x) // 2
            yield _text(middle, end.middle - 8, procedure.label)
            yield _text(middle, end.middle + 16, _sources(flow, procedure), opacity=".75")


def _sources(flow: Flow, procedure: Procedure) -> str:
    open_states = {state.code for state in flow.states[1:] if state.is_open}
    if procedure.sources >= open_states:
        return _("from any open state")
    named = ", ".join(str(state.label) for state in flow.states if state.code in procedure.sources)
    return _("from: {states}").format(states=named)


def _staying(flow: Flow, y: int) -> SafeString:
    """Procedures that change no state."""
    named = ", ".join(str(each.label) for each in flow.procedures if not flow.targets(each))
    text = _("The state stays: {procedures}").format(procedures=named)
    return _text(FRAME_LEFT, y, text, anchor="start")


def _arrow(path: str, *, both: bool = False) -> SafeString:
    start = format_html(' marker-start="url(#{})"', "tip") if both else ""
    return format_html('<path d="{}" fill="none" stroke="currentColor" marker-end="url(#{})"{}/>', path, "tip", start)


def _lines(x: int, y: int, words: Iterable[str], anchor: str) -> SafeString:
    return format_html_join(
        "", "{}", ((_text(x, y + 17 * line, word, anchor=anchor),) for line, word in enumerate(words))
    )


def _text(
    x: int, y: int, text: object, weight: str = "400", *, anchor: str = "middle", opacity: str = "1"
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" font-weight="{}" fill-opacity="{}">{}</text>',
        x, y, anchor, weight, opacity, text,
    )  # fmt: skip
