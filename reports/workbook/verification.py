"""What a copy is checked by, on the cover: the code, the address, and the QR code in a row of its own."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _

from reports.rendering import FileDiffers
from reports.snapshot.head import Verification
from reports.verification_codes.drawing import qr_png
from reports.verification_codes.lines import qr_in_words
from reports.workbook.paper import row_height
from reports.workbook.plan import SheetPlan

# The workbook has no other picture.
PART = "xl/media/image1.png"
COLUMN = 1
# The row is so many lines high, that no page ends within the picture, which stands below the first of them.
LINES, BELOW_TEXT = 8, 22
SCALE = 3


def verification_rows(verification: Verification | None) -> Iterator[tuple[str, str]]:
    """The lines of the cover, none where nothing is frozen."""
    if verification:
        yield _("Verification code"), verification.code
        yield _("Checked at"), verification.address
        yield _("QR code"), qr_in_words() + "\n" * (LINES - 1)


def add_qr(page: Any, plan: SheetPlan, verification: Verification | None) -> None:
    """Put the QR code into its row. The height of the row is told to what reckons the picture's corners."""
    if verification:
        place = next(place for place, row in enumerate(plan.rows(), start=1) if row[0] == _("QR code"))
        page.set_row(place, row_height(LINES))
        picture = {"image_data": BytesIO(picture_of(verification)), "description": qr_in_words()}
        page.insert_image(place, COLUMN, "code.png", picture | {"x_offset": 4, "y_offset": BELOW_TEXT})


def prove_qr(package: ZipFile, verification: Verification | None) -> None:
    """Raise ``FileDiffers`` where the picture in a workbook is not the QR code."""
    found = package.read(PART) if PART in package.namelist() else None
    if found != (picture_of(verification) if verification else None):
        raise FileDiffers("the QR code is not what was drawn")


def picture_of(verification: Verification) -> bytes:
    return qr_png(verification.link, SCALE)
