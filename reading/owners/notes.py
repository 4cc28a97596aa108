"""Which stretches of a text are responsibility notes, and what in them is open to doubt."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from reading import cautions
from reading.dates import is_time_phrase
from reading.document import Caution
from reading.late_pattern import LatePattern
from reading.numerals import compact
from reading.owners.candidates import (
    BRACKET,
    LABELLED,
    NAMES,
    OPEN_BRACKET,
    PARAGRAPH,
    SENTENCE,
    Candidate,
    candidates,
)
from reading.owners.hints import LONGEST_NOTE, has_hint
from reading.owners.names import is_organization
from reading.owners.responsibility import Owners, read_owners
from reading.vocabulary import (
    ANSWERS,
    BODIES,
    DEPARTMENT,
    DUTY_VERBS,
    LEADS,
    NO_DUTIES,
    TIME_LABEL,
    UNIT,
    one_of,
)

_BEFORE_NOTE = "。！？；;：\n"
_AFTER_NOTE = "。；;\n"
_UNIT = one_of((UNIT, DEPARTMENT))
_NEXT_BRACKET = LatePattern(r"\s?[（(【]([^（）()【】\n]{2,40})[）)】]")
_BETWEEN = LatePattern(r"[）)】\]］〗〕]\s*[（(【\[［〖〔]")
_EDGES = LatePattern(r"^[（(〔【\[［]|[）)〕】\]］]$|。$")
_TIME_LABEL = LatePattern(rf"^{TIME_LABEL}[：:]")
_SHORT = 200
_SENTENCE_STOP = LatePattern(r"[。！？\n](?=\s*\S)")
_CLAUSE_STOP = LatePattern(r"[，,；;。！？\n]")
_GOES_ON = LatePattern(r"\s*(?:(?P<clause>[，,；;])|(?:以?及|和|并))")
_ENDS_NOTE = LatePattern(rf"{one_of(DUTY_VERBS)}[）)】\]〕]$")
_LOOKS_LIKE_ONE = LatePattern(
    rf"(?:[{BODIES}司办会院]|{_UNIT})(?:、|{ANSWERS}|{LEADS}|，|：)"
    rf"|^.[\u4e00-\u9fff]{{2,8}}{one_of((ANSWERS, LEADS))}.$"
)
_WORD = LatePattern(r"\w")
_OPENING_WORDS = LatePattern(r"[^（(【［\[〖〔：:\n]{0,200}")
_WORD_BEFORE = LatePattern(r"[\u4e00-\u9fff]*$")
_NO_NOTE = LatePattern(
    rf"^.(?:不?含|不?包括|包含|如|即|除|详?见|参见|原|以(?![下上]))|简称|{one_of(NO_DUTIES)}"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A caution's message, and the words in the text that it is about."""

    message: str
    starts_at: int
    ends_at: int
    printed: str


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
    """The notes of ``text`` in order, and cautions about what could be one but was not read so, with their
    places in ``text``.

    A bracket is a note when it names owners and stands at the end of a sentence. One in mid-sentence is not,
    unless it closes a clause, says no more than names, and another note closes the sentence.
    Outside brackets a note begins with a label (责任单位：), or is a sentence that says no more than who does
    it: a paragraph of its own, or the end of running text.
    """
    if not has_hint(text):
        return [], []
    notes, doubts = (_find_in_short if len(text) <= _SHORT else _find)(text, first_leads)
    return list(notes), [
        cautions.caution(
            doubt.message, at=(doubt.starts_at, doubt.ends_at), section=section, note=doubt.printed
        )
        for doubt in doubts
    ]


def has_words_beside_notes(text: str) -> bool:
    """Whether anything but notes and marks stands in ``text``."""
    opening = _OPENING_WORDS.match(text) if len(text) > _SHORT else None
    if opening and any(
        _WORD.search(sentence) and not has_hint(sentence) for sentence in opening[0].split("。")[:-1]
    ):
        return True
    if not _WORD.search(text):
        return False
    notes = find_notes(text)[0]
    begins = [0, *(note.ends_at for note in notes)]
    ends = [*(note.starts_at for note in notes), len(text)]
    return any(_WORD.search(text, begin, end) for begin, end in zip(begins, ends, strict=True))


