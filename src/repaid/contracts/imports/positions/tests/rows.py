"""Positions of "Stary System" on 2015-09-10, as rows of a table; amounts are what the loan would owe there.

Every loan is 12 000,00 at 12 % in twelve monthly instalments, paid out on 2015-05-21, three of them paid.
"""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.access.models import BusinessDay
from repaid.contracts.commands.positions import TakenOverFromFile, bring_positions
from repaid.contracts.imports.positions.words import FIELDS
from repaid.contracts.imports.positions.work import read_through, take_over
from repaid.contracts.models import TakeOver
from repaid.contracts.queries.takeovers import takeover_of
from repaid.contracts.tests.lender import lender
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version

SOURCE: Final = "Stary System"
ON: Final = date(2015, 9, 10)
PESEL: Final = "90010112349"
Row = dict[str, str]

CURRENT: Final[Row] = {
    "number": "S-1", "product": "na-raty", "currency": "PLN", "amount": "12000.00", "start": "2015-05-21",
    "rate": "12", "instalments": "12", "first_due": "2015-06-21", "principal": "9134.55",
    "interest_accrued": "60.06", "next_due": "2015-09-21", "remaining": "9", "instalment": "1066.57",
    "given_names": "Anna", "family_name": "Kowalska", "last_paid_on": "2015-08-21", "last_paid": "1066.57",
}  # fmt: skip
LATE: Final[Row] = CURRENT | {
    "number": "S-2", "principal": "11055.73", "principal_due": "1921.18", "interest_due": "211.96",
    "penalty_due": "14.92", "oldest_due": "2015-07-21", "given_names": "Jan", "family_name": "Późny",
}  # fmt: skip
CREDIT: Final[Row] = CURRENT | {"number": "S-3", "credit": "500.00", "given_names": "Ewa", "family_name": "Hojna"}
FLAT: Final[Row] = CURRENT | {
    "number": "S-4", "product": "ryczalt", "principal": "9001.97", "interest_accrued": "78.90",
    "instalment": "1120.33", "given_names": "Piotr", "family_name": "Równy",
}  # fmt: skip
BALLOON: Final[Row] = CURRENT | {
    "number": "S-5", "product": "balon", "principal": "9851.38", "interest_accrued": "64.78",
    "instalment": "830.02", "company": "Balon sp. z o.o.", "given_names": "", "family_name": "",
}  # fmt: skip
MATURED: Final[Row] = CURRENT | {
    "number": "S-6", "principal": "6031.41", "principal_due": "6031.41", "interest_due": "59.49",
    "penalty_due": "67.42", "oldest_due": "2015-07-21", "interest_accrued": "", "next_due": "", "remaining": "",
    "instalment": "", "instalments": "2",
}  # fmt: skip
JALALI: Final[Row] = CURRENT | {
    "number": "S-7", "product": "aghsat", "currency": "IRR", "amount": "120,000,000", "start": "1394/03/01",
    "rate": "18", "first_due": "1394/04/01", "principal": "92062745", "interest_accrued": "817215",
    "next_due": "1394/07/01", "instalment": "11006014", "last_paid_on": "1394/06/01", "last_paid": "11006014",
    "given_names": "مریم", "family_name": "نمونه",
}  # fmt: skip
ALL: Final = (CURRENT, LATE, CREDIT, FLAT, BALLOON, MATURED, JALALI)

_PENALTY: Final[dict[str, Any]] = {"penalty": {"rate": {"percent": "8"}}}
_OTHERS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "ryczalt": ("PLN", {**_PENALTY, "method": "flat"}),
    "balon": ("PLN", {**_PENALTY, "balloon": {"amount": "3000.00"}}),
    "aghsat": ("IRR", {**_PENALTY, "every": {"n": 1, "unit": "jalali_months"}}),
}


def new_lender(day: date = ON) -> Actor:
    """The lender of the contract tests with the products of these positions."""
    by = lender(day)
    for code, (currency, template) in _OTHERS.items():
        create_product(by=by, code=code, names={"pl": code}, kind=ProductKind.LOAN, currency=currency)
        draft = Draft(
            valid_from=date(2015, 1, 1), template=template, rate=Decimal(12), rate_min=Decimal(0),
            rate_max=Decimal(40), amount_min=1, amount_max=10**12, count_max=360,
        )  # fmt: skip
        publish_version(by=by, product=code, number=draft_version(by=by, product=code, draft=draft).number)
    BusinessDay.objects.filter(organisation=by.organisation_id).update(day=day)
    return by


def table(*rows: Row, language: str = "en", delimiter: str = ";") -> bytes:
    """Rows as CSV, under the headers of a language."""
    names = [name for name in FIELDS if any(name in row for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([FIELDS[name].header(language) for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()


def brought(by: Actor, content: bytes, day: date = ON, source: str = SOURCE, **more: str) -> TakeOver:
    """A file that was brought and read through."""
    key = bring_positions(by=by, system=source, day=day, name="positions.csv", content=content, **more).take_over_id
    read_through(by, key)
    return takeover_of(by, key)


def taken(by: Actor, *rows: Row, day: date = ON, keep_good: bool = False) -> TakenOverFromFile:
    """Rows, taken over."""
    return take_over(by, brought(by, table(*rows), day).pk, keep_good=keep_good)


def codes(row: TakeOver) -> list[tuple[int, str, str]]:
    """(line, column, code) of everything that was told of a file."""
    return [(note["line"], note["column"], note["code"]) for note in row.notes]
