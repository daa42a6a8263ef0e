"""What banks deliver, read: MT940, MT942, CAMT.052/.053/.054, Elixir-0, CSV and XLSX behind one port.

`read_statement(name, content, mapping)` gives a `StatementFile`: the statements with their lines, and findings that
name the line of the file (`facts["line"]`) and say in one sentence what is wrong with it. Each format is a folder with
its reader, tests and samples; none of them touches the database, the network or the clock.
"""

from .model import UNKNOWN, Balance, Line, Reference, Statement, StatementFile
from .recognise import read_statement, suggest_mapping, table_head, table_rows
from .table import ColumnMapping, Row

__all__ = [
    "UNKNOWN",
    "Balance",
    "ColumnMapping",
    "Line",
    "Reference",
    "Row",
    "Statement",
    "StatementFile",
    "read_statement",
    "suggest_mapping",
    "table_head",
    "table_rows",
]