@dataclass(slots=True)
class _Search:
    """A text in which notes are looked for, with the notes and doubts so far."""

    text: str
    first_leads: bool
    notes: list[Note] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def printed(self, candidate: Candidate) -> str:
        return self.text[candidate.starts_at : candidate.ends_at]

    def follows_note(self, at: int) -> bool:
        return bool(self.notes) and not self.text[self.notes[-1].ends_at : at].strip()

    def doubt(self, message: str, candidate: Candidate) -> None:
        self.doubts.append(Doubt(message, candidate.starts_at, candidate.ends_at, self.printed(candidate)))


def _find(text: str, first_leads: bool) -> tuple[tuple[Note, ...], tuple[Doubt, ...]]:  # noqa: FBT001 (cached)
    search = _Search(text, first_leads)
    read_to = 0
    for candidate in candidates(text):
        if candidate.starts_at < read_to:
            continue
        read = _READERS[candidate.kind](search, candidate)
        if isinstance(read, Note):
            search.notes.append(read)
            read_to = read.ends_at
        elif read:
            read_to = candidate.ends_at
    merged = _merge(text, _settled(text, search.notes, search.doubts), first_leads=first_leads)
    return tuple(merged), tuple(search.doubts)


_find_in_short = lru_cache(maxsize=16384)(_find)
"""Headings and short sections are looked at more than once: to part heading from text, and for the duties."""


def _settled(text: str, notes: list[Note], doubts: list[Doubt]) -> list[Note]:
    """The notes without those in mid-sentence that no later note of the sentence confirms; both are told."""
    if not any(note.in_sentence for note in notes):
        return notes
    kept: list[Note] = []
    for note in reversed(notes):
        is_kept = not note.in_sentence or (bool(kept) and _is_chained(text, note, kept[-1]))
        if is_kept:
            kept.append(note)
        if note.in_sentence:
            message = cautions.NOTE_READ_IN_SENTENCE if is_kept else cautions.NOTE_IN_SENTENCE
            doubts.append(Doubt(message, note.starts_at, note.ends_at, note.as_printed))
    return kept[::-1]


def _is_chained(text: str, note: Note, following: Note) -> bool:
    """Whether ``following`` closes the same sentence: …（A负责），…（B负责）. Behind 和 the clause."""
    goes_on = _GOES_ON.match(text, note.ends_at)
    between = text[note.ends_at : following.starts_at].rstrip("。 \t\u3000\n")
    if not goes_on or len(between) > LONGEST_NOTE:
        return False
    stop = _SENTENCE_STOP if goes_on["clause"] else _CLAUSE_STOP
    return not stop.search(between)


def _read_bracket(search: _Search, candidate: Candidate) -> Note | None:
    text, starts_at, ends_at = search.text, candidate.starts_at, candidate.ends_at
    printed = search.printed(candidate)
    content = printed[1:-1]
    owners = read_owners(content, first_leads=search.first_leads)
    before, after = _neighbours(text, starts_at, ends_at)
    is_behind = before in _BEFORE_NOTE or search.follows_note(starts_at)
    at_end = after in _AFTER_NOTE
    if owners is None and (is_behind or (at_end and (search.first_leads or not _explains(text, starts_at)))):
        owners = read_owners(content, first_leads=search.first_leads, bare=True)
        if owners and not search.first_leads:
            search.doubt(cautions.NAMES_ONLY, candidate)
    if owners is None:
        if (is_behind or at_end) and _looks_like_one(printed):
            search.doubt(cautions.NOTE_UNREAD, candidate)
        return None
    if not is_behind and not at_end:
        if content[0] == "由" or not owners.is_plain or not _GOES_ON.match(text, ends_at):
            search.doubt(cautions.NOTE_IN_SENTENCE, candidate)
            return None
        return Note(starts_at, ends_at, printed, owners, stands_alone=False, in_sentence=True)
    return _timed(text, starts_at, ends_at, owners)


