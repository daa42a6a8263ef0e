"""Composing: templates and values become texts, for many messages at once, at the moment of sending.

A value that is missing stops the message: no text goes out with a hole in it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from repaid.access.models import Organisation
from repaid.access.plain import from_plain
from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.messages.choices import LOCAL, Channel
from repaid.messages.kinds import Kind, kind_named
from repaid.messages.models import Message, TemplateVersion
from repaid.messages.people import Known, known_of, own_tokens, own_values
from repaid.messages.pieces import Pieces, from_data, joined, tokens_in
from repaid.messages.ports import Hold, source_of
from repaid.messages.sms import for_sms, split
from repaid.messages.tokens import Token, written

MASK: Final = "••••••"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text to be filled in: a version of a template, or one that is being written (`version_id` is None)."""

    language: str
    title: Pieces
    body: Pieces
    is_plain: bool = False
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One message as composing sees it."""

    key: int
    kind: Kind
    recipient: str
    channel: str
    subject_id: int | None = None
    person_id: int | None = None
    user_id: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    by_hand: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A text ready to go. `shown_*` and `values` have a mask in the place of a secret."""

    language: str
    title: str
    body: str
    shown_title: str
    shown_body: str
    values: Mapping[str, str]
    is_secret: bool
    parts: int
    version_id: int | None


Composed = Written | Hold


def case_of(message: Message) -> Case:
    """A stored message as a case."""
    return Case(
        message.pk, kind_named(message.kind), message.recipient, message.channel, message.subject_id,
        message.person_id, message.user_id,
        from_plain(json.loads(message.given)) if message.given else {},
        json.loads(message.written) if message.written else None,
    )  # fmt: skip


def tokens_of(kind: Kind, recipient: str, channel: str) -> Mapping[str, Token]:
    """Every token that a text of this kind may hold, by its code, in the order in which they are offered. What stays in
    the house to be read or printed holds no secret."""
    return _tokens(kind.code, recipient, channel)


@cache
def _tokens(code: str, recipient: str, channel: str) -> Mapping[str, Token]:
    kind = kind_named(code)
    source = source_of(kind.about)
    offered = [*own_tokens(recipient), *kind.given, *(source.tokens() if source else ())]
    return {token.code: token for token in offered if not (token.is_secret and channel in LOCAL)}


def compose(organisation: Organisation, cases: Sequence[Case], on: date) -> tuple[dict[int, Composed], Known]:
    """The texts of many messages, or what keeps them; and the people in them."""
    known = known_of(
        organisation,
        (case.subject_id for case in cases if case.subject_id),
        (case.person_id for case in cases if case.person_id),
        (case.user_id for case in cases if case.user_id),
    )
    sheets = sheets_in_force(organisation, {case.kind.code for case in cases}, on)
    chosen = {case.key: _sheet_for(case, known, sheets) for case in cases}
    values = values_for(cases, chosen, organisation.pk)
    texts = {case.key: _composed(case, chosen[case.key], known, values.get(case.subject_id or 0, {})) for case in cases}
    return texts, known


Sheets = dict[tuple[str, str, str], dict[str, Sheet]]


def sheets_in_force(organisation: Organisation, kinds: Iterable[str], on: date) -> Sheets:
    """The versions in force on a day, by kind, recipient and channel, then language."""
    rows = TemplateVersion.objects.filter(
        template__organisation=organisation, template__kind__in=set(kinds), template__archived_on=None,
        valid_from__lte=on,
    ).select_related("template")  # fmt: skip
    found: Sheets = {}
    for row in rows.order_by("valid_from", "number"):
        place = (row.template.kind, row.template.recipient, row.template.channel)
        sheet = Sheet(row.language, from_data(row.subject), from_data(row.body), row.is_plain, row.pk)
        found.setdefault(place, {})[row.language] = sheet
    return found


