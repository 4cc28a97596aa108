"""What somebody types to search texts: words, "phrases", and -words that the text must not hold.

A word of Chinese signs is found wherever they stand together, another word as a whole. Letters alone are
found as the pinyin initials of signs that stand together too. No sign has another meaning, so nothing that is
typed is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from texts.plain_text import GAP, is_han, plain_text

QUOTES = str.maketrans(dict.fromkeys("“”„‟＂「」『』«»", '"') | dict.fromkeys("－−﹣", "-"))
PIECE = re.compile(r'(-?)"([^"]*)"|([^\s"]+)')
LETTERS = re.compile("[a-z]{2,20}")
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class SearchWord:
    """A word or phrase as it is compared; ``letters`` where it may be pinyin, else ""."""

    plain: str
    letters: str = ""

    @property
    def pattern(self) -> str:
        """What stands in the plain text of what is found: words of letters end where they end."""
        before, after = ("" if is_han(sign) else GAP for sign in (self.plain[0], self.plain[-1]))
        return f"{before}{self.plain}{after}"

    def is_in(self, plain: str, initials: str) -> bool:
        """Whether a text holds it, given as it is compared and by its initials."""
        return self.pattern in plain or (bool(self.letters) and self.letters in initials)


@dataclass(frozen=True, slots=True)
class SearchWords:
    """All ``wanted`` words are to be in a text, and none of the ``unwanted``."""

    wanted: tuple[SearchWord, ...]
    unwanted: tuple[SearchWord, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        read = list(dict.fromkeys(pieces(text)))[:MOST_WORDS]
        return cls(
            tuple(word for is_unwanted, word in read if not is_unwanted),
            tuple(SearchWord(word.plain) for is_unwanted, word in read if is_unwanted),
        )


def pieces(text: str) -> Iterator[tuple[bool, SearchWord]]:
    """Each word of what was typed, and whether the text must not hold it."""
    for minus, phrase, word in PIECE.findall(text.translate(QUOTES)):
        plain = plain_text(phrase or word).strip()
        if plain:
            is_unwanted = bool(minus) or word.startswith("-")
            may_be_pinyin = bool(word) and LETTERS.fullmatch(plain) is not None
            yield is_unwanted, SearchWord(plain, plain if may_be_pinyin else "")