def _read_open_bracket(search: _Search, candidate: Candidate) -> Note | bool:
    """A note whose bracket has no partner, which is told; where it cannot be read, all of it is left out."""
    content = search.printed(candidate).strip("（）()【】[]［］〖〗〔〕")
    owners = read_owners(content, first_leads=search.first_leads)
    if owners and not owners.doubtful and not owners.unread:
        search.doubt(cautions.BRACKET_OPEN, candidate)
        return _timed(search.text, candidate.starts_at, candidate.ends_at, owners)
    if owners or _looks_like_one(f"（{content}）"):
        search.doubt(cautions.NOTE_UNREAD, candidate)
        return True
    return False


def _read_labelled(search: _Search, candidate: Candidate) -> Note | None:
    printed = search.printed(candidate)
    owners = read_owners(printed, first_leads=search.first_leads)
    if owners is None:
        if _looks_like_one(printed):
            search.doubt(cautions.NOTE_UNREAD, candidate)
        return None
    if candidate.is_doubtful:
        search.doubt(cautions.NOTE_IN_TEXT, candidate)
    return _timed(search.text, candidate.starts_at, candidate.ends_at, owners)


def _read_sentence(search: _Search, candidate: Candidate) -> Note | None:
    """A sentence outside brackets: a note only where every word of it says who does what."""
    printed = search.printed(candidate)
    if candidate.kind == PARAGRAPH and "。" in printed[:-1]:
        return None
    owners = read_owners(printed, first_leads=search.first_leads, bare=candidate.kind == NAMES)
    if owners is None or not owners.is_sure:
        return None
    if candidate.is_doubtful:
        search.doubt(cautions.NAMES_ONLY if candidate.kind == NAMES else cautions.NOTE_IN_TEXT, candidate)
    return _timed(search.text, candidate.starts_at, candidate.ends_at, owners)


_READERS = {
    BRACKET: _read_bracket,
    OPEN_BRACKET: _read_open_bracket,
    LABELLED: _read_labelled,
    PARAGRAPH: _read_sentence,
    SENTENCE: _read_sentence,
    NAMES: _read_sentence,
}


def _timed(text: str, starts_at: int, ends_at: int, owners: Owners) -> Note:
    """The note, with a bracket right behind it that says by when."""
    if timed := _time_bracket(text, ends_at):
        ends_at = timed[0]
        owners = replace(owners, time=owners.time or timed[1])
    before, after = _neighbours(text, starts_at, ends_at)
    printed = text[starts_at:ends_at]
    return Note(starts_at, ends_at, printed, owners, stands_alone=before == "\n" and after == "\n")


def _time_bracket(text: str, at: int) -> tuple[int, str] | None:
    """The end and the content of a bracket right behind a note that says by when: （2022年6月底前完成）."""
    found = _NEXT_BRACKET.match(text, at)
    content = _TIME_LABEL.sub("", compact(found[1])) if found else ""
    return (found.end(), content) if found and is_time_phrase(content) else None


def _explains(text: str, at: int) -> bool:
    """Whether a bracket at ``at`` follows a name of an organization, whose other name it may be."""
    return is_organization(_WORD_BEFORE.search(text[max(0, at - 20) : at])[0])  # type: ignore[index]


def _looks_like_one(printed: str) -> bool:
    plain = compact(printed)
    return bool(_LOOKS_LIKE_ONE.search(plain)) and not _NO_NOTE.search(plain)


def _neighbours(text: str, starts_at: int, ends_at: int) -> tuple[str, str]:
    """The nearest marks before and after, blanks skipped; a line feed stands for the ends of the text.

    A note right before counts as the end of a sentence.
    """
    before = text[max(0, starts_at - 8) : starts_at].rstrip(" \t\u3000")
    after = text[ends_at : ends_at + 8].lstrip(" \t\u3000")
    last = before[-1:] or "\n"
    return "。" if last in "）)】]〕" and _ENDS_NOTE.search(before) else last, after[:1] or "\n"


def _merge(text: str, notes: list[Note], *, first_leads: bool) -> list[Note]:
    """Notes with nothing between them are one: （A负责）（B配合）, or 牵头单位 and 配合单位 on two lines."""
    groups: list[list[Note]] = []
    for note in notes:
        last = groups[-1][-1] if groups else None
        reaches_above = note.owners.covers_above or (last and last.owners.covers_above)
        if last and not reaches_above and not text[last.ends_at : note.starts_at].strip("。；; \n\t\u3000"):
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
