"""Pictures beside a case, scaled to the type area; one that cannot be shown is a sentence."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from reports.snapshot.document import Picture
from reports.word.drawings import Caption, inline_drawing
from reports.word.measures import EMU
from reports.word.typesetting import Typesetting
from tasks.models import Evidence

SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp"}
# A PNG begins with its signature, and every chunk has a length, a name, its content and a checksum.
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What a whole file of the other kinds ends with.
LAST = {"image/jpeg": b"\xff\xd9", "image/gif": b"\x3b", "image/bmp": b""}


def set_picture(setting: Typesetting, picture: Picture) -> Iterator[str]:
    """The picture with its text below; where it cannot be shown, the sentence that says so."""
    content = stored_picture(picture.sha256)
    if (image := whole_image(content)) is None:
        yield setting.paragraph("BodyText", unshown(picture))
        return
    suffix = SUFFIXES[image.content_type]
    name = setting.package.next_name("word/media/picture", suffix)
    reference = setting.package.add(name, content, kind="image")
    size = fitted(image, setting)
    drawing = inline_drawing(
        setting, pictured(reference, size), "pic", Caption(picture.name, picture.text), size
    )
    yield setting.element("Drawing", [drawing])
    yield setting.paragraph("DrawingTitle", picture.text)


def stored_picture(sha256: str) -> bytes:
    """The content of the evidence with this checksum; empty where it is no longer stored. One query."""
    evidence = Evidence.objects.filter(sha256=sha256).order_by("pk").first()
    if evidence is None:
        return b""
    try:
        with evidence.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def whole_image(content: bytes) -> Image | None:
    """The picture, if it is of a kind that Word shows and whole."""
    try:
        image = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return None
    if image.content_type == "image/png":
        is_whole = is_whole_png(content)
    else:
        is_whole = content.endswith(LAST.get(image.content_type, b"?")) and image.content_type in LAST
    return image if is_whole and image.px_width and image.px_height else None


def is_whole_png(content: bytes) -> bool:
    """Whether every chunk is there with its checksum, up to the one that ends the file."""
    file = BytesIO(content.removeprefix(PNG_SIGNATURE))
    while head := file.read(8):
        size, name = int.from_bytes(head[:4]), head[4:]
        body = file.read(size) if size <= len(content) else b""
        if file.read(4) != zlib.crc32(name + body).to_bytes(4):
            return False
        if name == b"IEND":
            return True
    return False


def fitted(image: Image, setting: Typesetting) -> tuple[int, int]:
    """Width and height in twips: its own where there is room, else as large as the frame allows."""
    width, height = image.width / EMU, image.height / EMU
    scale = min(1.0, setting.frame.width / width, setting.frame.height * 0.6 / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def pictured(reference: str, size: tuple[int, int]) -> str:
    width, height = (edge * EMU for edge in size)
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{reference}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )


def unshown(picture: Picture) -> str:
    """The sentence in place of a picture."""
    return _("(The picture “%(name)s” cannot be shown here. It shows: %(text)s)") % {
        "name": picture.name,
        "text": picture.text,
    }
