"""Where words stand in a text: an excerpt around the first of them, and each of them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from texts.pinyin import first_letters
from texts.plain_text import GAP, is_han, with_places
from texts.search_words import SearchWord, SearchWords

type Span = tuple[int, int]

EXCERPT = 160
BEFORE = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, and whether it is what was searched for."""

    text: str
    is_hit: bool = False


def hits_in(text: str, words: SearchWords) -> list[Span]:
    """Where the wanted words stand in a text, from and to, in order and apart."""
    plain = with_places(text)
    found: list[Span] = []
    for word in words.wanted:
        for start, end in stretches(plain.text, word):
            found.append((plain.places[start], plain.places[end - 1] + 1))
    return joined(sorted(found))


def stretches(plain: str, word: SearchWord) -> list[Span]:
    """Where a word stands in a plain text as it is written, or as its initials where it is not."""
    found, start = [], plain.find(word.pattern)
    lead = word.pattern.startswith(GAP)
    while start >= 0:
        begin = start + lead
        found.append((begin, begin + len(word.plain)))
        start = plain.find(word.pattern, start + 1)
    return found or (read_stretches(plain, word.letters) if word.letters else [])


def read_stretches(plain: str, letters: str) -> list[Span]:
    """Where signs stand whose first letters these are."""
    read = letters_along(plain)
    found, start = [], read.find(letters)
    while start >= 0:
        found.append((start, start + len(letters)))
        start = read.find(letters, start + 1)
    return found


def letters_along(plain: str) -> str:
    """The first letter of each Chinese sign at its place, and blanks elsewhere."""
    runs = plain.split(GAP)
    return GAP.join(first_letters(run) if run and is_han(run[0]) else GAP * len(run) for run in runs)


def joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch as one."""
    apart: list[Span] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def passages(text: str, words: SearchWords, *, longest: int | None = EXCERPT) -> tuple[Passage, ...]:
    """An excerpt of a text around the first hit, at most ``longest`` signs beside its dots, with the hits
    apart; the whole text for None."""
    hits = hits_in(text, words)
    start, end = window(len(text), hits, longest)
    found, place = ([Passage("…")] if start else []), start
    for begin, after in hits:
        if start <= begin and after <= end:
            found += [Passage(text[place:begin]), Passage(text[begin:after], is_hit=True)]
            place = after
    found.append(Passage(text[place:end]))
    if end < len(text):
        found.append(Passage("…"))
    return tuple(passage for passage in found if passage.text)


def window(length: int, hits: Sequence[Span], longest: int | None) -> Span:
    """Which part of a text is shown."""
    if longest is None or length <= longest:
        return 0, length
    start = max(hits[0][0] - BEFORE, 0) if hits else 0
    start = min(start, length - longest)
    return start, start + longest
