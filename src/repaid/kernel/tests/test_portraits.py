"""Photos of people: a picture is drawn anew, everything else is refused."""

import io
from pathlib import Path

import pytest
from PIL import Image

from repaid.kernel.portraits import BYTES_MAX, SIDE, NoPhoto, portrait

HOSTILE = Path(__file__).parents[5] / "shared" / "data" / "hostile"


def drawn(kind: str, size: tuple[int, int] = (40, 90)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind, comment=b"<script>")
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_small_square(kind: str) -> None:
    """What was hidden beside the picture is gone."""
    fresh = portrait(drawn(kind))
    assert b"script" not in fresh
    with Image.open(io.BytesIO(fresh)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (SIDE, SIDE))


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff\xe0", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"x" * (BYTES_MAX + 1), drawn("GIF"),
     drawn("PNG", (6000, 6000)), drawn("PNG")[:60]],
    ids=["empty", "half", "svg", "large", "gif", "wide", "cut"],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(NoPhoto):
        portrait(content)


@pytest.mark.parametrize("name", ["html_as_jpg.jpg", "png_50000x50000.png", "svg_script.svg", "polyglot_pdf_zip.pdf"])
def test_hostile_files_are_refused(name: str) -> None:
    if not HOSTILE.is_dir():
        pytest.skip("the shared files are not here")
    with pytest.raises(NoPhoto):
        portrait((HOSTILE / name).read_bytes())
