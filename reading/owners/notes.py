"""Where responsibility notes stand in a text, and what is only a bracket."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reading import cautions
from reading.brackets import ROUND, SHELL, SQUARE, match_brackets
from reading.dates import is_time_phrase
from reading.document import Caution
from reading.numerals import compact
from reading.owners.hints import LONGEST_NOTE, has_hint, may_be_note
from reading.owners.labels import FIRST_LETTERS, OWNER_LABEL_LINE
from reading.owners.responsibility import Owners, read_owners
from reading.vocabulary import ANSWERS, BODIES, DEPARTMENT, DUTY_VERBS, LEADS, TIME_LABEL, UNIT, one_of

_BEFORE_NOTE = "。！？；;：\n"
_AFTER_NOTE = "。；;\n"
_UNIT = one_of((UNIT, DEPARTMENT))
_MORE_LABELS = re.compile(
    rf"[。；;\n]\s*(?=[（(【\[]?{TIME_LABEL}|适用范围|[^\s。；：:，,]{{2,8}}{_UNIT}[：:】])"
)
_LABEL_ONLY = re.compile(rf"\s*[\u4e00-\u9fff]{{2,8}}(?:{_UNIT}|分工)\s*")
_OPENING, _CLOSING = "（([【［〖〔", "）)]】］〗〕"
_NEXT_BRACKET = re.compile(r"\s?[（(【]([^（）()【】\n]{2,40})[）)】]")
_BETWEEN = re.compile(r"[）)】\]］〗〕]\s*[（(【\[［〖〔]")
_EDGES = re.compile(r"^[（(〔【\[［]|[）)〕】\]］]$|。$")
_TIME_LABEL = re.compile(rf"^{TIME_LABEL}[：:]")
_SHORT = 200
_SENTENCE_STOP = re.compile(r"[。！？\n](?=\s*\S)")
_CLAUSE_STOP = re.compile(r"[，,；;。！？\n]")
_GOES_ON = re.compile(r"\s*(?:(?P<clause>[，,；;])|(?:以?及|和|并))")
_STOP = re.compile(r"[。\n]")
_LABEL_START = re.compile(rf"(?:^|(?<=[。；！？\n])|(?<=——))\s*(?=[【\[［〖]?[{FIRST_LETTERS}])")
_OWN_PARAGRAPH = re.compile(rf"^[^\n（(【]{{4,150}}{one_of(DUTY_VERBS)}。?$", re.MULTILINE)
_ENDS_NOTE = re.compile(rf"{one_of(DUTY_VERBS)}[）)】\]〕]$")
_LOOKS_LIKE_ONE = re.compile(rf"(?:[{BODIES}司办会院]|{_UNIT})(?:、|{ANSWERS}|{LEADS}|，)")

_Doubt = tuple[str, str]
"""The message of a caution, and what is printed."""


@dataclass(frozen=True, slots=True)
class Note:
    """A responsibility note: its range in the text (brackets included), what it says, and whether it is a
    paragraph of its own."""

    starts_at: int
    ends_at: int
    as_printed: str
    owners: Owners
    stands_alone: bool
    in_sentence: bool = False


def find_notes(
    text: str, *, section: str = "", first_leads: bool = False
) -> tuple[list[Note], list[Caution]]:
    """The notes of ``text`` in order, and cautions about what could be one but was not read so.

    A bracket is a note when it names owners and stands at the end of a sentence. One in mid-sentence is not,
    unless it closes a clause, says no more than names, and another note closes the sentence.
    Outside brackets a note begins with a label (责任单位：) or is a paragraph of its own.
    """
    if not has_hint(text):
        return [], []
    notes, doubts = (_find_in_short if len(text) <= _SHORT else _find)(text, first_leads)
    return list(notes), [
        cautions.caution(message, section=section, note=printed) for message, printed in doubts
    ]


def _find(text: str, first_leads: bool) -> tuple[tuple[Note, ...], tuple[_Doubt, ...]]:  # noqa: FBT001
    warnings: list[_Doubt] = []
    notes: list[Note] = []
    for starts_at, ends_at in _candidates(text):
        if notes and starts_at < notes[-1].ends_at:
            continue
        follows_note = bool(notes) and not text[notes[-1].ends_at : starts_at].strip()
        note = _read(text, starts_at, ends_at, warnings, first_leads=first_leads, follows_note=follows_note)
        if note:
            notes.append(note)
    merged = _merge(text, _settled(text, notes, warnings), first_leads=first_leads)
    return tuple(merged), tuple(warnings)


_find_in_short = lru_cache(maxsize=1024)(_find)
"""Headings and short sections are looked at more than once: to part heading from text, and for the duties."""


def _settled(text: str, notes: list[Note], warnings: list[_Doubt]) -> list[Note]:
    """The notes without those in mid-sentence that no later note of the sentence confirms; both are told."""
    kept: list[Note] = []
    for note in reversed(notes):
        is_kept = not note.in_sentence or (bool(kept) and _is_chained(text, note, kept[-1]))
        if is_kept:
            kept.append(note)
        if note.in_sentence:
            message = cautions.NOTE_READ_IN_SENTENCE if is_kept else cautions.NOTE_IN_SENTENCE
            warnings.append((message, note.as_printed))
    return kept[::-1]


def _is_chained(text: str, note: Note, following: Note) -> bool:
    """Whether ``following`` closes the same sentence: …（A负责），…（B负责）. Behind 和 the clause."""
    goes_on = _GOES_ON.match(text, note.ends_at)
    between = text[note.ends_at : following.starts_at].rstrip("。 \t\u3000\n")
    if not goes_on or len(between) > LONGEST_NOTE:
        return False
    stop = _SENTENCE_STOP if goes_on["clause"] else _CLAUSE_STOP
    return not stop.search(between)


def _candidates(text: str) -> list[tuple[int, int]]:
    found = [
        (opens_at, closes_at + 1)
        for opens_at, closes_at, family in match_brackets(text)
        if family in {ROUND, SQUARE, SHELL}
        and not _LABEL_ONLY.fullmatch(text, opens_at + 1, closes_at)
        and may_be_note(text[opens_at + 1 : min(closes_at, opens_at + 2 + LONGEST_NOTE)])
    ]
    found += _labelled(text)
    found += _own_paragraphs(text)
    return sorted(found, key=lambda span: (span[0], -span[1]))


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """Notes outside brackets that begin with a label, at the start of a paragraph or after a full stop."""
    ends_at = 0
    for begin in _LABEL_START.finditer(text):
        if begin.end() >= ends_at and OWNER_LABEL_LINE.match(text, begin.end()):
            ends_at = _end_of_labelled(text, begin.end())
            yield begin.end(), ends_at


def _end_of_labelled(text: str, starts_at: int) -> int:
    """The end of the paragraph or the first full stop, going on where another label follows."""
    ends_at = starts_at
    while True:
        stop = _STOP.search(text, ends_at)
        if not stop:
            return len(text)
        is_long = stop.start() - starts_at > LONGEST_NOTE
        if is_long or not _MORE_LABELS.match(text, stop.start()):
            return stop.start()
        ends_at = stop.end()


def _own_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Short paragraphs without brackets that are nothing but a note: 省科技厅牵头，省财政厅配合。"""
    for found in _OWN_PARAGRAPH.finditer(text):
        if "的" not in found.group() and "。" not in found.group()[:-1]:
            yield found.span()


