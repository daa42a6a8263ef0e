"""Photos of people: whatever was uploaded is looked at and drawn anew, so that nothing but the picture is kept."""

import io
import warnings
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from repaid.kernel.refusal import Refusal

BYTES_MAX: Final = 4 << 20
PIXELS_MAX: Final = 24_000_000
SIDE: Final = 320
FORMATS: Final = ("JPEG", "PNG", "WEBP")
QUALITY: Final = 85


class NoPhoto(Refusal):
    """What was uploaded is no photo that can be kept."""

    code = "no_photo"
    sentence = _("This is no photo. Choose a JPEG, PNG or WebP picture of 4 MB at most.")
    status = 422


def portrait(content: bytes) -> bytes:
    """A square JPEG of `SIDE` pixels from a picture; its content counts, not its name. Raises NoPhoto.

    The size in the header is read before a pixel is, so that a small file cannot ask for gigabytes.
    """
    if not 0 < len(content) <= BYTES_MAX:
        raise NoPhoto(field="photo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ):
        raise NoPhoto(field="photo") from None


def _drawn(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > PIXELS_MAX:
            raise NoPhoto(field="photo")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    bare, fresh = Image.new("RGB", (SIDE, SIDE)), io.BytesIO()
    bare.paste(ImageOps.fit(upright, (SIDE, SIDE)))  # pixels only: comments and places would come along
    bare.save(fresh, "JPEG", quality=QUALITY)
    return fresh.getvalue()
