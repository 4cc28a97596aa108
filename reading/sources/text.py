"""From the bytes of a .txt file to its text."""

from django.utils.translation import gettext as _

from reading.document import DocumentError
from reading.sources.limits import LARGEST_TEXT
from texts.file_signatures import encodings_of

ALLOWED_CONTROLS = frozenset("\t\n\v\f\r\x1a\x85")


def decode(data: bytes) -> str:
    """The text of ``data``: UTF-8 or GB18030 with or without byte order mark, UTF-16 or UTF-32
    with one.

    Raises DocumentError when it is empty, over 5 MB, damaged, or no text at all.
    """
    if len(data) > LARGEST_TEXT:
        raise DocumentError(_("The file is larger than 5 MB; an official document as text is far smaller."))
    text = _decode_text(data)
    if not text.strip():
        raise DocumentError(_("The file is empty."))
    if any(ord(character) < 32 and character not in ALLOWED_CONTROLS for character in set(text)):
        raise DocumentError(_("The file is not plain text. Choose a .docx, a PDF with text, or a .txt file."))
    return text


def _decode_text(data: bytes) -> str:
    likely, *others = encodings_of(data)
    try:
        return data.decode(likely)
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        raise DocumentError(
            _("The file is UTF-8 text with damaged characters. Save it again from its program.")
        )
    try:
        return data.decode(*(others or ["gb18030"]))
    except UnicodeDecodeError:
        raise DocumentError(
            _("The file is neither UTF-8 nor GB18030 text. Save it as .txt in UTF-8, or as .docx.")
        ) from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Mostly good UTF-8: then reading it as GB18030 would give nonsense instead of an error."""
    text = data.decode("utf-8-sig", errors="replace")
    multibyte = sum(1 for character in text if ord(character) > 127)
    return 0 < text.count("\ufffd") * 5 < multibyte
