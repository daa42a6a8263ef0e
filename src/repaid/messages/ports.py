"""What messages ask rooms above them, which fill the ports in `AppConfig.ready()`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.kernel.refusal import Text
from repaid.messages.tokens import Token


@dataclass(frozen=True, slots=True)
class Asked:
    """A message about to go: of which kind and purpose, about what, to whom, on which channel."""

    message_id: int
    organisation_id: int
    kind: str
    purpose: str
    subject_id: int
    person_id: int
    channel: str
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hold:
    """A rule that keeps a message: until a moment, or for good (`until` is None). `facts` fill its sentence."""

    rule: str
    until: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class TokenSource(Protocol):
    """What a room tells of the subjects of one kind; asked at the moment of sending, for many at once."""

    @property
    def about(self) -> str:
        """The kind of subject."""

    def tokens(self) -> Sequence[Token]:
        """The tokens that its texts may hold."""

    def values(self, organisation_id: int, subject_ids: Sequence[int], codes: frozenset[str]) -> Mapping[int, Any]:
        """For each subject a mapping of token codes to values; what is not known is left out."""

    def given(self, kind: str, subject_id: int) -> Mapping[str, Any]:
        """The values that the newest occasion of a kind would hand over; for specimens and for sending by hand."""

    def specimen(self, by: Actor, number: str) -> Subject | None:
        """The subject with this number, or some real one that shows most, within the actor's scope."""


class Veto(Protocol):
    """Whether a room forbids a message now."""

    @property
    def rules(self) -> Mapping[str, Text]:
        """Its rules, each with the sentence that tells it."""

    def holds(self, asked: Sequence[Asked]) -> Mapping[int, Hold]:
        """The messages that it keeps, by their ids."""


_SOURCES: Final[dict[str, TokenSource]] = {}
_VETOES: Final[list[Veto]] = []


def tell_templates(source: TokenSource) -> None:
    """Fill the port of tokens for one kind of subject."""
    _SOURCES[source.about] = source


def ask_before_sending(veto: Veto) -> None:
    """Fill the port of vetoes."""
    if veto not in _VETOES:
        _VETOES.append(veto)


def source_of(about: str) -> TokenSource | None:
    """Who tells of subjects of this kind; nobody for parties themselves."""
    return _SOURCES.get(about)


def vetoes() -> Sequence[Veto]:
    """Everybody who may keep a message."""
    return tuple(_VETOES)
