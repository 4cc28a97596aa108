"""A text of a report as a Word document to work on: parts in bookmarks, its name in a property."""

import tempfile
from pathlib import Path

import msgspec

from reports.composed_document import composed_head
from reports.editing.document import part_numbers
from reports.editing.parts import Text
from reports.models import Edition
from reports.preview import shown_document
from reports.rendering import silent
from reports.word.bookmarks import Marking
from reports.word.render import render_document
from reports.word_copies.names import name_of


def word_copy(edition: Edition, text: Text) -> bytes:
    """The text as it stands; its first page says that it is not signed out. Raises ``FormRefused``."""
    head = composed_head(edition.base)
    head = msgspec.structs.replace(head, version=None, is_frozen=False, verification=None)
    marking = Marking(part_numbers(text), name_of(edition))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.docx"
        render_document(shown_document(edition, text), head, path, silent, marking)
        return path.read_bytes()
