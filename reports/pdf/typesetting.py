"""Typesetting: the template, its data and pictures into pages, by typst."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typst

from texts.outgoing.json_text import json_text

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATE = Path(__file__).parent / "template"
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
UNKNOWN_FONT = "unknown font family"
TRIAL = '#set document(title: "trial")\n#image("{}", alt: "trial")'


def typeset(report: object, pictures: Mapping[str, bytes], fonts: typst.Fonts, as_of: dt.datetime) -> bytes:
    """The pages; what is shown goes in as data, so that nothing of it is read as markup.

    Raises ``typst.TypstError`` where it cannot be set, and ``ValueError`` where a font is asked for by a name
    that it does not have.
    """
    with workshop(pictures) as folder:
        compiler = typst.Compiler(
            folder / "report.typ", root=folder, font_paths=fonts, ignore_system_fonts=True
        )
        pages, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs={"report": json_text(report)}, pdf_standards=STANDARDS, timestamp=as_of
        )
    return pages_in(pages, warnings)


def pages_in(made: object, warnings: Iterable[typst.TypstWarning]) -> bytes:
    """What typst made, as one file. Raises ``ValueError`` where a font was asked for by a name that it does
    not have."""
    unknown = [warning.message for warning in warnings if UNKNOWN_FONT in warning.message]
    if unknown:
        raise ValueError("; ".join(unknown))
    if not isinstance(made, bytes):
        raise ValueError("typst made no single file.")
    return made


@contextmanager
def workshop(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder that typst may read: the template's, or a copy with the pictures beside it."""
    if not pictures:
        yield TEMPLATE
        return
    with TemporaryDirectory() as name:
        folder = Path(name) / "template"
        copytree(TEMPLATE, folder)
        for file, content in pictures.items():
            (folder / file).write_bytes(content)
        yield folder


def can_be_set(name: str, picture: bytes) -> bool:
    """Whether a picture is whole and fit for the standards: it is set alone, on a page that nobody sees."""
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(picture)
        page = typst.Compiler(TRIAL.format(name).encode(), root=folder, ignore_system_fonts=True)
        try:
            page.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)
        except typst.TypstError:
            return False
    return True
