"""What an import has to tell of one row."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that was refused, or a figure of ours that is not the file's. Amounts are texts with decimals.

    `kept` says whether the row is in the books.
    """

    line: int
    column: str
    code: str
    said: str
    key: str = ""
    ours: str = ""
    theirs: str = ""
    difference: str = ""
    kept: bool = True

    def as_data(self) -> dict[str, Any]:
        """The remark without what it does not say."""
        return {name: value for name, value in asdict(self).items() if value != ""}
