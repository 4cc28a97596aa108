"""QR codes as they are drawn: the same for the same text, and read again."""

import io

import zxingcpp
from PIL import Image

from reports.verification_codes.drawing import qr_png, qr_svg

LINK = "https://portal.example.gov.cn/verify/?code=BG4Y-7S6D-Q942-9SW7"


def test_a_drawn_code_says_its_text() -> None:
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(LINK))))
    assert found.text == LINK


def test_the_same_text_is_drawn_alike() -> None:
    assert qr_png(LINK) == qr_png(LINK)
    assert qr_svg(LINK) == qr_svg(LINK)
    assert qr_svg(LINK) != qr_svg(LINK + "8")


def test_a_drawing_needs_no_style_that_a_page_forbids() -> None:
    assert b"style=" not in qr_svg(LINK)
