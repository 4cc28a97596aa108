"""Where in a text a responsibility note may stand: brackets, labels, and sentences that say no more than who
does it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reading.brackets import ROUND, SHELL, SQUARE, match_brackets, unmatched
from reading.late_pattern import LatePattern
from reading.owners.hints import LONGEST_NOTE, may_be_note
from reading.owners.labels import (
    BLANK_LABEL_LINE,
    LABEL_BEFORE_COLON,
    UNKNOWN_LABEL_BEFORE_COLON,
    goes_on_with_label,
)
from reading.vocabulary import DEPARTMENT, DUTY_VERBS, GUIDING, NAME_END, PLAIN_VERBS, UNIT, one_of

_FAMILIES = frozenset({ROUND, SQUARE, SHELL})
_LABEL_ONLY = LatePattern(rf"\s*[\u4e00-\u9fff]{{2,8}}(?:{one_of((UNIT, DEPARTMENT))}|分工)\s*")
_LABEL_MARK = LatePattern(r"[：:﹕]|[】\]］〗](?=\s*[\u4e00-\u9fff])")
_LONGEST_LABEL = 24
_STOP = LatePattern(r"[。\n]")
_SENTENCE_STOPS = "。！？\n"
_AFTER_MARK = "。！？；;：:，,）)】］〕、—\n\t \u3000"
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 4, 200
_CLOSING_VERB = LatePattern(
    rf"(?:{one_of((*DUTY_VERBS, *GUIDING))}|完成|推进|坚持)[ \u3000]?(?=[。.；;]?[ \u3000]*$)", re.MULTILINE
)
_SAYS_WHO = LatePattern(one_of(PLAIN_VERBS))
_BY = LatePattern(
    r"(?:^|(?<=[。！？；;\n]))[ \u3000]*(?:(?:此|该|本|这|以上|上述)[^，。\n由]{0,8})?"
    r"由(?=[^。！？\n（(]{3,150}[。\n；])"
)
_NAMES_ALONE = LatePattern(
    rf"(?<=\n)[^\n。，；：“”]{{2,60}}、[^\n。，；：“”]{{0,60}}{NAME_END}$", re.MULTILINE
)
_BY_END = LatePattern("[。！？\n；]")
_BY_CLAUSE = LatePattern(r"[，,](?=(?:(?:此|该|本|这)项?[^，。\n由]{0,6})?由)")
_PARAGRAPH_BREAKERS = LatePattern(r"[（(【的]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a note: in a bracket, behind a label, a sentence of its own, or a part of running
    text; ``is_doubtful`` where the place alone does not tell."""

    starts_at: int
    ends_at: int
    kind: str
    is_doubtful: bool = False


BRACKET, OPEN_BRACKET, LABELLED = "bracket", "open bracket", "labelled"
PARAGRAPH, SENTENCE, NAMES = "paragraph", "sentence", "names"


def candidates(text: str) -> list[Candidate]:
    """The stretches of ``text`` that may be notes, by where they begin, of two the longer first."""
    pairs = match_brackets(text)
    found = [
        Candidate(opens_at, closes_at + 1, BRACKET)
        for opens_at, closes_at, family in pairs
        if family in _FAMILIES
        and not _LABEL_ONLY.fullmatch(text, opens_at + 1, closes_at)
        and may_be_note(text[opens_at + 1 : min(closes_at, opens_at + 2 + LONGEST_NOTE)])
    ]
    found += _open_brackets(text)
    found += _labelled(text, pairs)
    found += _sentences(text)
    found += (
        Candidate(line.start("label"), _end_of_labelled(text, line.start("label")), LABELLED)
        for line in BLANK_LABEL_LINE.finditer(text)
    )
    if "由" in text:
        found += _clauses(text, {candidate.ends_at for candidate in found})
    if "\n" in text:
        found += (Candidate(*names.span(), NAMES, is_doubtful=True) for names in _NAMES_ALONE.finditer(text))
    return sorted(found, key=_place) if len(found) > 1 else found


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.starts_at, -candidate.ends_at


