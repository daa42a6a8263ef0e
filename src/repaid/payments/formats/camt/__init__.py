"""CAMT.052, .053 and .054 of ISO 20022, versions 02 to 08: reports, statements and notifications.

Every entry (`Ntry`) is a line; a batch has a part for each `TxDtls`. The file is streamed, so a statement of a
hundred thousand entries needs no more memory than its lines.
"""

import re
from typing import Final

from repaid.kernel.refusal import Finding

from ..findings import Unreadable, finding, unreadable
from ..markup import Element, Tree, pieces_of, root_of, stream
from ..model import Line, Statement, StatementFile
from .entry import read_entry
from .statement import build, owner_of

VERSIONS: Final = range(2, 9)
_NAMESPACE: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.05[234])\.001\.([0-9]{2})")
_CONTAINERS: Final = ("Stmt", "Rpt", "Ntfctn")


def read(content: bytes) -> StatementFile:
    """Read a CAMT file; Unreadable when it is other XML or declares a document type."""
    namespace, name = root_of(content)
    match = _NAMESPACE.fullmatch(namespace)
    if match is None or name != "Document":
        raise unreadable("not_a_statement", text=name)
    reading = _Reading(match[1])
    if int(match[2]) not in VERSIONS:
        reading.found.append(finding("odd_version", line=1, text=match[2]))
    reading.run(content)
    return StatementFile(match[0].rpartition(":")[2], tuple(reading.statements), tuple(reading.found))


class _Reading:
    """The statements as their elements close, and the lines of the statement that is still open."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.found: list[Finding] = []
        self.statements: list[Statement] = []
        self._lines: list[Line] = []
        self._entries = 0
        self._head: Element | None = None
        self._owner = ""
        self._tree = Tree(dict.fromkeys(_CONTAINERS, self._close) | {"Ntry": self._take})

    def run(self, content: bytes) -> None:
        try:
            stream(pieces_of(content), self._tree.start, self._tree.end)
        except Unreadable as stop:
            if stop.finding.code == "has_doctype":
                raise
            self.found.append(stop.finding)
            if self._head is not None:
                self._close(self._head, self._head)

    def _take(self, entry: Element, head: Element) -> None:
        if head is not self._head:
            self._head, self._owner = head, owner_of(head)
        self._entries += 1
        path = f"{head.name}[{len(self.statements) + 1}]/Ntry[{self._entries}]"
        line = read_entry(entry, self._owner, path, self.found)
        if line is not None:
            self._lines.append(line)

    def _close(self, head: Element, _parent: Element) -> None:
        self.statements.append(build(head, self._lines, self.kind, self._tree.row, self.found))
        self._lines, self._entries, self._head = [], 0, None
