"""Copies of a text in Word, and what people do with them there: as an office program would."""

import copy
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from hypothesis import strategies as st

from reading.sources.package import open_parts
from reports.editing.document import edited_document, part_numbers
from reports.editing.parts import Text, standing
from reports.rendering import silent
from reports.word.bookmarks import Marking
from reports.word.render import render_document
from reports.word_copies.blocks import read_copy
from reports.word_copies.content import Returned
from reports.word_copies.opening import KINDS
from reports.word_copies.sent import Sent, sent
from reports.word_copies.taking_back import compared
from tests.reports.editing.texts import REPORT
from tests.reports.specimen import specimen_head
from texts.sentences import paragraphs

type Edit = Callable[[Any], None]


def word_bytes(text: Text, name: str = "a name") -> bytes:
    """The copy of a text of ``REPORT``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.docx"
        marking = Marking(part_numbers(text), name)
        render_document(edited_document(REPORT, text), specimen_head(), path, silent, marking)
        return path.read_bytes()


def sent_of(text: Text) -> Sent:
    return sent(text, read_copy(open_parts(word_bytes(text), KINDS)).blocks)


def edited(data: bytes, *edits: Edit) -> bytes:
    """The copy after edits of its document, saved again."""
    document = Document(BytesIO(data))
    for edit in edits:
        edit(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def came_back(text: Text, *edits: Edit, version: int = 1) -> Returned:
    """What comes back of a text after edits in Word."""
    data = edited(word_bytes(text), *edits)
    return compared(version, sent_of(text), open_parts(data, KINDS))


def body_of(document: Any) -> list[Any]:
    """The paragraphs of the body that say anything, headings left out: between addressee and signature."""
    return [
        each
        for each in document.element.body
        if each.tag == qn("w:p") and style_of(each) == "BodyText" and words_in(each) not in AROUND
    ]


AROUND = {"局："}


def style_of(paragraph: Any) -> str:
    return paragraph.style or ""


def words_in(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def said_in(data: bytes) -> list[str]:
    """Every line of the body in its order as the file says it."""
    document = Document(BytesIO(data))
    styles = ("BodyText", "Heading")
    return [
        line
        for each in document.element.body
        if each.tag == qn("w:p") and style_of(each).startswith(styles) and words_in(each) not in AROUND
        for line in paragraphs(printed(each))
    ]


def printed(paragraph: Any) -> str:
    """Its words, with its line breaks."""
    pieces = paragraph.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in pieces)


def said_by(text: Text) -> list[str]:
    """Every line of the headings and paragraphs of a text in their order."""
    return [line for part in standing(text) if not part.is_drawn for line in paragraphs(part.words)]


def reword(place: int, words: str) -> Edit:
    def edit(document: Any) -> None:
        set_words(pick(document, place), words)

    return edit


def pick(document: Any, place: int) -> Any:
    found = body_of(document)
    return found[place % len(found)] if found else None


def set_words(paragraph: Any, words: str) -> None:
    """Other words in the first run, none in the others; bookmarks stay where they are."""
    if paragraph is None:
        return
    texts = list(paragraph.iter(qn("w:t")))
    texts[0].text = words
    for each in texts[1:]:
        each.text = ""


def delete(place: int) -> Edit:
    def edit(document: Any) -> None:
        paragraph = pick(document, place)
        if paragraph is not None and len(body_of(document)) > 1:
            paragraph.getparent().remove(paragraph)

    return edit


def insert(place: int, words: str) -> Edit:
    def edit(document: Any) -> None:
        paragraph = pick(document, place)
        if paragraph is not None:
            paragraph.addnext(bare_copy(paragraph, words))

    return edit


def bare_copy(paragraph: Any, words: str) -> Any:
    new = copy.deepcopy(paragraph)
    drop_marks(new)
    set_words(new, words)
    return new


def drop_marks(element: Any) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for each in list(element.iter(qn(tag))):
            each.getparent().remove(each)


def drop_all_marks(document: Any) -> None:
    drop_marks(document.element.body)


def drop_some_marks(place: int) -> Edit:
    def edit(document: Any) -> None:
        paragraph = pick(document, place)
        if paragraph is not None:
            drop_marks(paragraph)

    return edit


def reorder(place: int, other: int) -> Edit:
    def edit(document: Any) -> None:
        one, two = pick(document, place), pick(document, other)
        if one is not None and one is not two:
            two.addprevious(one)

    return edit


def join(place: int) -> Edit:
    """Run a paragraph of the body on behind the one before it, with its bookmark, as Backspace does."""

    def edit(document: Any) -> None:
        paragraph = pick(document, place)
        before = None if paragraph is None else paragraph.getprevious()
        if before is None or before not in body_of(document):
            return
        for each in list(paragraph):
            if each.tag != qn("w:pPr"):
                before.append(each)
        paragraph.getparent().remove(paragraph)

    return edit


def split(place: int) -> Edit:
    """Divide a paragraph at its first full stop or in the middle, as Enter does: the bookmark spans both."""

    def edit(document: Any) -> None:
        paragraph = pick(document, place)
        if paragraph is None or len(words_in(paragraph)) < 4:
            return
        words = words_in(paragraph)
        at = words.find("。") + 1 or len(words) // 2
        at = at if at < len(words) else len(words) // 2
        ends = list(paragraph.iter(qn("w:bookmarkEnd")))
        new = bare_copy(paragraph, words[at:])
        set_words(paragraph, words[:at])
        for each in ends:
            new.append(each)
        paragraph.addnext(new)

    return edit


place = st.integers(0, 12)
words = st.sampled_from(
    (
        "新写一段。",
        "质押融资 39 亿元。",
        "召开推进会 3 次。",
        "出台实施意见，成效明显。",
        "人才仍然不足，共缺 7 人。",
        "A b c.",
    )
)
an_edit: st.SearchStrategy[Edit] = st.one_of(
    st.builds(reword, place, words),
    st.builds(delete, place),
    st.builds(insert, place, words),
    st.builds(reorder, place, place),
    st.builds(join, place),
    st.builds(split, place),
    st.builds(drop_some_marks, place),
    st.just(drop_all_marks),
)
some_edits = st.lists(an_edit, max_size=8)
