"""Parting a section's heading from its text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from reading.markers import Marker
from reading.owners.labels import OWNER_LABEL_LINE
from reading.owners.notes import find_notes
from reading.structure.flow import Flow
from reading.structure.sentences import first_sentence_end

LONGEST_TITLE = 45
LONGEST_OWN_LINE = 70
_SPACED_TITLE = re.compile(r"([\u4e00-\u9fff“”《》、]{2,25})[ \u3000\t]+(?=[\u4e00-\u9fff“《][^\n]{14,})")
_COLON_TITLE = re.compile(r"([\u4e00-\u9fff“”]{2,15})[：:](?=[^\n]{6,})")
_LOOKS_LIKE_ONE = re.compile(r"[\u4e00-\u9fff“”、]{4,24}。")
_LOOKS_LIKE_HEADING = re.compile(r"[^，；]{0,30}。|[^。]{0,20}。")
_OPENS_NOTE = re.compile(rf"[（(【\[［]|{OWNER_LABEL_LINE.pattern}")
_WORD = re.compile(r"\w")
_TITLE_MARKS = " \t\u3000：:。"


@dataclass(frozen=True)
class Draft:
    """A section before its title is known: ``head`` is the paragraph with the number, ``rest`` the others."""

    marker: Marker
    head: Flow
    rest: Flow
    has_children: bool

    @cached_property
    def has_more(self) -> bool:
        """Whether anything but responsibility notes comes after the first paragraph."""
        return self.has_children or _has_text(self.rest.text)

    @cached_property
    def first_end(self) -> int | None:
        """Where the first sentence of the first paragraph ends."""
        return first_sentence_end(self.head.text)

    @cached_property
    def follows_in_line(self) -> bool:
        """Whether text stands in the first paragraph after its first sentence."""
        return self.first_end is not None and _has_text(self.head.text[self.first_end :])

    def is_noted(self, end: int) -> bool:
        """Whether a note follows right on the heading, and either no text does or text with another note:
        the heading's own words are then what the first note covers."""
        after = f"{self.head.text[end:]}\n{self.rest.text}".strip()
        if not _OPENS_NOTE.match(after):
            return False
        notes, _ = find_notes(after)
        is_first = bool(notes) and notes[0].starts_at == 0
        return is_first and (len(notes) > 1 or not _WORD.search(after, notes[0].ends_at))


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the heading ends: ``title``, how much of ``head`` is heading, and a note that stood in it."""

    title: str
    head_length: int
    heading_note: str | None = None


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
    ``plain`` ones seem not to. Where a good part has one, a sentence that looks like one is one."""
    if headed >= plain:
        return True
    return headed * 4 > plain and bool(_LOOKS_LIKE_ONE.match(draft.head.text)) and _vote(draft) > 0


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
    return bool(_WORD.search(text) and _WORD.search(_without_notes(text)))


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
        return Cut(title, length, notes[-1].as_printed)
    return Cut(heading.strip(_TITLE_MARKS), length)
