"""One `Ntry` as a line, its `TxDtls` as the parts of a batch."""

from dataclasses import replace
from typing import Final

from repaid.kernel.refusal import Finding

from ..findings import finding
from ..markup import Element
from ..model import Kind, Line
from .dates import read_amount, read_day
from .details import Side, add_details

_SIGNS: Final = {"CRDT": 1, "DBIT": -1}
_TRUE: Final = frozenset({"true", "1"})
_DETAIL_AMOUNTS: Final = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt")


def read_entry(entry: Element, owner: str, path: str, found: list[Finding]) -> Line | None:
    """The line of an entry of the account `owner`; None when amount, direction or a date cannot be read."""
    before = len(found)
    amount = read_amount(entry.first("Amt"), entry, found)
    sign = _SIGNS.get(entry.words("CdtDbtInd"))
    if sign is None:
        found.append(finding("bad_line", line=entry.row, path=path, text=entry.words("CdtDbtInd") or "CdtDbtInd"))
    booked_on, value_date = read_day(entry.first("BookgDt"), found), read_day(entry.first("ValDt"), found)
    if len(found) > before or amount is None or sign is None:
        return None
    line = Line(
        row=entry.row,
        path=path,
        value_date=value_date or booked_on,
        booked_on=booked_on,
        amount_minor=sign * amount[0],
        currency=amount[1],
        kind=_kind(sign, entry),
        bank_reference=entry.words("AcctSvcrRef", "NtryRef"),
        bank_code=_bank_code(entry),
        is_booked=entry.words("Sts/Cd", "Sts") in ("BOOK", ""),
    )
    found += _remarks(line)
    return _with_details(line, entry, owner, found)


def _kind(sign: int, entry: Element) -> Kind:
    if entry.words("RvslInd") in _TRUE:
        return "reversal"
    return "in" if sign > 0 else "out"


def _bank_code(entry: Element) -> str:
    """The domain's three codes, or the bank's own."""
    domain = [entry.words(f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "-".join(filter(None, domain)) or entry.words("BkTxCd/Prtry/Cd")


def _remarks(line: Line) -> list[Finding]:
    remarks = []
    if line.value_date is None:
        remarks.append(finding("no_date", line=line.row, path=line.path))
    if not line.is_booked:
        remarks.append(finding("not_booked", line=line.row, path=line.path))
    return remarks


def _with_details(line: Line, entry: Element, owner: str, found: list[Finding]) -> Line:
    details = entry.all("NtryDtls/TxDtls")
    side = Side(is_credit=line.amount_minor >= 0, is_reversal=line.kind == "reversal", owner=owner)
    remark = entry.words("AddtlNtryInf")
    if len(details) == 1:
        return replace(add_details(line, details[0], side, remark), details=1)
    batch = replace(line, details=len(details), remittance=remark)
    if not details:
        return batch
    parts = tuple(_part(line, detail, side, place) for place, detail in enumerate(details, 1))
    batch = replace(batch, parts=parts)
    if not batch.can_split:
        amount = entry.words("Amt") + " " + line.currency
        found.append(finding("batch_mismatch", line=line.row, path=line.path, amount=amount))
    return batch


def _part(line: Line, detail: Element, side: Side, place: int) -> Line:
    """One payment of a batch; an amount the bank does not give is 0, so that the parts then do not add up."""
    given = detail.first(*_DETAIL_AMOUNTS)
    amount = read_amount(given, detail, []) if given else None
    sign = _SIGNS.get(detail.words("CdtDbtInd"), 1 if side.is_credit else -1)
    minor, currency = amount or (0, line.currency)
    path = f"{line.path}/TxDtls[{place}]"
    part = replace(line, row=detail.row, path=path, amount_minor=sign * minor, currency=currency, details=1)
    return add_details(part, detail, side, "")
