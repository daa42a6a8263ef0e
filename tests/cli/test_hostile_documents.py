"""Whatever stands in a document, the command says one clear sentence with the place, never a traceback, and soon."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from loanmath.changes import Change
from loanmath.events import KINDS
from repaid.interfaces.cli.apr import annual_rate
from repaid.interfaces.cli.documents import FieldRefused
from repaid.interfaces.cli.main import build
from repaid.interfaces.cli.stories import story_in
from tests.cli.everything import Document, all_changes, flows, flows_in_years, in_rials, rich_story, taken_over

Path_ = tuple[str | int, ...]
STORIES: Final = [rich_story(), taken_over(), in_rials()]
FLOWS: Final = [flows("eu"), flows("us"), flows_in_years()]
SENTENCE_MAX: Final = 260
STRANGE: Final[list[Any]] = [
    None, True, False, 0, 1, -1, 10**30, 3_700, 3_701, "", "x", "-5.00", "999999999999999.99", "0.00", "2026-02-30",
    "20260131", "2026-W05-1", "0001-01-01", "9999-12-31", "2200-12-31", "1/0", "-1/2", "1e5", "NaN", "٣", "½", " 5 ",
    "1_000", "annuity", "\u200f", "a\nb", "a" * 5_000, "9" * 5_000, [], {}, [[]], [{}], {"a": 1}, {"kind": []},
    {"kind": {}}, {"a\nb": 1}, {"a" * 500: 1},
]  # fmt: skip


@pytest.fixture(scope="module")
def commands() -> dict[str, typer.Typer]:
    return {name: build(name) for name in ("schedule", "replay", "apr")}


def said(commands: dict[str, typer.Typer], name: str, file: Path) -> Result:
    """What a command says of a file; an exception that is no way to end a command fails the test."""
    result = CliRunner().invoke(commands[name], [name, str(file), "--json"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Every place in a document but the document itself."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield (*at, name)
        yield from places(each, (*at, name))


def put(document: Document, at: Path_, value: Any) -> Document:
    """A copy with another value at a place."""
    copy: Any = deepcopy(document)
    node: Any = copy
    for name in at[:-1]:
        node = node[name]
    node[at[-1]] = deepcopy(value)
    return copy  # type: ignore[no-any-return]


def written(at: Path_) -> str:
    """A place as a sentence names it."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at).removeprefix(".")


def value_at(document: Document, at: Path_) -> Any:
    found: Any = document
    for name in at:
        found = found[name]
    return found


def test_the_story_holds_everything() -> None:
    assert {event["kind"] for event in rich_story()["events"]} | {"opened"} == set(KINDS)
    assert {type(change) for change in all_changes()} == set(Change.__args__)
    story_in(rich_story())


@pytest.mark.parametrize("document", STORIES, ids=["rich", "taken over", "in rials"])
def test_a_value_of_the_wrong_shape_is_refused_at_its_place(document: Document) -> None:
    """An object where none may stand, and a number for a list or an object: the sentence names that very place."""
    for at in places(document):
        whole = isinstance(value_at(document, at), (dict, list))
        with pytest.raises(FieldRefused) as refused:
            story_in(put(document, at, 5 if whole else {"surprise": 1}))
        assert str(refused.value).split(":")[0].startswith(written(at)), refused.value


@pytest.mark.parametrize("document", FLOWS, ids=["eu", "us", "years"])
def test_a_flow_of_the_wrong_shape_is_refused_at_its_place(document: Document) -> None:
    for at in places(document):
        whole = isinstance(value_at(document, at), (dict, list))
        with pytest.raises(FieldRefused) as refused:
            annual_rate(put(document, at, 5 if whole else {"surprise": 1}))
        assert str(refused.value).split(":")[0].startswith(written(at)), refused.value


@st.composite
def mutated(draw: st.DrawFn, document: Document) -> Document:
    """A document with one to three strange things in it."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.sampled_from(list(places(document)) or [("empty",)]))
        how = draw(st.sampled_from(("replaced", "replaced", "gone", "repeated", "beside")))
        if how == "replaced" or len(at) == 1:
            document = put(document, at, draw(st.sampled_from(STRANGE)))
            continue
        around = deepcopy(value_at(document, at[:-1]))
        if how == "gone":
            del around[at[-1]]
        elif isinstance(around, list):
            around.extend(around[:1] * 30)
        else:
            around["surprise"] = 1
        document = put(document, at[:-1], around)
    return document


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_strange_document_is_computed_or_refused_in_one_sentence(
    data: st.DataObject, commands: dict[str, typer.Typer], tmp_path: Path
) -> None:
    stories = data.draw(st.booleans())
    document = data.draw(mutated(data.draw(st.sampled_from(STORIES if stories else FLOWS))))
    command = data.draw(st.sampled_from(("schedule", "replay"))) if stories else "apr"
    file = tmp_path / "strange.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    result = said(commands, command, file)
    if result.exit_code == 0:
        json.loads(result.stdout)
        return
    assert (result.exit_code, result.stdout) == (1, "")
    sentence = result.stderr.removesuffix("\n")
    assert sentence.isprintable() and 0 < len(sentence) <= SENTENCE_MAX, sentence
    assert "<" not in sentence and "Traceback" not in sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1, column 1: Expecting value"),
        (b"\xef\xbb\xbf[]", "an object in braces is expected"),
        (b"\xff\xfe{\x00}\x00", "byte 0 is no UTF-8 text"),
        (b'{"terms": 1e400}', "terms: write numbers with decimals as text, in quotation marks"),
        (b'{"a": NaN}', "NaN is not a number that can be used"),
        (b'{"a": {"b": 1, "b": 2}}', "“b” stands twice in one object"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "a number in it has too many digits"),
        (b"[" * 1_000_000, "it is nested too deeply"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "nested too deeply"),
        (b'{"": {"\\u0000": 1}}', "it holds a character that is none"),
        (b'{"terms": {"a\\nb": 1}}', "terms: “a·b” cannot be the name of a field"),
        (b'{"' + b"k" * 1_000_000 + b'": 1}', "cannot be the name of a field"),
        (b'{"terms": {}, "x": "' + b"1" * 3_000_000 + b'"}', "x: there is no such field"),
        (b'{"terms": {"a": [' + b"1," * 300_000 + b"1]}}", "events: this field is missing"),
        (b"{" + b",".join(b'"k%d":1' % n for n in range(100_000)) + b',"k7":1}', "“k7” stands twice in one object"),
        (b" " * (16 * 1024 * 1024) + b"{}", "it is larger than 16 MB"),
    ],
)
def test_a_strange_file_is_refused_in_one_sentence(
    content: bytes, words: str, commands: dict[str, typer.Typer], tmp_path: Path
) -> None:
    file = tmp_path / "strange.json"
    file.write_bytes(content)
    result = said(commands, "replay", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr and result.stderr.count("\n") == 1
    assert len(result.stderr) <= SENTENCE_MAX + len(str(file))
