"""From the bytes of a copy to what came back of its text: read, and matched with the copy as it left."""

from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from reading.sources.package import open_parts
from reports.edited_text import text_as_of
from reports.editing.parts import Text
from reports.models import Edition
from reports.models.edition import LONGEST_PART
from reports.word_copies.blocks import Copy, CopyBlock, read_copy, said_by_id
from reports.word_copies.body import around
from reports.word_copies.content import EXCERPT, Comment, Item, Note, NoteKind, Returned
from reports.word_copies.matching import Matched, Matching
from reports.word_copies.names import CopyName
from reports.word_copies.opening import KINDS, CopyRefused, copy_name, opened
from reports.word_copies.sent import Sent, sent
from texts.outgoing.cuts import cut

# A report has far fewer paragraphs and tables; more would take long to be matched.
MOST_BLOCKS = 5_000


def returned_copy(edition: Edition, data: bytes, name: str) -> Returned:
    """What came back of the text in a file. Raises ``CopyRefused``; nothing is kept of such a file."""
    parts = opened(data, name)
    version = version_of(edition, copy_name(parts))
    text = text_as_of(edition, version)
    return compared(version, sent_copy(edition, text), parts)


def version_of(edition: Edition, name: CopyName) -> int:
    """The version that a copy left in. Raises ``CopyRefused`` where it is of another text."""
    if name.is_of(edition):
        if 1 <= name.version <= edition.version:
            return name.version
        raise CopyRefused(_("The file is of a version of the text that there is not."))
    earlier = Edition.objects.of(edition.guidance, edition.organization).filter(pk=name.edition).first()
    if earlier is not None and name.is_of(earlier):
        raise CopyRefused(
            _(
                "The file is of an earlier text of this report, which was issued or given up. "
                "Download the text as it stands now and work on that."
            )
        )
    raise CopyRefused(_("The file is of another report. Bring it back on the page of that report's text."))


def sent_copy(edition: Edition, text: Text) -> Sent:
    """The copy as it left, made anew and read in the same way as what comes back."""
    from reports.word_copies.making import word_copy  # noqa: PLC0415 (loaded once a file is made)

    return sent(text, read_copy(open_parts(word_copy(edition, text), KINDS)).blocks)


def compared(version: int, left: Sent, parts: dict[str, ET.Element]) -> Returned:
    """What came back, part by part. Raises ``CopyRefused`` where a paragraph is too long to be kept."""
    try:
        copy = read_copy(parts)
    except RecursionError:
        raise CopyRefused(_("Tables or text boxes of the file are nested too deeply to be read.")) from None
    if len(copy.blocks) > MOST_BLOCKS:
        words = {"most": MOST_BLOCKS}
        raise CopyRefused(_("The file has more than %(most)d paragraphs; a report has far fewer.") % words)
    found = around(left, copy.blocks)
    matched = Matching(left, found.body).matched()
    refuse_too_long(matched.items)
    return Returned(
        version=version,
        items=matched.items,
        gone=matched.gone,
        notes=(*found.notes, *matched.notes, *footnotes(copy, parts, matched)),
        comments=comments(copy, parts, matched),
        insertions=copy.insertions,
        deletions=copy.deletions,
    )


def refuse_too_long(items: tuple[Item, ...]) -> None:
    for item in items:
        if item.words is not None and len(item.words) > LONGEST_PART:
            words = {"beginning": cut(item.words, EXCERPT, by=len), "most": LONGEST_PART}
            raise CopyRefused(
                _("The paragraph “%(beginning)s” has more than %(most)d signs. Divide it in Word.") % words
            )


def part_of_block(matched: Matched, block: CopyBlock) -> int | None:
    """The part that a block became; None where it is new, or outside of the body."""
    for item, blocks in zip(matched.items, matched.blocks, strict=True):
        if block in blocks:
            return item.number
    return None


def footnotes(copy: Copy, parts: dict[str, ET.Element], matched: Matched) -> list[Note]:
    """The notes at the foot or end, which a report has none of."""
    said = {
        f"{kind}:{name}": text
        for kind in ("footnote", "endnote")
        for name, (_author, text) in said_by_id(parts.get(f"{kind}s"), kind).items()
    }
    return [
        Note(NoteKind.FOOTNOTE, "", said.get(name, ""), part_of_block(matched, block))
        for block in copy.blocks
        for name in block.footnotes
    ]


def comments(copy: Copy, parts: dict[str, ET.Element], matched: Matched) -> tuple[Comment, ...]:
    """Every comment, with the paragraph that it begins at."""
    said = said_by_id(parts.get("comments"), "comment")
    places: dict[str, CopyBlock] = {}
    for block in copy.blocks:
        for name in block.comments:
            places.setdefault(name, block)
    return tuple(
        Comment(author, text, cut(places[name].text, EXCERPT, by=len), part_of_block(matched, places[name]))
        if name in places
        else Comment(author, text, "")
        for name, (author, text) in said.items()
    )
