"""Pictures that people send: looked at by their content, and drawn anew, so that nothing hidden in a file is kept."""

import io
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from repaid.kernel.refusal import WrongInput

FORMATS: Final = ("PNG", "JPEG")
PIXELS_MAX: Final = 20_000_000


def redrawn(content: bytes, *, field: str, bytes_max: int, box: tuple[int, int]) -> bytes:
    """The picture as a PNG of at most `box` (width, height) pixels, without anything but its pixels.

    Refuses (WrongInput at `field`) what is too large, no PNG or JPEG by its content, or broken.
    """
    if len(content) > bytes_max:
        raise WrongInput(
            reason=_("The file is too large. At most {size} kB.").format(size=bytes_max // 1024), field=field
        )
    if b"<svg" in content[:4096].lower():
        sentence = _("SVG files can hold programs and are not taken. Save the picture as PNG or JPEG.")
        raise WrongInput(reason=sentence, field=field)
    try:
        opened = Image.open(io.BytesIO(content), formats=FORMATS)
        if opened.width * opened.height > PIXELS_MAX:
            raise WrongInput(reason=_("The picture has too many pixels. Make it smaller."), field=field)
        picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise WrongInput(
            reason=_("This is no picture that can be read. Choose a PNG or JPEG file."), field=field
        ) from broken
    picture.thumbnail(box)
    drawn = io.BytesIO()
    picture.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
