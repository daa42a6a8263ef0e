"""Channels: the port behind which each gateway stands, one folder a gateway.

A carrier gets an account and parcels, and answers for each parcel. It never decides what is tried again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from uuid import UUID

from repaid.kernel.paper.head import PLAIN, Head
from repaid.kernel.refusal import Text
from repaid.messages.choices import Outcome


@dataclass(frozen=True, slots=True)
class Account:
    """Our account at a gateway: from whom it goes, the provider's settings, and the secret ones beside them. `head` is
    the look of the lender, for channels that show one."""

    organisation_id: int
    sender: str
    settings: Mapping[str, Any]
    secrets: Mapping[str, str]
    lender: str = ""
    head: Head = PLAIN

    def text(self, name: str) -> str:
        """A setting as text."""
        return str(self.settings.get(name) or "")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A text to be carried; `reference` is our name of this attempt, the same whenever it is asked about."""

    reference: UUID
    address: str
    title: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a parcel. `gateway_ids`: the gateway's names of its parts; `error`: its words when it failed."""

    reference: UUID
    outcome: Outcome
    gateway_ids: tuple[str, ...] = ()
    error: str = ""
    proof: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a gateway reports later of a part: delivered or not, in its words."""

    gateway_id: str
    is_delivered: bool
    words: str = ""


SettingKind = Literal["text", "number", "choice", "secret"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that a provider asks for; `is_secret` kinds are kept encrypted and never shown again."""

    name: str
    label: Text
    kind: SettingKind = "text"
    initial: Any = ""
    choices: Sequence[tuple[str, Text]] = ()
    is_needed: bool = True
    hint: Text = ""


class Carrier(Protocol):
    """A gateway. It is handed `window` parcels at a time: so many are doubtful at most when a run is killed."""

    @property
    def provider(self) -> str: ...

    @property
    def label(self) -> Text: ...

    @property
    def window(self) -> int: ...

    @property
    def fields(self) -> Sequence[Setting]:
        """The settings it asks for."""

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer | Receipt]:
        """Carry parcels, and answer for each that was taken from the iterator; receipts may come between. Raises Outage
        when nothing can be sent: before a parcel is taken, or after every taken one was answered."""

    def ask(self, account: Account, reference: UUID, /) -> Answer | None:
        """What became of a parcel whose answer was lost; None when the gateway cannot tell."""

    def receipts(self, account: Account, /) -> Iterator[Receipt]:
        """What was reported since the last time."""
