"""Finding by name: what a list shows can be typed to find it, and so can its pinyin (design R23).

Width, letter case, blanks and brackets make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from texts.pinyin import MOST_KEPT, is_read

# Blanks, brackets, quotes and marks between names; hyphens and points belong to codes and user names.
MARKS = re.compile(r"[\s·・,，、;；:：()\[\]{}<>《》〈〉【】〔〕“”‘’\"/|]+")
HAN = re.compile("[㐀-鿿豈-﫿𠀀-𿿿]")
# Pinyin, and the signs that an input method has already made of some of it.
SPELLED = re.compile(f"(?=.*[a-z])(?:[a-z]|{HAN.pattern})+")
# Longer text is no name: it is searched as written, not as read.
LONGEST_NAME = 120
MOST_WORDS = 20


@lru_cache(MOST_KEPT)
def plain(name: str) -> str:
    """A name in ordinary width and small letters, without what nobody sees; ü as it is typed."""
    shown = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", shown).casefold().replace("ü", "v")


@lru_cache(MOST_KEPT)
def forms_of(name: str) -> tuple[str, ...]:
    """A name with its marks as blanks, and without them where it is Chinese."""
    spaced = MARKS.sub(" ", plain(name)).strip()
    return (spaced, spaced.replace(" ", "")) if HAN.search(spaced) and " " in spaced else (spaced,)


def is_called(text: str, *names: str) -> bool:
    """Whether ``text`` is one of these names as a whole."""
    return any(set(forms_of(text)) & set(forms_of(name)) for name in names)


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What somebody typed to find something: words, each of which has to be in one of its names."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(tuple(MARKS.sub(" ", plain(text)).split()[:MOST_WORDS]))

    def finds(self, names: Iterable[str], codes: Iterable[str] = ()) -> bool:
        """Whether each word is in a name, as written or as read, or begins a code. Without words everything
        is found."""
        forms = [form for name in names for form in forms_of(name)]
        beginnings = [plain(code) for code in codes]
        return all(
            any(word in form for form in forms)
            or any(code.startswith(word) for code in beginnings)
            or is_spelled(word, forms)
            for word in self.words
        )


def is_spelled(word: str, forms: Iterable[str]) -> bool:
    """Whether a word is the pinyin of signs in one of these names; an apostrophe may part its syllables."""
    letters = word.replace("'", "")
    if not SPELLED.fullmatch(letters):
        return False
    return any(
        is_read(letters, form) for form in forms if len(form) <= LONGEST_NAME and HAN.search(form) is not None
    )