def _read(
    text: str,
    starts_at: int,
    ends_at: int,
    warnings: list[_Doubt],
    *,
    first_leads: bool,
    follows_note: bool,
) -> Note | None:
    printed = text[starts_at:ends_at]
    is_bracket = printed[0] in _OPENING and printed[-1] in _CLOSING
    owners = read_owners(printed[1:-1] if is_bracket else printed, first_leads=first_leads)
    before, after = _neighbours(text, starts_at, ends_at)
    before = "。" if follows_note else before
    at_end = after in _AFTER_NOTE
    if owners is None and is_bracket and (before in _BEFORE_NOTE or (first_leads and at_end)):
        owners = read_owners(printed[1:-1], first_leads=first_leads, bare=True)
        if owners and not first_leads:
            warnings.append((cautions.NAMES_ONLY, printed))
    if owners is None:
        if is_bracket and before in _BEFORE_NOTE and at_end and _looks_like_one(printed):
            warnings.append((cautions.NOTE_UNREAD, printed))
        return None
    if is_bracket and before not in _BEFORE_NOTE and not at_end:
        if printed[1] == "由" or not owners.is_plain or not _GOES_ON.match(text, ends_at):
            warnings.append((cautions.NOTE_IN_SENTENCE, printed))
            return None
        return Note(starts_at, ends_at, printed, owners, stands_alone=False, in_sentence=True)
    if not is_bracket and not OWNER_LABEL_LINE.match(printed) and owners.doubtful:
        return None
    if timed := _time_bracket(text, ends_at):
        owners, ends_at = replace(owners, time=owners.time or timed[1]), timed[0]
        printed, after = text[starts_at:ends_at], _neighbours(text, starts_at, ends_at)[1]
    return Note(starts_at, ends_at, printed, owners, stands_alone=before == "\n" and after == "\n")


def _time_bracket(text: str, at: int) -> tuple[int, str] | None:
    """The end and the content of a bracket right behind a note that says by when: （2022年6月底前完成）."""
    found = _NEXT_BRACKET.match(text, at)
    content = _TIME_LABEL.sub("", compact(found[1])) if found else ""
    return (found.end(), content) if found and is_time_phrase(content) else None


def _looks_like_one(printed: str) -> bool:
    return bool(_LOOKS_LIKE_ONE.search(compact(printed)))


def _neighbours(text: str, starts_at: int, ends_at: int) -> tuple[str, str]:
    """The nearest marks before and after, blanks skipped; a line feed stands for the ends of the text.

    A note right before counts as the end of a sentence.
    """
    before = text[max(0, starts_at - 8) : starts_at].rstrip(" \t\u3000")
    after = text[ends_at : ends_at + 8].lstrip(" \t\u3000")
    last = before[-1:] or "\n"
    return "。" if _ENDS_NOTE.search(before) else last, after[:1] or "\n"


def _merge(text: str, notes: list[Note], *, first_leads: bool) -> list[Note]:
    """Notes with nothing between them are one: （A负责）（B配合）, or 牵头单位 and 配合单位 on two lines."""
    groups: list[list[Note]] = []
    for note in notes:
        last = groups[-1][-1] if groups else None
        if last and not text[last.ends_at : note.starts_at].strip("。；; \n\t\u3000"):
            groups[-1].append(note)
        else:
            groups.append([note])
    return [_join(text, group, first_leads=first_leads) for group in groups]


def _join(text: str, notes: list[Note], *, first_leads: bool) -> Note:
    if len(notes) == 1:
        return notes[0]
    bare = [_EDGES.sub("", _BETWEEN.sub("；", note.as_printed)) for note in notes]
    owners = read_owners("；".join(bare), first_leads=first_leads, bare=True) or notes[0].owners
    printed = text[notes[0].starts_at : notes[-1].ends_at]
    return replace(notes[0], ends_at=notes[-1].ends_at, as_printed=printed, owners=owners)
