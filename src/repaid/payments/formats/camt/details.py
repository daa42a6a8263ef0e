"""What a `TxDtls` says: who paid whom, under which references, with which words."""

from dataclasses import dataclass, replace
from typing import Final

from ..markup import Element
from ..model import Line, Reference, ReferenceKind
from ..wording import account_code, tidy

_NOTHING: Final = frozenset({"NOTPROVIDED", "NONREF", "NOREF", "NOT PROVIDED"})
_REFERENCES: Final[tuple[tuple[ReferenceKind, str], ...]] = (
    ("end_to_end", "Refs/EndToEndId"),
    ("mandate", "Refs/MndtId"),
    ("instruction", "Refs/InstrId"),
    ("creditor", "RmtInf/Strd/CdtrRefInf/Ref"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """Where the account of the statement (`owner`) stands in the payment."""

    is_credit: bool
    is_reversal: bool
    owner: str

    @property
    def other(self) -> str:
        """The other party: the debtor of money in, the creditor of money out; a reversal undoes the opposite."""
        return "Dbtr" if self.is_credit != self.is_reversal else "Cdtr"


def add_details(line: Line, detail: Element, side: Side, remark: str) -> Line:
    """The line with what the detail adds; `remark` is the bank's text of the entry, for want of the payer's."""
    name, account = _counterparty(detail, side)
    return replace(
        line,
        counterparty=name,
        counterparty_account=account,
        paid_into=_paid_into(detail, side),
        references=_references(detail),
        remittance=_remittance(detail) or remark,
        bank_reference=detail.words("Refs/AcctSvcrRef") or line.bank_reference,
    )


def _counterparty(detail: Element, side: Side) -> tuple[str, str]:
    """Some banks name only the account holder's side; that is still better than nobody, unless it is the owner."""
    mirrored = {"Dbtr": "Cdtr", "Cdtr": "Dbtr"}[side.other]
    for party in (side.other, mirrored):
        name, account = _party(detail, party), _account(detail, party)
        if (name or account) and account != side.owner:
            return name, account
    return "", ""


def _party(detail: Element, role: str) -> str:
    place = f"RltdPties/{role}"
    ultimate = f"RltdPties/Ultmt{role}"
    return tidy(detail.words(f"{place}/Nm", f"{place}/Pty/Nm", f"{ultimate}/Nm", f"{ultimate}/Pty/Nm"))


def _account(detail: Element, role: str) -> str:
    place = f"RltdPties/{role}Acct/Id"
    return account_code(detail.words(f"{place}/IBAN", f"{place}/Othr/Id", f"{place}/PrtryAcct/Id"))


def _paid_into(detail: Element, side: Side) -> str:
    """The account that the payer named, when it is not the account of the statement itself."""
    if not side.is_credit or side.is_reversal:
        return ""
    account = _account(detail, "Cdtr")
    named_as_payer = account == _account(detail, "Dbtr") or not detail.words("RltdPties/Dbtr/Nm")
    return "" if account == side.owner or named_as_payer else account


def _references(detail: Element) -> tuple[Reference, ...]:
    given = [(kind, tidy(each.text)) for kind, path in _REFERENCES for each in detail.all(path)]
    return tuple(Reference(kind, value) for kind, value in given if value and value.upper() not in _NOTHING)


def _remittance(detail: Element) -> str:
    texts = [each.text for each in detail.all("RmtInf/Ustrd")]
    texts += [each.text for each in detail.all("RmtInf/Strd/AddtlRmtInf")]
    return tidy(" ".join(texts)) or tidy(detail.words("AddtlTxInf"))