def _open_brackets(text: str) -> Iterator[Candidate]:
    """From a bracket without a partner to the end of its sentence, or to the closing one of another kind."""
    for opens_at, closes_at in unmatched(text):
        if opens_at is None:
            if closes_at is not None and (begin := _sentence_start(text, closes_at)) is not None:
                yield Candidate(begin, closes_at + 1, OPEN_BRACKET, is_doubtful=True)
            continue
        reach = min(len(text), opens_at + LONGEST_NOTE)
        stop = _STOP.search(text, opens_at, reach)
        end = stop.start() if stop else reach
        if closes_at is not None and closes_at < end:
            end = closes_at + 1
        if may_be_note(text[opens_at + 1 : end]):
            yield Candidate(opens_at, end, OPEN_BRACKET, is_doubtful=True)


def _labelled(text: str, pairs: list[tuple[int, int, str]]) -> Iterator[Candidate]:
    """Notes outside brackets that begin with a label: at the start of a paragraph, behind a mark or a
    blank, or right behind a word of the text, which is open to doubt."""
    ends_at = 0
    for mark in _LABEL_MARK.finditer(text):
        if mark.start() < ends_at or _is_inside(mark.start(), pairs):
            continue
        window = text[max(ends_at, mark.start() - _LONGEST_LABEL) : mark.end()]
        if found := LABEL_BEFORE_COLON.search(window) or UNKNOWN_LABEL_BEFORE_COLON.search(window):
            starts_at = mark.end() - len(window) + found.start("label")
            ends_at = _end_of_labelled(text, starts_at)
            before = text[starts_at - 1 : starts_at] if starts_at else "\n"
            if ends_at - starts_at <= 2 * LONGEST_NOTE:
                yield Candidate(starts_at, ends_at, LABELLED, is_doubtful=before not in _AFTER_MARK)


def _is_inside(at: int, pairs: list[tuple[int, int, str]]) -> bool:
    """Whether ``at`` stands within one of the ``pairs`` of brackets, which are in order."""
    place = bisect_left(pairs, at, key=lambda pair: pair[0]) - 1
    return place >= 0 and at < pairs[place][1]


def _end_of_labelled(text: str, starts_at: int) -> int:
    """The end of the paragraph or the first full stop, going on where another label follows or the label
    stands alone on its line."""
    ends_at = starts_at
    while True:
        stop = _STOP.search(text, ends_at)
        if not stop:
            return len(text)
        is_long = stop.start() - starts_at > LONGEST_NOTE
        is_label = text[stop.start() - 1] in "：:" and stop.group() == "\n"
        if is_long or not (is_label or goes_on_with_label(text, stop.end())):
            return stop.start()
        ends_at = stop.end()


def _sentences(text: str) -> Iterator[Candidate]:
    """Sentences without brackets that are nothing but a note: paragraphs of their own
    (省科技厅牵头，省财政厅配合。), the last one of a paragraph, and the end of one (…，由省科技厅负责。)."""
    for verb in _CLOSING_VERB.finditer(text):
        begin = _sentence_start(text, verb.end())
        if begin is None or verb.end() - begin < _SHORTEST_SENTENCE:
            continue
        sentence = text[begin : verb.end()]
        end = verb.end() + text.startswith("。", verb.end())
        if not _PARAGRAPH_BREAKERS.search(sentence):
            if begin == 0 or text[begin - 1] == "\n":
                yield Candidate(begin, end, PARAGRAPH)
            elif _SAYS_WHO.search(sentence):
                yield Candidate(begin, end, SENTENCE)
        if "由" in sentence:
            for clause in _BY_CLAUSE.finditer(sentence):
                yield Candidate(begin + clause.end(), end, SENTENCE, is_doubtful=True)


def _sentence_start(text: str, at: int) -> int | None:
    """Where the sentence that ends at ``at`` begins, if it is not too long."""
    floor = max(0, at - _LONGEST_SENTENCE)
    begin = max(text.rfind(mark, floor, at) for mark in _SENTENCE_STOPS) + 1
    return begin if begin or not floor else None


def _clauses(text: str, ends: set[int]) -> Iterator[Candidate]:
    """Sentences amid others that begin with 由, but for those that end at one of ``ends``."""
    for found in _BY.finditer(text):
        stop = _BY_END.search(text, found.end())
        if stop and not {stop.start(), stop.end()} & ends:
            yield Candidate(found.start(), stop.start(), SENTENCE, is_doubtful=True)