def language_of(case: Case, known: Known) -> str:
    """The language of who reads: the person's own, else that of the organisation."""
    person, user = known.people.get(case.person_id or 0), known.staff.get(case.user_id or 0)
    return (person.language if person else user.language if user else "") or known.organisation.language


def _sheet_for(case: Case, known: Known, sheets: Sheets) -> Sheet | None:
    language = language_of(case, known)
    if case.by_hand is not None:
        return Sheet(language, (), ())
    there = sheets.get((case.kind.code, case.recipient, case.channel), {})
    return there.get(language) or there.get(known.organisation.language)


def values_for(cases: Sequence[Case], sheets: Mapping[int, Sheet | None], organisation_id: int) -> dict[int, Any]:
    """What the rooms above know of the subjects, each asked once."""
    wanted: dict[str, tuple[set[int], set[str]]] = {}
    for case in cases:
        sheet = sheets[case.key]
        if sheet is not None and case.subject_id is not None:
            subjects, codes = wanted.setdefault(case.kind.about, (set(), set()))
            subjects.add(case.subject_id)
            codes |= tokens_in(sheet.title, sheet.body)
    found: dict[int, Any] = {}
    for about, (subjects, codes) in wanted.items():
        source = source_of(about)
        if source is not None:
            theirs = codes & {token.code for token in source.tokens()}
            found |= source.values(organisation_id, sorted(subjects), frozenset(theirs)) if theirs else {}
    return found


def _composed(case: Case, sheet: Sheet | None, known: Known, values: Mapping[str, Any]) -> Composed:
    if sheet is None:
        return Hold("no_template", facts={"kind": case.kind.code})
    if case.by_hand is not None:
        return _by_hand(case, sheet, case.by_hand)
    texts = filled_in(case, sheet, known, values)
    missing = next((code for code, text in texts.items() if not text), None)
    if missing is not None:
        return Hold("missing_value", facts={"token": missing})
    return assembled(case, sheet, texts)


def filled_in(case: Case, sheet: Sheet, known: Known, values: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the place of each token of a text; empty where there is no value."""
    tokens = tokens_of(case.kind, case.recipient, case.channel)
    own = own_values(known, case.recipient, case.subject_id, case.person_id, case.user_id)
    everything = {**own, **values, **case.given}
    return {
        code: written(tokens[code], everything.get(code), sheet.language) if code in tokens else ""
        for code in sorted(tokens_in(sheet.title, sheet.body))
    }


def assembled(case: Case, sheet: Sheet, texts: Mapping[str, str]) -> Written:
    """The text with what stands in the place of each token."""
    tokens = tokens_of(case.kind, case.recipient, case.channel)
    secrets = {code for code in texts if code in tokens and tokens[code].is_secret}
    shown = {code: MASK if code in secrets else text for code, text in texts.items()}
    title, body = (_text(part, texts, case, sheet) for part in (sheet.title, sheet.body))
    if secrets:
        shown_title, shown_body = (_text(part, shown, case, sheet) for part in (sheet.title, sheet.body))
    else:
        shown_title, shown_body = title, body
    return Written(
        sheet.language, title, body, shown_title, shown_body, shown, bool(secrets), _parts(case, body), sheet.version_id
    )


def _by_hand(case: Case, sheet: Sheet, words: Mapping[str, str]) -> Written:
    title, body = words["title"], words["body"]
    if case.channel == Channel.SMS:
        body = for_sms(body, plain=False, right_to_left=sheet.language in RIGHT_TO_LEFT)
    return Written(sheet.language, title, body, title, body, {}, False, _parts(case, body), None)


def _text(pieces: Pieces, values: Mapping[str, str], case: Case, sheet: Sheet) -> str:
    if not pieces:
        return ""
    text = joined(pieces, values.__getitem__)
    if case.channel != Channel.SMS:
        return text
    return for_sms(text, plain=sheet.is_plain, right_to_left=sheet.language in RIGHT_TO_LEFT)


def _parts(case: Case, body: str) -> int:
    return len(split(body)) if case.channel == Channel.SMS else 1
