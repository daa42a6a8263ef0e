"""What a statement file says, whatever its format: values without identity, made by the readers, never changed."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from repaid.kernel.refusal import Finding

Kind = Literal["in", "out", "reversal"]
ReferenceKind = Literal["end_to_end", "mandate", "creditor", "instruction", "customer"]

UNKNOWN: Final = "unknown"
"""The format of a file that no reader knows."""


class Reference(NamedTuple):
    """A name that payer, creditor or their banks gave to the payment."""

    kind: ReferenceKind
    value: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What stood on the account, in minor units; negative is owed to the bank."""

    amount_minor: int
    currency: str
    on: date | None
    row: int


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: `amount_minor` is signed (money in is positive), also for a reversal.

    `row` is the line of the file where it stands, `path` its element in an XML file. `value_date` is None only where
    the file gives none, which is a finding. `is_booked` is False for what the bank merely expects. `details` counts
    the payments that the bank described, `parts` describes each when there are several.
    """

    row: int
    value_date: date | None
    booked_on: date | None
    amount_minor: int
    currency: str
    kind: Kind
    path: str = ""
    counterparty: str = ""
    counterparty_account: str = ""
    paid_into: str = ""
    references: tuple[Reference, ...] = ()
    remittance: str = ""
    bank_reference: str = ""
    bank_code: str = ""
    is_booked: bool = True
    details: int = 0
    parts: "tuple[Line, ...]" = ()
    natural_key: str = ""

    @property
    def can_split(self) -> bool:
        """Whether the parts of the batch add up to the line, so that each may be taken for itself."""
        same = all(part.currency == self.currency for part in self.parts)
        return bool(self.parts) and same and sum(part.amount_minor for part in self.parts) == self.amount_minor


@dataclass(frozen=True, slots=True)
class Statement:
    """One account over one period; it stands in the rows `row` to `last_row` of the file.

    An interim statement (MT942, CAMT.052) tells the movements of a day before its end; what it says comes again.
    """

    account: str
    currency: str
    number: str
    lines: tuple[Line, ...]
    opening: Balance | None = None
    closing: Balance | None = None
    is_interim: bool = False
    row: int = 1
    last_row: int = 1


@dataclass(frozen=True, slots=True)
class StatementFile:
    """All that could be read of a file, and all that is wrong with it. `format` is `UNKNOWN` when nothing could.

    `name` is what the sender called the file: words for people, never a path.
    """

    format: str
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    name: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all statements, in the order of the file."""
        return tuple(line for statement in self.statements for line in statement.lines)

    def findings_of(self, statement: Statement) -> tuple[Finding, ...]:
        """The findings whose line lies in `statement`."""
        rows = range(statement.row, statement.last_row + 1)
        return tuple(finding for finding in self.findings if finding.facts.get("line") in rows)
