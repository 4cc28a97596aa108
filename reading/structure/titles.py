"""Parting a section's heading from its text."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from reading.late_pattern import EitherPattern, LatePattern
from reading.markers import Marker
from reading.owners.labels import LABEL_LINE, OWNER_LABEL_LINE
from reading.owners.notes import Note, find_notes, has_words_beside_notes
from reading.structure.flow import Flow
from reading.structure.sentences import first_sentence_end

LONGEST_TITLE = 45
LONGEST_OWN_LINE = 70
_SPACED_TITLE = LatePattern(r"([\u4e00-\u9fff“”《》、]{2,25})[ \u3000\t]+(?=[\u4e00-\u9fff“《][^\n]{14,})")
_COLON_TITLE = LatePattern(r"([\u4e00-\u9fff“”]{2,15})[：:](?=[^\n]{6,})")
_TITLE_WORDS = r"[\u4e00-\u9fffA-Za-z0-9+“”、]"
_LOOKS_LIKE_ONE = LatePattern(rf"{_TITLE_WORDS}{{4,24}}(?:（{_TITLE_WORDS}{{1,8}}）)?。")
_SURELY_ONE = LatePattern(rf"{_TITLE_WORDS}{{4,12}}(?:（{_TITLE_WORDS}{{1,8}}）)?。")
_LOOKS_LIKE_HEADING = LatePattern(r"[^，；]{0,30}。|[^。]{0,20}。")
_OPENS_NOTE = EitherPattern(re.compile(r"[（(【\[［]"), LABEL_LINE)
_WORD = LatePattern(r"\w")
_WINDOW = 1500
_TITLE_MARKS = " \t\u3000：:。"


@dataclass(slots=True, eq=False)
class Draft:
    """A section before its title is known: ``head`` is the paragraph with the number, ``rest`` the others.

    ``first_end`` is where the first sentence of the first paragraph ends, ``follows_in_line`` whether text
    stands in the paragraph behind it, and ``has_more`` whether anything but responsibility notes comes after
    the paragraph.
    """

    marker: Marker
    head: Flow
    rest: Flow
    has_children: bool
    first_end: int | None = field(init=False)
    follows_in_line: bool = field(init=False)
    has_more: bool = field(init=False)

    def __post_init__(self) -> None:
        text = self.head.text
        self.first_end = first_sentence_end(text)
        self.follows_in_line = self.first_end is not None and _has_text(text[self.first_end :])
        self.has_more = self.has_children or _has_text(self.rest.text)

    def is_noted(self, end: int) -> bool:
        """Whether a note follows right on the heading, and either no text does or text with another note:
        the heading's own words are then what the first note covers."""
        after = f"{self.head.text[end:]}\n{self.rest.text}".strip()
        if not _OPENS_NOTE.match(after):
            return False
        if len(after) > _WINDOW and len(_first_notes(after[:_WINDOW])) > 1:
            return True
        notes = _first_notes(after)
        return bool(notes) and (len(notes) > 1 or not _WORD.search(after, notes[0].ends_at))


