"""Taking in what banks deliver: safe to repeat, all of a file or, by choice, the part of it that is right."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.models import Organisation
from repaid.kernel.refusal import Refusal
from repaid.payments import reading
from repaid.payments.choices import Kind, Source
from repaid.payments.commands.orders_executed import execute_told
from repaid.payments.commands.writing import NewPayment, write_payments
from repaid.payments.formats import ColumnMapping, StatementFile
from repaid.payments.models import BankFile, Statement
from repaid.payments.rights import TAKE_STATEMENTS


class NothingRead(Refusal):
    code = "nothing_read"
    sentence = _("Nothing of the file can be taken in. {finding}")
    status = 422


class PartIsWrong(Refusal):
    code = "part_is_wrong"
    sentence = _("Errors in the file: {count}. The first: {finding} Correct the file, or keep what is right.")
    status = 422


@dataclass(frozen=True, slots=True)
class StatementsTakenIn:
    """What became of the lines of a file; `sums` are those of the new ones, one a currency.

    `executed`: how many payment orders they show carried out.
    """

    format: str
    statement_ids: tuple[int, ...]
    new: int
    known: int
    left_out: int
    sums: tuple[Money, ...]
    findings: int
    executed: int


@command("payments.import_statement", right=TAKE_STATEMENTS, personal=("content",))
def import_statement(
    *, by: Actor, name: str, content: bytes, mapping: ColumnMapping | None = None, currency: str = "",
    keep_good: bool = False,
) -> StatementsTakenIn:  # fmt: skip
    """Take in the statements of a file; entries that are known already are left alone.

    Where something is wrong with a part of the file nothing is taken in, unless `keep_good`: then the rest is.
    """
    wait_until_open(by.organisation_id)
    # One import at a time, so that two of them cannot both find an entry new.
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    file = reading.read_file(by, name, content, mapping, currency)
    _refuse_wrong(file, keep_good)
    found = reading.entries(by, file)
    fresh = [entry for entry in found if entry.fate == "new"]
    digest = hashlib.sha256(content).hexdigest()
    ids = _write(by, file, digest, fresh)
    executed = execute_told(by, ids)
    counts = Counter(entry.fate for entry in found)
    known = counts["known"]
    return StatementsTakenIn(
        file.format, ids, len(fresh), known, len(found) - len(fresh) - known, _sums(fresh), len(file.findings),
        executed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileKept:
    file_id: int
    name: str


@command("payments.keep_file", right=TAKE_STATEMENTS, personal=("content",))
def keep_file(*, by: Actor, name: str, content: bytes) -> FileKept:
    """Keep a file of a bank, to be looked at before it is taken in; the same bytes are one file."""
    digest = hashlib.sha256(content).hexdigest()
    row, _created = BankFile.objects.get_or_create(
        organisation_id=by.organisation_id, digest=digest,
        defaults={"name": name.replace("\0", "")[:200], "content": content, "brought_by_id": by.user_id},
    )  # fmt: skip
    return FileKept(row.pk, row.name)


def _refuse_wrong(file: StatementFile, keep_good: bool) -> None:
    wrong = reading.errors(file)
    if not file.lines:
        raise NothingRead(finding=next(map(str, wrong or file.findings), ""))
    if wrong and not keep_good:
        raise PartIsWrong(count=len(wrong), finding=str(wrong[0]), field="keep_good")


def _write(by: Actor, file: StatementFile, digest: str, fresh: Sequence[reading.Entry]) -> tuple[int, ...]:
    groups: dict[int, list[reading.Entry]] = {}
    for entry in fresh:
        groups.setdefault(id(entry.statement), []).append(entry)
    rows = [_statement(by, file, digest, group) for group in groups.values()]
    Statement.objects.bulk_create(rows)
    pairs = zip(rows, groups.values(), strict=True)
    new = [_payment(row.pk, entry) for row, group in pairs for entry in group]
    write_payments(by, today(by.organisation_id), new)
    return tuple(row.pk for row in rows)


def _statement(by: Actor, file: StatementFile, digest: str, group: Sequence[reading.Entry]) -> Statement:
    told = group[0].statement
    days = [day for entry in group if (day := entry.line.value_date or entry.line.booked_on)]
    return Statement(
        organisation_id=by.organisation_id, format=file.format, file_name=file.name[:200], digest=digest,
        account=told.account[:40], currency=told.currency, number=told.number[:40],
        opening=told.opening.amount_minor if told.opening else None,
        closing=told.closing.amount_minor if told.closing else None,
        first_day=min(days), last_day=max(days), lines=len(group), taken_by_id=by.user_id,
    )  # fmt: skip


def _payment(statement_id: int, entry: reading.Entry) -> NewPayment:
    line = entry.line
    day = line.value_date or line.booked_on
    assert day is not None, "an undated entry is not new"
    return NewPayment(
        natural_key=line.natural_key, source=Source.STATEMENT, value_date=day, amount=line.amount_minor,
        currency=line.currency, kind=Kind(line.kind), statement_id=statement_id, row=line.row,
        account=entry.statement.account, payer=line.counterparty, payer_account=line.counterparty_account,
        paid_into=line.paid_into, references=tuple((each.kind, each.value) for each in line.references),
        remittance=line.remittance,
    )  # fmt: skip


def _sums(fresh: Sequence[reading.Entry]) -> tuple[Money, ...]:
    sums: Counter[str] = Counter()
    for entry in fresh:
        sums[entry.line.currency] += entry.line.amount_minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))
