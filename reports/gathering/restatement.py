"""A year's texts as one: what a later period restates is said once, as it was said last.

Filings are cumulative in some offices and not in others. A sentence is dropped where a later period says the
same with newer numbers, in nearly the same words, or within a longer sentence; everything else stays as it
was written and where it stood. What the last period says is always there. Plain functions over plain values.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from texts.sentences import paragraphs, sentences_in

# How much of their pairs of characters two sentences share that say the same. Below it two districts that
# did the same would pass for one.
LIKE = 0.85
# Shorter ones are contained in too much by accident.
LEAST_CONTAINED = 6
# Sentences that say the same begin alike; another beginning is another subject.
BEGINNING = 2

_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末初]|前|为止)?"
_FROM_JANUARY = r"(?<!\d)1月?份?[至到~—-]+\d{1,2}月份?|[一1]季?度?[至到~—-]+[二三四2-4]季度"
_TIMES = re.compile(
    rf"{_FROM_JANUARY}|截[至止到](?:目前|{_DAY})[，,]?"
    r"|\d{4}年度?|\d{1,2}月份?(?:\d{1,2}日)?"
    r"|第?[一二三四1234]季度|[上下前]半年|前三季度|今年以来|年初以来|[全今本当]年度?|年[内底末初]|[本上]季度|[本上]期"
    r"|目前|当前|累计|共计|总计|合计|一共|共|已经?|均"
)
_NUMBERS = re.compile(
    r"[约近超逾]?[+-]?\d[\d,.]*(?:[eE]\d+)?[%‰]?|[〇零一二三四五六七八九十百千两]+(?=[个家项件次场人名期册条篇类批万亿天])"
)
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
# Times that reach back to the beginning of the year, and days on which something is due.
_SO_FAR = re.compile(
    rf"截[至止到](?:目前|{_DAY})|{_FROM_JANUARY}|前[二两三2-3]个?季度"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:[底末止起前]|以[来前])"
    rf"|\b(?:as of|by|until|since)\b[\w ]{{0,15}}{_MONTH}"
)
# What is said of one of these is said of no other.
_STRETCH = re.compile(
    r"[一二三四1-4]季度|下半年|(?<!\d)\d{1,2}月(?:\d{1,2}日)?|[一二三四五六七八九十]{1,2}月"
    rf"|\bq[1-4]\b|\b(?:first|second|third|fourth) quarter\b|\bsecond half\b|\b{_MONTH}\b"
)
_NO_WORD = re.compile(r"[\W_]+")
_BETWEEN = re.compile("[,;:。.!?、]")
_NAMED = re.compile(r"《[^《》]+》|“[^“”]+”")


@dataclass(frozen=True)
class Sentence:
    """One sentence: in which text of the year, and in which of its paragraphs, it stands."""

    text: str
    place: int
    paragraph: int

    @cached_property
    def exact(self) -> str:
        """What makes it the same sentence again: all but blanks and the mark at its end."""
        return "".join(self.text.split()).rstrip("。.；;，,！!") or self.text

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The words of its clauses without numbers, dates and marks; of a sentence that is nothing else the
        whole of it."""
        plain = unicodedata.normalize("NFKC", self.text)
        bare = _NUMBERS.sub("", _TIMES.sub("", plain)).lower()
        return tuple(filter(None, (_NO_WORD.sub("", clause) for clause in _BETWEEN.split(bare)))) or (
            self.exact,
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters that follow each other within one of its clauses."""
        return frozenset(
            clause[at : at + 2] for clause in self.clauses for at in range(max(len(clause) - 1, 1))
        )

    @cached_property
    def stretches(self) -> frozenset[str]:
        """The quarters, months and days that it tells of alone."""
        plain = unicodedata.normalize("NFKC", self.text).lower()
        return frozenset(_STRETCH.findall(_SO_FAR.sub("", plain)))

    @cached_property
    def named(self) -> frozenset[str]:
        """Titles and words in quotation marks."""
        return frozenset(_NAMED.findall(self.text))


def joined(texts: Sequence[str]) -> list[Sentence]:
    """The sentences of a year's texts, the earliest text first, without those that a later text restates and
    without any sentence a second time. Their order is that in which they were written."""
    sentences = once([sentence for place, text in enumerate(texts) for sentence in split(text, place)])
    if len({sentence.place for sentence in sentences}) < 2:
        return sentences
    later = LaterSentences(sentences)
    return [sentence for sentence in sentences if not later.restate(sentence)]


def split(text: str, place: int = 0) -> Iterator[Sentence]:
    for number, paragraph in enumerate(paragraphs(text)):
        for sentence in sentences_in(paragraph):
            yield Sentence(sentence, place, number)


def once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Each sentence where it stands in the last text that has it, and there the first time."""
    last = {sentence.exact: sentence.place for sentence in sentences}
    kept: dict[str, Sentence] = {}
    for sentence in sentences:
        if sentence.place == last[sentence.exact]:
            kept.setdefault(sentence.exact, sentence)
    return list(kept.values())


def restates(later: Sentence, earlier: Sentence) -> bool:
    """Whether a sentence of a later period says what an earlier one said. One that tells of a quarter or a
    month alone says nothing of any other."""
    if later.stretches and not (earlier.stretches and earlier.stretches <= later.stretches):
        return False
    if all(holds(later, clause) for clause in earlier.clauses):
        return earlier.named <= later.named
    begins_alike = later.clauses[0][:BEGINNING] == earlier.clauses[0][:BEGINNING]
    return begins_alike and earlier.named <= later.named and likeness(later, earlier) >= LIKE


def holds(sentence: Sentence, clause: str) -> bool:
    """Whether a sentence has the clause, or a longer one around it."""
    if len(clause) < LEAST_CONTAINED:
        return clause in sentence.clauses
    return any(clause in other for other in sentence.clauses)


def likeness(one: Sentence, other: Sentence) -> float:
    """How much of their pairs of characters two sentences share, from 0 to 1."""
    return 2 * len(one.pairs & other.pairs) / (len(one.pairs) + len(other.pairs))


class LaterSentences:
    """Finds what restates a sentence without comparing all with all.

    Who shares enough pairs with a sentence shares one of its rarest; how many are enough follows from
    ``LIKE``, so that none is overlooked.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.counts = Counter(pair for sentence in sentences for pair in sentence.pairs)
        self.by_pair = by_pair(sentences)

    def restate(self, earlier: Sentence) -> bool:
        return any(restates(later, earlier) for later in self.alike(earlier))

    def alike(self, earlier: Sentence) -> Iterator[Sentence]:
        """Those of later texts that may restate it, each once."""
        seen: set[int] = set()
        for pair in self.rarest(earlier):
            for later in self.by_pair[pair]:
                if later.place > earlier.place and id(later) not in seen:
                    seen.add(id(later))
                    yield later

    def rarest(self, sentence: Sentence) -> list[str]:
        """So many of its pairs that whoever restates it has one of them."""
        must_share = ceil(len(sentence.pairs) * LIKE / (2 - LIKE))
        ranked = sorted(sentence.pairs, key=lambda pair: (self.counts[pair], pair))
        return ranked[: len(ranked) - must_share + 1]


def by_pair(sentences: Iterable[Sentence]) -> Mapping[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        for pair in sentence.pairs:
            found[pair].append(sentence)
    return found
