"""A text as searching compares it: in ordinary width and small letters, Chinese signs and words of letters or
digits apart, without punctuation.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from texts.pinyin import MOST_KEPT

# 〇 is written in years and is no letter to Unicode.
HAN = re.compile("[〇㐀-鿿豈-﫿𠀀-𿿿]")
GAP = " "


@dataclass(frozen=True, slots=True)
class PlainText:
    """The ``text``: runs of Chinese signs and words with one blank between them, before the first and after
    the last. ``places`` say for each sign of it at which place of the source it comes from."""

    text: str
    places: tuple[int, ...]


@lru_cache(MOST_KEPT)
def folded(sign: str) -> tuple[str, ...]:
    """What one sign is compared as: nothing for what is laid over others or unseen, a gap for a mark."""
    whole = unicodedata.normalize("NFKC", sign).casefold()
    seen = [part for part in whole if not is_unseen(unicodedata.category(part))]
    return tuple(part if part.isalnum() or is_han(part) else GAP for part in seen)


def is_unseen(category: str) -> bool:
    """Whether signs of a category of Unicode stand for nothing by themselves."""
    return category == "Cf" or category.startswith("M")


@lru_cache(MOST_KEPT)
def is_han(sign: str) -> bool:
    return HAN.match(sign) is not None


def with_places(text: str) -> PlainText:
    """A text as it is compared, with the places that its signs come from."""
    signs, places = [GAP], [0]
    for place, sign in enumerate(text):
        for part in folded(sign):
            last = signs[-1]
            if last != GAP and (part == GAP or is_han(part) != is_han(last)):
                signs.append(GAP)
                places.append(place)
            if part != GAP:
                signs.append(part)
                places.append(place)
    if signs[-1] != GAP:
        signs.append(GAP)
        places.append(len(text))
    return PlainText("".join(signs), tuple(places))


def plain_text(text: str) -> str:
    """A text as it is compared; a single blank where it says nothing."""
    return with_places(text).text
