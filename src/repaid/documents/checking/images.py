"""Pictures: what they are by their content, how many points they have before one is decoded, a safe copy to show."""

from io import BytesIO
from typing import Final

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from repaid.documents.checking.flaws import Flaw, refused
from repaid.documents.checking.packages import is_package_too

FORMATS: Final = {
    "jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "tif": "TIFF", "tiff": "TIFF",
}  # fmt: skip
WRONG: Final = (UnidentifiedImageError, OSError, ValueError, SyntaxError)

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before a point is decoded, and says how many there are


def look(ending: str, content: bytes) -> list[str]:
    """Nothing is found in a picture that may be kept."""
    if is_package_too(content):
        raise refused(Flaw.TWO_KINDS)
    try:
        with Image.open(BytesIO(content), formats=[FORMATS[ending]]) as picture:
            width, height = picture.size
            if width * height > settings.UPLOADS["pixels_max"]:
                raise refused(Flaw.PIXELS, width=width, height=height)
            picture.verify()
    except WRONG as error:
        raise refused(Flaw.OTHER_CONTENT, ending=ending) from error
    return []


def reencoded(content: bytes, side_max: int) -> bytes:
    """The picture drawn anew as JPEG with sides of at most `side_max` points: nothing but what one sees comes along.

    Raises FileRefused for what cannot be drawn.
    """
    try:
        with Image.open(BytesIO(content), formats=sorted(set(FORMATS.values()))) as picture:
            if picture.width * picture.height > settings.UPLOADS["pixels_max"]:
                raise refused(Flaw.PIXELS, width=picture.width, height=picture.height)
            picture.draft("RGB", (side_max, side_max))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side_max, side_max))
            drawn = BytesIO()
            _on_white(upright).save(drawn, "JPEG", quality=85)
    except WRONG as error:
        raise refused(Flaw.BROKEN) from error
    return drawn.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which JPEG does not know."""
    if picture.mode in ("RGB", "L"):
        return picture
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
