"""The true pages of a text while it is edited: set as its PDF will be, and kept until the text changes."""

import datetime as dt
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.composed_document import EDITED, composed_document
from reports.editing.document import edited_document
from reports.editing.parts import Text
from reports.models import Edition
from reports.snapshot.document import ReportDocument

# Nobody reads the time of a preview; the same text is the same pages.
NO_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
KEPT = 8


@dataclass(frozen=True, slots=True)
class Pages:
    """A text as pages: ``key`` names what they show, ``pdf`` is the file that they are pages of, ``texts``
    are what each of them says."""

    key: str
    pdf: bytes
    texts: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.texts)


class Shelf:
    """The pages that were asked for last, for the requests that fetch them one by one."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.kept: OrderedDict[str, Pages] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str) -> Pages | None:
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, pages: Pages) -> None:
        with self.lock:
            self.kept[pages.key] = pages
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)


SHELF = Shelf(KEPT)


def shown_document(edition: Edition, text: Text) -> ReportDocument:
    """The text as it would be issued, but for its number and date; its first page says that it is none."""
    document = edited_document(composed_document(edition.base), text)
    with override(EDITED):
        return msgspec.structs.replace(document, standing=_("Being edited: not signed out"))


def pages_of(document: ReportDocument) -> Pages:
    """The pages of a document. Raises ``FormRefused`` where there is no Chinese font."""
    key = hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:32]
    pages = SHELF.get(key)
    if pages is None:
        from reports.pdf.page_images import page_texts  # noqa: PLC0415 (loaded once pages are set)

        pdf = pdf_of(document)
        pages = Pages(key, pdf, page_texts(pdf))
        SHELF.put(pages)
    return pages


def pdf_of(document: ReportDocument) -> bytes:
    from reports.pdf.contents import Contents  # noqa: PLC0415 (as above)
    from reports.pdf.fonts import report_fonts  # noqa: PLC0415 (as above)
    from reports.pdf.typesetting import typeset  # noqa: PLC0415 (as above)
    from texts.outgoing.pdf_text import PdfGate  # noqa: PLC0415 (as above)

    fonts = report_fonts()
    contents = Contents(document, PdfGate(fonts.covered))
    return typeset(contents.plain() | {"fonts": fonts.faces}, contents.pictures, fonts.fonts, NO_TIME)