def _first_notes(text: str) -> list[Note]:
    """The notes of ``text``, if the first one opens it."""
    notes, _ = find_notes(text)
    return notes if notes and notes[0].starts_at == 0 else []


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the heading ends: ``title``, how much of ``head`` is heading, and where in it a note stands."""

    title: str
    head_length: int
    heading_note: tuple[int, int] | None = None


def cut_titles(drafts: list[Draft]) -> list[Cut]:
    """The heading of every section.

    A heading stands on a line of its own, or is the first sentence of its paragraph. Whether first sentences
    are headings is decided for each style of number by the majority: in some documents every （一） has one,
    in others the section is a single sentence and has none.
    """
    votes: dict[int, list[int]] = defaultdict(list)
    for draft in drafts:
        votes[draft.marker.rank].append(_vote(draft))
    habits = {rank: (cast.count(1), cast.count(-1)) for rank, cast in votes.items()}
    return [_cut(draft, has_titles=_has_titles(draft, *habits[draft.marker.rank])) for draft in drafts]


def _has_titles(draft: Draft, headed: int, plain: int) -> bool:
    """Whether the first sentence is a heading, where ``headed`` sections of the style seem to have one and
    ``plain`` ones seem not to. Where a good part has one, a sentence that looks like one is one;
    elsewhere a very short one is."""
    if headed >= plain:
        return True
    looks_like_one = _LOOKS_LIKE_ONE if headed * 4 > plain else _SURELY_ONE
    return bool(looks_like_one.match(draft.head.text)) and _vote(draft) > 0


def _vote(draft: Draft) -> int:
    """+1 when the first sentence could be a heading, -1 when it is the text, 0 when that cannot be told."""
    end = draft.first_end
    if end is None:
        return 0
    if end > LONGEST_TITLE:
        return -1
    return 1 if draft.follows_in_line or draft.has_more else -1


def _has_text(text: str) -> bool:
    """Whether anything but responsibility notes and marks is left."""
    return has_words_beside_notes(text)


def _without_notes(text: str) -> str:
    notes, _ = find_notes(text)
    begins = [0, *(note.ends_at for note in notes)]
    ends = [*(note.starts_at for note in notes), len(text)]
    return "".join(text[begin:end] for begin, end in zip(begins, ends, strict=True))


def _cut(draft: Draft, *, has_titles: bool) -> Cut:
    text = draft.head.text
    end = draft.first_end
    if end is None:
        return _cut_own_line(draft, text)
    if spaced := _SPACED_TITLE.match(text, 0, end):
        return Cut(spaced[1], spaced.end())
    return _cut_sentence(draft, text, end, has_titles=has_titles)


def _cut_sentence(draft: Draft, text: str, end: int, *, has_titles: bool) -> Cut:
    """The heading of a paragraph whose first sentence ends at ``end``."""
    is_short = end <= LONGEST_TITLE
    if is_short and draft.is_noted(end):
        return Cut(text[:end].strip(_TITLE_MARKS) if has_titles else "", 0)
    has_more = draft.follows_in_line or draft.has_more
    if is_short and has_more and (has_titles or not text[end:].strip()):
        return _titled(draft, text[:end], end)
    colon = _COLON_TITLE.match(text) if has_titles else None
    if colon and not OWNER_LABEL_LINE.match(text):
        return Cut(colon[1], colon.end())
    if is_short and has_titles and not has_more and _LOOKS_LIKE_HEADING.match(text):
        has_note = bool(text[end:].strip() or draft.rest.text)
        return Cut(text[:end].strip(_TITLE_MARKS), 0 if has_note else len(text))
    return Cut("", 0)


def _cut_own_line(draft: Draft, text: str) -> Cut:
    """A paragraph without a full stop: a heading on its own line, unless it is long or an entry of a list."""
    if _without_notes(text).endswith(("；", ";", "，")) or len(text) > LONGEST_OWN_LINE:
        return Cut("", 0)
    if spaced := _SPACED_TITLE.match(text):
        return Cut(spaced[1], spaced.end())
    if draft.rest.text and (not draft.has_more or draft.is_noted(len(text))):
        return Cut(text.strip(_TITLE_MARKS), 0)
    return _titled(draft, text, len(text))


def _titled(draft: Draft, heading: str, length: int) -> Cut:
    """A heading; a note at its end is taken out of the title and kept. Without own text below, the heading is
    also the text that the note covers."""
    notes, _ = find_notes(heading)
    if notes:
        title = heading[: notes[-1].starts_at].strip(_TITLE_MARKS)
        if not draft.rest.text and length == len(draft.head.text):
            return Cut(title, 0)
        return Cut(title, length, (notes[-1].starts_at, notes[-1].ends_at))
    return Cut(heading.strip(_TITLE_MARKS), length)
