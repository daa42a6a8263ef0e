"""A document as tables: one CSV file for each list in it, nested values by dotted names."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder

from repaid.kernel.sheets import harmless

Data = dict[str, Any]

LISTS: Final = (
    "parties", "states", "records", "schedule", "instalments", "allocations", "accruals", "findings", "transfers",
    "payments", "audit",
)  # fmt: skip
"""Parts of a document that are a table each."""


def as_json(document: Data) -> str:
    """The document as text: readable, in the order of its fields."""
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def as_files(document: Data) -> dict[str, str]:
    """The CSV files of a document by their names, and the story as JSON beside them."""
    single = {name: document[name] for name in ("format", "version", "exported_at", "exported_by", "as_of", "contract")}
    figures = {name: document[name] for name in ("balances", "arrears")}
    tables = {name: document[name] for name in LISTS if document[name] is not None}
    return {
        "contract.csv": as_csv([_flat(single)]),
        "balances.csv": as_csv([_flat(figures)]),
        **{f"{name}.csv": as_csv([_flat(row) for row in rows]) for name, rows in tables.items()},
        "explanation.csv": as_csv(list(_explained(document["explanation"]))),
        "to_repay_everything.csv": as_csv(document["explanation"]["to_repay_everything"]),
        "story.json": as_json(document["story"]),
    }


def as_zip(files: Mapping[str, str]) -> bytes:
    """The files in one zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text.encode())
    return out.getvalue()


def as_csv(rows: list[Data]) -> str:
    """Comma separated, under the names of all fields in the order in which they come."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue()


def _explained(explanation: Data) -> Iterator[Data]:
    """A row for each line of each figure."""
    for figure in explanation["figures"]:
        head = {name: figure[name] for name in ("instalment", "due", "component", "amount")}
        yield from ({**head, **line} for line in figure["lines"])


def _flat(data: Data, prefix: str = "") -> Data:
    """Nested objects by dotted names; lists stay lists."""
    flat: Data = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if _is_number(value) else harmless(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if isinstance(value, list) else str(value)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).replace("/", "", 1).isdigit()
