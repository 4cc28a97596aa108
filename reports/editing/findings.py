"""What is pointed out in an edited text before anybody signs it: figures, sections, requests, length."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reports.editing.parts import Part, Text, absorbed, originals, standing, words_of
from reports.snapshot.document import Table
from reports.text_comparison.numbers import Number, changed_numbers, numbers_in

# A report of this kind has no more signs than these (中办发〔2010〕… keeps reports to 5,000).
LONGEST_BODY = 5_000
# 报告 do not carry requests (党政机关公文处理工作条例 §15): how a request is worded.
_REQUEST = re.compile(
    r"[^。；;！!？?\n]*(?:妥否|当否|可否|(?<![申邀提报呈敬约聘])请(?:予以?|及时|尽快|尽早|贵局)?"
    r"(?:批示|批复|审批|批准|核准|核批|指示|审议|答复|支持解决|解决为盼))[^。；;！!？?\n]*"
    r"|[^。；;！!？?\n]*(?:恳请|特此请示|现请求|谨请求|请示如下)[^。；;！!？?\n]*"
)


class Kind(StrEnum):
    """What is pointed out."""

    NUMBER = "number"
    MATERIAL = "material"
    SECTION = "section"
    REQUEST = "request"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing pointed out, in the part of a number (None: in the text as a whole). ``key`` names it as long
    as the text says the same there; ``written`` is what stands there, ``official`` what was composed, empty
    where there is nothing like it."""

    kind: Kind
    key: str
    part: int | None = None
    written: str = ""
    official: str = ""

    @property
    def is_blocking(self) -> bool:
        """Whether somebody has to stand by it, or undo it, before the text is handed on."""
        return self.kind is not Kind.LENGTH


@dataclass(frozen=True)
class Examination:
    """A text, the headings of the sections that it has to answer, and the numbers of the parts whose material
    is not in force any more as it was inserted."""

    text: Text
    asked: Collection[str]
    outdated: Collection[int] = ()

    @cached_property
    def official_amounts(self) -> set[object]:
        """Every figure that was composed, in whatever part."""
        composed = (words for part in self.text for words in composed_in(part))
        return {number.amount for words in composed for number in numbers_in(words)}

    def findings(self) -> Iterator[Finding]:
        """All of them: in the order of the text, then those of the whole."""
        for part in standing(self.text):
            yield from self.material(part)
            if not part.is_drawn:
                yield from self.numbers(part)
                yield from requests(part)
        yield from self.unanswered()
        yield from self.length()

    def material(self, part: Part) -> Iterator[Finding]:
        """What is not in force any more of a part and of those that it has taken in."""
        for each in (part, *absorbed(self.text, part.number)):
            if each.number in self.outdated:
                stated = "|".join((each.origin, *(source.id for source in each.sources)))
                yield Finding(Kind.MATERIAL, key_of(Kind.MATERIAL, part.number, stated), part.number)

    def numbers(self, part: Part) -> Iterator[Finding]:
        """The figures of a part that are not those composed in its place; of a part that an editor wrote,
        those that are composed nowhere."""
        counts = Counter[str]()
        for written, official in self.differing(part):
            stated = f"{written}|{official}"
            counts[stated] += 1
            key = key_of(Kind.NUMBER, part.number, f"{stated}|{counts[stated]}")
            yield Finding(Kind.NUMBER, key, part.number, written, official)

    def differing(self, part: Part) -> Iterator[tuple[str, str]]:
        """Such figures as they are written, with their unit, and what was composed in their place."""
        grounds = (each.compiled for each in originals(self.text, part.number))
        ground = "\n".join(words_of(block) for block in grounds if block is not None)
        if not ground:
            known = self.official_amounts
            for number in numbers_in(part.words):
                if number.amount not in known:
                    yield stretch(part.words, number), ""
            return
        for change in changed_numbers(ground, part.words):
            if change.after is not None:
                official = "" if change.before is None else stretch(ground, change.before)
                yield stretch(part.words, change.after), official

    def unanswered(self) -> Iterator[Finding]:
        """The sections under whose heading nothing stands, or whose heading does not stand."""
        shown = standing(self.text)
        answered = {
            composed_heading(part)
            for part, following in zip(shown, [*shown[1:], None], strict=True)
            if part.level is not None and following is not None and following.level is None
        }
        for part in self.text:
            words = composed_heading(part)
            if words and words in self.asked and words not in answered:
                yield Finding(Kind.SECTION, key_of(Kind.SECTION, part.number, words), part.number, words)

    def length(self) -> Iterator[Finding]:
        count = length_of(self.text)
        if count > LONGEST_BODY:
            yield Finding(Kind.LENGTH, "length", None, str(count), str(LONGEST_BODY))


def stretch(words: str, number: Number) -> str:
    """A figure with its unit, as it is written."""
    return words[number.start : number.end]


def composed_in(part: Part) -> Iterator[str]:
    """What was composed in a part, the cells of a table one by one."""
    if isinstance(part.compiled, Table):
        yield from (cell.text for row in part.compiled.rows for cell in row)
    elif part.compiled is not None:
        yield words_of(part.compiled)


def composed_heading(part: Part) -> str:
    """The heading as it was composed; "" of what is none."""
    return words_of(part.compiled) if part.level is not None and part.compiled is not None else ""


def requests(part: Part) -> Iterator[Finding]:
    """The clauses of a part that ask the reader for something."""
    for number, found in enumerate(_REQUEST.finditer(part.words)):
        words = found.group().strip()
        key = key_of(Kind.REQUEST, part.number, f"{words}|{number}")
        yield Finding(Kind.REQUEST, key, part.number, words)


def length_of(text: Text) -> int:
    """How many signs the body has, blanks left out."""
    return sum(len("".join(part.words.split())) for part in standing(text))


def key_of(kind: Kind, part: int, stated: str) -> str:
    """A key that holds as long as the same is stated in the same part."""
    return f"{kind}:{part}:{hashlib.sha256(stated.encode()).hexdigest()[:24]}"


def key_in_next(key: str, numbers: Mapping[int, int]) -> str | None:
    """The key of ``key_of`` in a text in which the parts have other ``numbers``; None where it has no such
    part."""
    kind, part, stated = key.split(":")
    return f"{kind}:{numbers[int(part)]}:{stated}" if int(part) in numbers else None
