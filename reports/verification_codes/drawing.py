"""A QR code (ISO/IEC 18004) as a drawing, and as pixels; the same bytes for the same text."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

# Fifteen hundredths of it may be unreadable; more would make its modules smaller on paper.
ERROR_CORRECTION = "m"
# Modules that have to stay white around it.
QUIET = 4


def qr_of(text: str) -> "segno.QRCode":
    import segno  # noqa: PLC0415 (loaded once a code is drawn)

    return segno.make_qr(text, error=ERROR_CORRECTION, boost_error=False)


def qr_png(text: str, scale: int = 8) -> bytes:
    """The code in black on white, ``scale`` pixels a module."""
    file = io.BytesIO()
    qr_of(text).save(file, kind="png", scale=scale, border=QUIET)
    return file.getvalue()


def qr_svg(text: str) -> bytes:
    """The code as a drawing of its own, on white also where the page around it is dark."""
    file = io.BytesIO()
    qr_of(text).save(file, kind="svg", scale=8, border=QUIET, light="#fff", xmldecl=False, nl=False)
    return file.getvalue()
