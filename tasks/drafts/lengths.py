"""What of a document is longer than the portal keeps: cut where it is written, and said. Plain values."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from reading import Caution, Document, TaskRead
from reading import Section as SectionRead
from tasks.models import LONGEST_ISSUER, LONGEST_NOTE, LONGEST_OWNER, LONGEST_PEOPLE

LONGEST_TITLE = 200
LONGEST_NUMBER = 60
BETWEEN_PEOPLE = "、"
TOO_LONG = gettext_noop("“%(text)s” is longer than can be kept; only its beginning was.")
TOO_LONG_IN_SECTION = gettext_noop(
    "Section %(section)s: “%(text)s” is longer than can be kept; only its beginning was."
)


def cut(text: str, longest: int) -> str:
    """At most ``longest`` characters of ``text``, the cut marked."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def people_of(read: TaskRead) -> str:
    """The persons whom a note names, as one line."""
    return BETWEEN_PEOPLE.join(read.people)


def cuts(document: Document) -> Iterator[Caution]:
    """What is cut of a document, whole in a doubt of its own, so that nothing is lost unseen."""
    facts = (
        (document.title, LONGEST_TITLE),
        (document.document_number or "", LONGEST_NUMBER),
        (document.issuer or "", LONGEST_ISSUER),
    )
    yield from (Caution(TOO_LONG, (("text", text),)) for text, longest in facts if len(text) > longest)
    for section in document.sections:
        yield from cuts_of_heading(section)
    for task in document.tasks:
        yield from cuts_of_note(task)


def cuts_of_heading(section: SectionRead) -> Iterator[Caution]:
    if len(section.title) > LONGEST_TITLE:
        ends_at = section.starts_at + len(section.number) + len(section.title)
        place = section.starts_at, min(ends_at, section.ends_at)
        yield Caution(TOO_LONG_IN_SECTION, (("section", section.path), ("text", section.title)), *place)


def cuts_of_note(read: TaskRead) -> Iterator[Caution]:
    """A title of its own is that of the section, which was said."""
    named = dict.fromkeys((*read.lead, *read.support, *read.guide))
    texts = (
        *((name, LONGEST_OWNER) for name in named),
        (people_of(read), LONGEST_PEOPLE),
        (read.as_printed, LONGEST_NOTE),
    )
    for text, longest in texts:
        if len(text) > longest:
            values = ("section", read.section), ("text", text)
            yield Caution(TOO_LONG_IN_SECTION, values, read.note_at, read.note_to)
