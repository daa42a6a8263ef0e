"""The words of a journal: what its accounts, causes and documents are called."""

from datetime import date
from typing import NamedTuple

from repaid.kernel.names import in_language
from repaid.ledger.causes import MANUAL, labels
from repaid.ledger.journal.reading import Line, Span
from repaid.ledger.models import Account, ManualEntry
from repaid.ledger.queries.external import external_codes


class AccountNamed(NamedTuple):
    """An account as a journal names it; `external` is empty where the other system has no code for it."""

    code: str
    name: str
    external: str
    external_name: str
    account_class: str
    currency: str
    branch: str
    product: str

    @property
    def exported(self) -> str:
        """The code under which the other system knows it."""
        return self.external or self.code

    @property
    def exported_name(self) -> str:
        """Its name there."""
        return self.external_name or self.name


def accounts_named(organisation_id: int, on: date) -> dict[int, AccountNamed]:
    """The accounts of an organisation with the codes that hold on a day, in the language of the moment."""
    external = external_codes(organisation_id, on)
    found = {}
    for row in Account.objects.filter(organisation=organisation_id).select_related("line", "branch"):
        there, branch = external.get(row.line_id), row.branch.code if row.branch else ""
        words = (there.code, there.name) if there else ("", "")
        own = (row.line.code, in_language(row.line.names))
        found[row.pk] = AccountNamed(*own, *words, row.line.account_class, row.currency, branch, row.product)
    return found


class Documents:
    """What each line rests on: a number, a text and who wrote it."""

    def __init__(self, span: Span) -> None:
        rows = ManualEntry.objects.filter(
            organisation=span.organisation_id, booked_on__gte=span.since, booked_on__lte=span.until
        )
        self.by_hand = {row.pk: row for row in rows.select_related("recorded_by")}
        self.labels = labels()

    def number(self, line: Line) -> str:
        """The number of an entry made by hand; else kind and id of the cause, by which it is found again."""
        if line.cause_kind == MANUAL:
            return self.by_hand[line.cause_id].number
        return f"{line.cause_kind}/{line.cause_id}"

    def text(self, line: Line) -> str:
        """What was written by hand; else the word of the cause."""
        return self.by_hand[line.cause_id].text if line.cause_kind == MANUAL else self.labels[line.cause_kind]

    def author(self, line: Line) -> str:
        """Who wrote it by hand; empty for what the system booked."""
        by = self.by_hand[line.cause_id].recorded_by if line.cause_kind == MANUAL else None
        return by.name if by else ""
