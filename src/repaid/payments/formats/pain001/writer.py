"""The file itself, element by element in the order of the schema."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from loanmath.money import format_minor
from repaid.payments.formats.pain001.letters import spelt
from repaid.payments.formats.pain001.message import Message, Transfer
from repaid.payments.formats.pain001.scheme import Scheme, scheme_of

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
REMITTANCE_LENGTH: Final = 140


def written(message: Message) -> bytes:
    """The bytes of a file; orders of one scheme stand in one block, in the order in which they were given."""
    document = etree.Element(etree.QName(NAMESPACE, "Document"), nsmap={None: NAMESPACE})
    initiation = _add(document, "CstmrCdtTrfInitn")
    _header(initiation, message)
    for place, scheme in enumerate(dict.fromkeys(_scheme(message, each) for each in message.transfers), 1):
        _block(initiation, message, scheme, place)
    content: bytes = etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _header(initiation: etree._Element, message: Message) -> None:
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", message.message_id)
    _add(header, "CreDtTm", message.made_at.isoformat(timespec="seconds"))
    _sums(header, message, message.transfers)
    _name(_add(header, "InitgPty"), message.debtor, _debtors(message))


def _block(initiation: etree._Element, message: Message, scheme: Scheme, place: int) -> None:
    transfers = [each for each in message.transfers if _scheme(message, each) is scheme]
    block = _add(initiation, "PmtInf")
    _add(block, "PmtInfId", f"{message.message_id}-{place}")
    _add(block, "PmtMtd", "TRF")
    # Each order is to be a line of its own on the statement, by which it is known to be carried out.
    _add(block, "BtchBookg", "false")
    _sums(block, message, transfers)
    _add(block, "PmtTpInf/SvcLvl/Cd", scheme.service_level)
    _add(block, "ReqdExctnDt/Dt", message.execution_day.isoformat())
    _name(_add(block, "Dbtr"), message.debtor, scheme)
    account = _add(block, "DbtrAcct")
    _add(account, "Id/IBAN", message.account)
    _add(account, "Ccy", message.currency)
    bank = _add(block, "DbtrAgt/FinInstnId")
    _add(bank, "BICFI" if message.bic else "Othr/Id", message.bic or "NOTPROVIDED")
    _add(block, "ChrgBr", scheme.charges)
    for each in transfers:
        _transfer(block, message.currency, each, scheme)


def _transfer(block: etree._Element, currency: str, transfer: Transfer, scheme: Scheme) -> None:
    one = _add(block, "CdtTrfTxInf")
    _add(one, "PmtId/EndToEndId", transfer.end_to_end)
    _add(one, "Amt/InstdAmt", format_minor(transfer.amount, currency)).set("Ccy", currency)
    _name(_add(one, "Cdtr"), transfer.creditor, scheme)
    _add(one, "CdtrAcct/Id/IBAN", transfer.account)
    _add(one, "RmtInf/Ustrd", spelt(transfer.remittance, scheme, REMITTANCE_LENGTH))


def _sums(parent: etree._Element, message: Message, transfers: Iterable[Transfer]) -> None:
    amounts = [each.amount for each in transfers]
    _add(parent, "NbOfTxs", str(len(amounts)))
    _add(parent, "CtrlSum", format_minor(sum(amounts), message.currency))


def _name(parent: etree._Element, name: str, scheme: Scheme) -> None:
    _add(parent, "Nm", spelt(name, scheme, scheme.name_length))


def _scheme(message: Message, transfer: Transfer) -> Scheme:
    return scheme_of(message.currency, message.account, transfer.account)


def _debtors(message: Message) -> Scheme:
    """The scheme by whose letters the header is written: as if the money stayed at home."""
    return scheme_of(message.currency, message.account, message.account)


def _add(parent: etree._Element, path: str, text: str | None = None) -> etree._Element:
    """Elements along a path, the last one with a text."""
    for name in path.split("/"):
        parent = etree.SubElement(parent, etree.QName(NAMESPACE, name))
    parent.text = text
    return parent
