"""Files of banks as payments see them: read with the columns that were chosen before, cut to what may be booked.

Nothing is written here, so that a preview shows what an import would do.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.kernel.refusal import Finding
from repaid.kernel.text import folded
from repaid.payments.formats import ColumnMapping, Line, Statement, StatementFile, read_statement, table_head
from repaid.payments.models import MappingKept
from repaid.payments.queries import known_keys

UNPROVEN: Final = frozenset({"balance_mismatch", "balance_currency", "summary_mismatch", "count_mismatch"})
"""Findings that say of a whole statement that it cannot be trusted."""

Fate = Literal["new", "known", "interim", "not_booked", "undated", "unproven"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a file with what becomes of it. `number` is that of the payment which is known already."""

    statement: Statement
    line: Line
    fate: Fate
    number: str = ""

    @property
    def amount(self) -> Money:
        """The signed amount."""
        return Money(self.line.amount_minor, self.line.currency)


def read_file(
    by: Actor, name: str, content: bytes, mapping: ColumnMapping | None = None, currency: str = ""
) -> StatementFile:
    """Read a file; columns of a table are those of `mapping`, else those chosen before for the same header."""
    return read_statement(name, content, mapping or kept_mapping(by, content), currency)


def kept_mapping(by: Actor, content: bytes) -> ColumnMapping | None:
    """The columns that somebody chose for tables with one of the first rows of this file as their header."""
    digests = {header_digest(row): row for row in table_head(content)}
    rows = MappingKept.objects.filter(organisation=by.organisation_id, header_digest__in=list(digests))
    found = rows.order_by("-kept_at").values_list("mapping", flat=True).first()
    return ColumnMapping.from_data(found) if found else None


def header_digest(header: Sequence[str]) -> str:
    """What a header is recognised by."""
    return hashlib.sha256("\x1f".join(map(folded, header)).encode()).hexdigest()


def entries(by: Actor, file: StatementFile) -> list[Entry]:
    """Every line of a file with its fate, in the order of the file; a batch whose parts add up is its parts."""
    split = [(statement, part) for statement in file.statements for line in statement.lines for part in _parts(line)]
    known = known_keys(by.organisation_id, (line.natural_key for _statement, line in split))
    unproven = {id(each) for each in file.statements if _is_unproven(file, each)}
    return [_entry(statement, line, known, id(statement) in unproven) for statement, line in split]


def errors(file: StatementFile) -> list[Finding]:
    """What is wrong with a file."""
    return [finding for finding in file.findings if finding.severity == "error"]


def _parts(line: Line) -> Iterator[Line]:
    yield from line.parts if line.can_split else (line,)


def _entry(statement: Statement, line: Line, known: Mapping[str, str], unproven: bool) -> Entry:
    fate: Fate = "new"
    if line.natural_key in known:
        fate = "known"
    elif statement.is_interim:
        fate = "interim"
    elif not line.is_booked:
        fate = "not_booked"
    elif unproven:
        fate = "unproven"
    elif (line.value_date or line.booked_on) is None:
        fate = "undated"
    return Entry(statement, line, fate, known.get(line.natural_key, ""))


def _is_unproven(file: StatementFile, statement: Statement) -> bool:
    return any(finding.code in UNPROVEN for finding in file.findings_of(statement))
