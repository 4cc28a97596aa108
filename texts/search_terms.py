"""The terms by which texts are found: what an index of either database keeps and is asked for.

A term is made of small ASCII letters and digits alone, so that no parser of a database divides or changes it.
Chinese is kept as single signs and as pairs that follow each other, other words whole, pinyin as the first
letters of two and of three signs. Terms narrow only: what they find is still compared with the plain text.
"""

from collections.abc import Iterable, Iterator

from texts.pinyin import first_letters
from texts.plain_text import is_han

PAIR, TRIPLE = 2, 3
LONGEST_WORD = 40
# More terms than these narrow no further.
MOST_ASKED = 40


def terms_in(plain: str) -> set[str]:
    """Every term of a plain text as it is written."""
    return set(written(plain.split(), with_single_signs=True))


def terms_asked(plain: str) -> list[str]:
    """The terms that a plain text holds which holds this phrase, the most telling ones."""
    return list(dict.fromkeys(written(plain.split(), with_single_signs=False)))[:MOST_ASKED]


def written(runs: Iterable[str], *, with_single_signs: bool) -> Iterator[str]:
    for run in runs:
        if not is_han(run[0]):
            yield word_term(run)
        else:
            if with_single_signs or len(run) < PAIR:
                yield from (sign_term(sign) for sign in run)
            yield from (sign_term(pair) for pair in grams(run, PAIR))


def grams(run: str, size: int) -> list[str]:
    """The pieces of a run of so many signs that follow each other."""
    return [run[start : start + size] for start in range(len(run) - size + 1)]


def sign_term(signs: str) -> str:
    return "h" + "x".join(f"{ord(sign):05}" for sign in signs)


def word_term(word: str) -> str:
    letters = word if word.isascii() else word.encode().hex()
    return f"w{letters[:LONGEST_WORD]}"


def initials_in(plain: str) -> str:
    """The first letters of the Chinese signs of a plain text, run by run."""
    return " ".join(first_letters(run) for run in plain.split() if is_han(run[0]))


def initial_terms_in(initials: str) -> set[str]:
    """Every term of such letters."""
    pieces = (part for run in initials.split() for size in (PAIR, TRIPLE) for part in grams(run, size))
    return {f"i{part}" for part in pieces if part.isalpha()}


def initial_terms_asked(letters: str) -> list[str]:
    """The terms of initials that hold these letters."""
    size = min(len(letters), TRIPLE)
    return list(dict.fromkeys(f"i{part}" for part in grams(letters, size)))[:MOST_ASKED]
