"""The texts of a workbook, which its cells refer to by number."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from spreadsheets.incoming.cell_values import plain_text
from spreadsheets.incoming.limits import MOST_TEXTS, Allowance
from spreadsheets.incoming.markup import Attributes, read_markup
from spreadsheets.incoming.refusals import too_many

TOO_MANY = gettext_noop(
    "The workbook holds more than %(most)s different texts. Delete what is not needed, or copy the sheet "
    "into a new workbook, and choose that file."
)


class TextReader:
    """Puts a text together from its runs; how it is read aloud (phonetic runs) is no part of it."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.pieces: list[str] = []
        self.is_text = self.is_phonetic = False

    def begin(self, name: str) -> None:
        if name == "t":
            self.is_text = not self.is_phonetic
        elif name == "rPh":
            self.is_phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self.is_text = False
        elif name == "rPh":
            self.is_phonetic = False

    def text(self, piece: str) -> None:
        if self.is_text:
            self.allowance.take_characters(len(piece))
            self.pieces.append(piece)

    def taken(self) -> str:
        """The text so far, taken away."""
        whole = plain_text("".join(self.pieces))
        self.pieces.clear()
        return whole


def read_shared_texts(pieces: Iterable[bytes], allowance: Allowance) -> list[str]:
    """The texts in their order. Raises NotReadable where there are too many or the part is damaged."""
    reader, texts = TextReader(allowance), list[str]()

    def begin(name: str, _attributes: Attributes) -> None:
        reader.begin(name)

    def end(name: str) -> None:
        if name == "si":
            if len(texts) >= MOST_TEXTS:
                raise too_many(TOO_MANY, MOST_TEXTS)
            texts.append(reader.taken())
        else:
            reader.end(name)

    read_markup(pieces, begin, end, reader.text)
    return texts
