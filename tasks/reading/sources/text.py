"""From the bytes of a .txt file to its text."""

from tasks.reading.document import DocumentError

LARGEST = 5 * 1024 * 1024
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word (.doc) file",
    b"{\\rtf": "an RTF file",
}
ALLOWED_CONTROLS = frozenset("\t\n\v\f\r\x1a\x85")


def decode(data: bytes) -> str:
    """The text of ``data``: UTF-8 with or without byte order mark, or GB18030; line ends stay as they are.

    Raises DocumentError when it is empty, over 5 MB, damaged, or no text at all.
    """
    if len(data) > LARGEST:
        raise DocumentError("The file is larger than 5 MB; an official document as text is far smaller.")
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(f"The file is {name}, not plain text.")
    text = _decode_text(data)
    if not text.strip():
        raise DocumentError("The file is empty.")
    if any(ord(character) < 32 and character not in ALLOWED_CONTROLS for character in set(text)):
        raise DocumentError("The file is not plain text.")
    return text


def _decode_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        raise DocumentError("The file is UTF-8 text with damaged characters.")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise DocumentError("The file is neither UTF-8 nor GB18030 text.") from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Mostly good UTF-8: then reading it as GB18030 would give nonsense instead of an error."""
    text = data.decode("utf-8-sig", errors="replace")
    multibyte = sum(1 for character in text if ord(character) > 127)
    return 0 < text.count("\ufffd") * 5 < multibyte
