"""What a password is made of: the pieces that others would guess, and what is left beside them.

Plain functions over text, without a database. Everything is compared folded: full-width signs are plain
ones, capitals are small ones.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from organizations.passwords.vocabulary import (
    COMMON_WORDS,
    OFFICE_WORDS,
    RUNS,
    SHORTEST_LISTED,
    SURNAMES,
    SYLLABLE,
    listed_passwords,
    pattern_of,
)

# Longer ones are judged by their beginning.
JUDGED = 128
SHORTEST_RUN = 3
LONGEST_LISTED = 16
# A name of somebody, or one of the world's common words, is one choice among thousands: as much as two signs.
WORTH_OF_CHOICE = 2

DATE = re.compile(
    r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]"  # identity number
    r"|1[3-9]\d{9}"  # mobile telephone
    r"|(?:19|20)\d{2}[-./年]?(?:0?[1-9]|1[0-2])[-./月]?(?:3[01]|[12]\d|0?[1-9])日?"
    r"|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d{2}年?"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
NAME = re.compile(f"(?:{'|'.join(SURNAMES)})(?:{SYLLABLE}){{0,2}}")
COMMON, OFFICE = pattern_of(COMMON_WORDS), pattern_of(OFFICE_WORDS)
BOTH_WAYS = RUNS + tuple(run[::-1] for run in RUNS)


class Kind(Enum):
    """Why a piece is no secret; where several pieces say as much, the earlier one of these is named."""

    OWN = auto()
    ORGANIZATION = auto()
    COMMON = auto()
    DATE = auto()
    RUN = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a password that others would guess; ``worth`` is how many free signs it counts as."""

    kind: Kind
    starts_at: int
    ends_at: int
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a password that leaves the least: its pieces, and how many signs are free besides."""

    free: int
    pieces: tuple[Piece, ...] = ()

    def with_piece(self, piece: Piece) -> "Reading":
        return Reading(self.free + piece.worth, (*self.pieces, piece))


def folded(text: str) -> str:
    """The text as it is compared: full-width forms plain, capitals small."""
    return unicodedata.normalize("NFKC", text).casefold()


def read(password: str, *, own: Iterable[str] = (), organization: Iterable[str] = ()) -> Reading:
    """The reading that leaves the fewest free signs, given the words of person and organization."""
    text = folded(password)[:JUDGED]
    patterns = (
        (Kind.OWN, pattern_of(words_of(own)), 0),
        (Kind.ORGANIZATION, pattern_of(words_of(organization)), 0),
        (Kind.ORGANIZATION, OFFICE, 0),
        (Kind.COMMON, COMMON, 0),
        (Kind.COMMON, NAME, WORTH_OF_CHOICE),
        (Kind.DATE, DATE, 0),
    )
    best = [Reading(0)] + [Reading(JUDGED)] * len(text)
    for start in range(len(text)):
        before = best[start]
        best[start + 1] = min(best[start + 1], Reading(before.free + 1, before.pieces), key=free_signs)
        for piece in chain(
            patterned(text, start, patterns), repeated(text, start), listed(text, start), runs(text, start)
        ):
            best[piece.ends_at] = min(best[piece.ends_at], before.with_piece(piece), key=free_signs)
    return best[-1]


def free_signs(reading: Reading) -> int:
    return reading.free


def patterned(
    text: str, start: int, patterns: Iterable[tuple[Kind, re.Pattern[str], int]]
) -> Iterator[Piece]:
    """Words, names and dates that begin at ``start``."""
    for kind, pattern, worth in patterns:
        if match := pattern.match(text, start):
            yield Piece(kind, start, match.end(), worth)


def repeated(text: str, start: int) -> Iterator[Piece]:
    """What repeats the signs right before it, however many."""
    for length in range(1, min(start, len(text) - start) + 1):
        if text[start : start + length] == text[start - length : start]:
            yield Piece(Kind.RUN, start, start + length)


def listed(text: str, start: int) -> Iterator[Piece]:
    """Words that stand as passwords in the list of the commonest."""
    for end in range(start + SHORTEST_LISTED, min(start + LONGEST_LISTED, len(text)) + 1):
        if text[start:end] in listed_passwords():
            yield Piece(Kind.COMMON, start, end, WORTH_OF_CHOICE)


def runs(text: str, start: int) -> Iterator[Piece]:
    """The longest run of neighboring keys or of counting from ``start``, forwards or backwards."""
    end = start + SHORTEST_RUN
    while end <= len(text) and any(text[start:end] in run for run in BOTH_WAYS):
        end += 1
    if end > start + SHORTEST_RUN:
        yield Piece(Kind.RUN, start, end - 1)


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The words under which somebody or something is known: each text whole, its parts, its initials."""
    found: set[str] = set()
    for text in map(folded, texts):
        parts = [part for part in re.split(r"[\W_]+", text) if part]
        found |= {"".join(parts), "".join(part[0] for part in parts), *parts}
    return tuple(word for word in found if len(word) > 1)
