"""From the bytes of a file to the text that is read: .docx, PDF with text, or .txt."""

import unicodedata

from django.utils.translation import gettext as _

from reading.document import DocumentError
from reading.late_pattern import LatePattern
from reading.sources.limits import LARGEST_FILE, LARGEST_TEXT, MEGABYTE, too_much_text
from reading.sources.recognition import refuse_other_kinds
from reading.sources.text import decode
from texts.file_signatures import HEAD, is_pdf, is_zip
from texts.incoming import incoming

__all__ = ["decode", "read_source"]

# Radicals that are characters of their own, as PDFs made with some fonts have them; Unicode maps the others.
_RADICALS = str.maketrans(
    "⺁⺊⺟⺠⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂卜母民肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
# The ends of a page, a column and a paragraph, by which the reader knows what a line end alone does not say.
_MARKS = LatePattern("([\f\v\u2029])")
_LOOKALIKES = LatePattern("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")


def read_source(data: bytes, name: str = "") -> str:
    """The text of a file, as ``read_document`` takes it; its content tells what it is, not its name.

    Raises DocumentError with one sentence that says what is wrong and what to do: for every other kind of
    file, for damaged, protected and hostile ones, for those without text and those too large. The time it
    takes is bounded by limits on size that are checked first. ``name`` only tells apart what looks alike.
    """
    if not data:
        raise DocumentError(_("The file is empty."))
    if len(data) > LARGEST_FILE:
        raise DocumentError(
            _("The file has %(size)s MB; at most %(largest)s MB are read. Leave out its pictures.")
            % {"size": -(-len(data) // MEGABYTE), "largest": LARGEST_FILE // MEGABYTE}
        )
    if is_zip(data[:HEAD]):
        from reading.sources.word import read_word  # noqa: PLC0415 (loaded once such a file is read)

        return _checked(read_word(data))
    if is_pdf(data[:HEAD]):
        from reading.sources.pdf import read_pdf  # noqa: PLC0415 (as above)

        return _checked(read_pdf(data))
    refuse_other_kinds(data, name)
    return _checked(decode(data))


def _checked(text: str) -> str:
    """The text with ordinary characters, if it is not too long."""
    if len(text) > LARGEST_TEXT or len(text.encode("utf-8", "replace")) > LARGEST_TEXT:
        raise DocumentError(too_much_text())
    return _ordinary(text)


def _ordinary(text: str) -> str:
    """The text of a document through the gate for text coming in, with radicals (⻓, ⼯), compatibility
    ideographs and ligatures (ﬁ) as ordinary characters.

    Widths stay as they are, and so do the marks that end a page or a paragraph.
    """
    text = "".join(part if _MARKS.match(part) else incoming(part) for part in _MARKS.split(text))
    if not _LOOKALIKES.search(text):
        return text
    return _LOOKALIKES.sub(
        lambda found: unicodedata.normalize("NFKC", found.group().translate(_RADICALS)), text
    )
