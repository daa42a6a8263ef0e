"""MT940 and MT942, customer statements as SWIFT lays them out and as banks bend them.

Read by hand and not by the library of that name: a clerk must be told the line of the file that is wrong, and the
rest must still be offered. What a country or a bank puts into field 86 is told apart in `details`.
"""

from repaid.kernel.refusal import Finding

from ..model import Statement, StatementFile
from .fields import is_message, split
from .statement import build, messages

__all__ = ["is_message", "read"]


def read(text: str) -> StatementFile:
    """Read the messages of a file; each is a statement."""
    found: list[Finding] = []
    statements: list[Statement] = []
    currency = ""
    for message in messages(split(text)):
        statement = build(message, currency, found)
        if statement is not None:
            currency = statement.currency
            statements.append(statement)
    kind = "mt942" if statements and all(each.is_interim for each in statements) else "mt940"
    return StatementFile(kind, tuple(statements), tuple(found))
