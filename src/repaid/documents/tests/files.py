"""Files as people bring them: small, and right."""

import zipfile
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(words: str = "") -> bytes:
    """A whole PDF; `words` make it another one."""
    return PDF.replace(b"/Catalog", b"/Catalog/Words(" + words.encode() + b")")


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6)) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind)
    return drawn.getvalue()


def workbook(parts: dict[str, bytes] | None = None) -> bytes:
    """An XLSX of the least parts, with others added."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}.items():
            package.writestr(name, content)
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return packed.getvalue()
