"""Reading the document back before it is called done: every text, cell and figure is there, in its place."""

from itertools import zip_longest
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.utils.translation import override
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from reports.rendering import FileDiffers, Progress
from reports.snapshot.snapshot import Snapshot
from reports.word.manuscript import carried_document
from reports.word.pieces import Piece, pieces_of
from reports.word.readback import pieces_in

XML_PARTS = (".xml", ".rels")
# After how many pieces progress is told, and how much of one a message repeats.
STEP, SHOWN = 100, 120


def prove_docx(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> None:
    """Read the document with python-docx and compare it with the snapshot's. A ``Proof``."""
    with override(language):
        document, _changes = carried_document(snapshot.documents[language])
        written = list(pieces_of(document, snapshot.head.verification))
    try:
        parse_parts(path)
        found = list(pieces_in(Document(str(path))))
    except (
        BadZipFile,
        PackageNotFoundError,
        expat.ExpatError,
        SyntaxError,
        KeyError,
        ValueError,
    ) as error:
        raise FileDiffers(f"{path.name} cannot be read: {error}") from error
    for place, (wanted, there) in enumerate(zip_longest(written, found), start=1):
        if wanted != there:
            raise FileDiffers(
                f"{path.name}, piece {place}: {shown(there)} stands where {shown(wanted)} was written."
            )
        if place % STEP == 0:
            progress(place, len(written))
    progress(len(written), len(written))


def parse_parts(path: Path) -> None:
    """Parse every XML part of the package, also those that the reader passes over."""
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(XML_PARTS):
                with package.open(name) as part:
                    expat.ParserCreate().ParseFile(part)


def shown(piece: Piece | None) -> str:
    text = repr(piece)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
