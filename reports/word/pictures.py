"""Pictures beside a case, scaled to the type area."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from reports.photographs import UPRIGHT, is_whole_photograph, orientation
from reports.pictures import MOST_PIXELS, cannot_be_shown, stored_picture
from reports.rendering import FormRefused
from reports.snapshot.document import Picture
from reports.word.drawings import Caption, inline_drawing
from reports.word.measures import EMU
from reports.word.typesetting import Typesetting

SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp"}
# A PNG begins with its signature, and every chunk has a length, a name, its content and a checksum.
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What a whole file of the other kinds ends with.
LAST = {"image/gif": b"\x3b", "image/bmp": b""}


class Turn(NamedTuple):
    """How Word is to show a photograph that was taken otherwise: mirrored first, then turned clockwise."""

    degrees: int = 0
    is_mirrored: bool = False

    @property
    def is_sideways(self) -> bool:
        return self.degrees % 180 != 0

    def beyond(self, size: tuple[int, int]) -> tuple[int, int]:
        """How far a picture of that size reaches beyond itself once it is turned: at each side, and above and
        below."""
        width, height = size
        if not self.is_sideways:
            return 0, 0
        return max(height - width, 0) // 2, max(width - height, 0) // 2

    @property
    def properties(self) -> str:
        """As attributes; angles are in parts of 60,000 to the degree."""
        rotation = f' rot="{self.degrees * 60_000}"' if self.degrees else ""
        return rotation + (' flipH="1"' if self.is_mirrored else "")


# By the orientation that the camera noted, which Word does not ask for.
TURNS = dict(
    enumerate(
        (
            *(Turn(), Turn(is_mirrored=True), Turn(180), Turn(180, is_mirrored=True)),
            *(Turn(270, is_mirrored=True), Turn(90), Turn(90, is_mirrored=True), Turn(270)),
        ),
        start=UPRIGHT,
    )
)


def set_picture(setting: Typesetting, picture: Picture) -> Iterator[str]:
    """The picture with its text below. The manuscript has a sentence for each that cannot be shown."""
    content = stored_picture(picture.sha256)
    image = whole_image(content)
    if content is None or image is None:
        raise FormRefused(cannot_be_shown(picture.name))
    name = setting.package.next_name("word/media/picture", SUFFIXES[image.content_type])
    reference = setting.package.add(name, content, kind="image")
    turn = TURNS[orientation(content)]
    size = fitted(image, setting, is_sideways=turn.is_sideways)
    drawing = inline_drawing(
        *(setting, pictured(reference, size, turn), "pic", Caption(picture.name, picture.text), size),
        beyond=turn.beyond(size),
    )
    yield setting.element("Drawing", [drawing])
    yield setting.paragraph("DrawingTitle", picture.text)


def whole_image(content: bytes | None) -> Image | None:
    """The picture, if it is stored, of a kind that Word shows, whole, and not beyond measure."""
    if content is None:
        return None
    try:
        image = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return None
    if image.content_type == "image/png":
        is_whole = is_whole_png(content)
    elif image.content_type == "image/jpeg":
        is_whole = is_whole_photograph(content)
    else:
        is_whole = content.endswith(LAST.get(image.content_type, b"?")) and image.content_type in LAST
    return image if is_whole and 0 < image.px_width * image.px_height <= MOST_PIXELS else None


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


def fitted(image: Image, setting: Typesetting, *, is_sideways: bool) -> tuple[int, int]:
    """Width and height in twips, before it is turned: its own where there is room, else as large as the frame
    allows."""
    width, height = image.width / EMU, image.height / EMU
    across, down = setting.frame.width, setting.frame.height * 0.6
    if is_sideways:
        scale = min(1.0, across / height, min(across, down) / width)
    else:
        scale = min(1.0, across / width, down / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def pictured(reference: str, size: tuple[int, int], turn: Turn) -> str:
    width, height = (edge * EMU for edge in size)
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{reference}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm{turn.properties}><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
