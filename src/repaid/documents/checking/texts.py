"""Plain texts, tables of text and XML: no signs that are not text, nothing that a reader of XML has to follow."""

import re
from io import BytesIO
from typing import Final

from lxml import etree

from repaid.documents.checking.flaws import Flaw, refused
from repaid.documents.checking.packages import DECLARATIONS, is_package_too

UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
OLD_CODE: Final = "cp1250"
"""What programs of Central Europe wrote before UTF-8; every byte is a sign in it or a gap."""


def look(_ending: str, content: bytes) -> list[str]:
    """Nothing is found in a text that may be kept. The line of the first sign that is not text is named."""
    if is_package_too(content):
        raise refused(Flaw.TWO_KINDS)
    text = _decoded(content)
    wrong = CONTROL.search(text)
    if wrong:
        raise refused(Flaw.CONTROL, line=text.count("\n", 0, wrong.start()) + 1)
    return []


def look_xml(ending: str, content: bytes) -> list[str]:
    """Well-formed and without a declaration of its own kinds and entities; nothing is ever fetched."""
    if any(sign in content for sign in DECLARATIONS):
        raise refused(Flaw.DECLARATIONS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(BytesIO(content), parser)
    except etree.XMLSyntaxError as error:
        raise refused(Flaw.OTHER_CONTENT, ending=ending) from error
    if root.docinfo.internalDTD is not None:
        raise refused(Flaw.DECLARATIONS)
    return []


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(OLD_CODE, errors="replace")
