"""mBank's labels: `911 TRANSAKCJA COLLECT; ID IPH: ..; Z RACH.: ..; OD: ..; TYT.: ..; TNR: ..`.

IPH is the virtual account that the payer typed: mBank books the money on the one real account and names the virtual
one here. The name ends at two spaces or at the street.
"""

import re
from collections.abc import Sequence
from typing import Final

from ...model import Reference
from ...wording import account_code, tidy
from .model import Details

_LABEL: Final = re.compile(r"(?:^|;)\s*(ID IPH|Z RACH|NA RACH|OD|DLA|TYT|TNR|REF)\.?:")
_ADDRESS: Final = re.compile(r"\s{2,}|\s(?=(?:UL|AL|OS|PL)\.)")
_CODE: Final = re.compile(r"\s*([0-9]{3})(?=\s)")


def split(lines: Sequence[str]) -> Details | None:
    """The details of a labelled field; None when it has neither title nor account under their labels."""
    text = "".join(lines)
    pieces = _LABEL.split(text)
    said = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if not said.keys() & {"TYT", "Z RACH", "NA RACH"}:
        return None
    code = _CODE.match(pieces[0])
    party = said.get("OD") or said.get("DLA") or ""
    references = (Reference("instruction", tidy(said["TNR"])),) if said.get("TNR", "").strip() else ()
    return Details(
        name=tidy(_ADDRESS.split(party.strip())[0]),
        account=account_code(said.get("Z RACH") or said.get("NA RACH") or ""),
        paid_into=account_code(said.get("ID IPH", "")),
        references=references,
        remittance=tidy(said.get("TYT", "")),
        code=code[1] if code else "",
    )
