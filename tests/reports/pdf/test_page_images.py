"""Pages of a PDF as pictures: whole PNGs of the right page, and none beyond the last."""

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from reports.pdf.page_images import page_image, page_texts

WIDTH, HEIGHT = 144, 72
RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A red page, then a blue one."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(WIDTH, HEIGHT))
    for colour in (RED, BLUE):
        canvas.setFillColorRGB(*[part / 255 for part in colour])
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_what_each_page_says_is_read(pdf: bytes) -> None:
    made = io.BytesIO()
    canvas = Canvas(made)
    for words in ("first", "second"):
        canvas.drawString(72, 72, words)
        canvas.showPage()
    canvas.save()
    assert [said.strip() for said in page_texts(made.getvalue())] == ["first", "second"]
    assert page_texts(pdf) == ("", "")


@pytest.mark.parametrize(("number", "colour"), [(1, RED), (2, BLUE)])
def test_a_page_is_drawn_in_its_colours_and_size(pdf: bytes, number: int, colour: tuple[int, ...]) -> None:
    picture = Image.open(io.BytesIO(page_image(pdf, number, dots=144)))
    picture.load()
    assert picture.size == (2 * WIDTH, 2 * HEIGHT)
    assert picture.getpixel((WIDTH, HEIGHT)) == colour


@pytest.mark.parametrize("number", [0, -1, 3])
def test_there_is_no_page_beyond_the_last(pdf: bytes, number: int) -> None:
    with pytest.raises(IndexError):
        page_image(pdf, number)
