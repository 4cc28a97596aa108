"""The duties of a section: each responsibility note owns the text since the note before."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reading import cautions
from reading.dates import is_unread_time, read_deadlines, read_time_label, vague_times
from reading.document import Caution, MeasureRead, Section, TaskRead
from reading.late_pattern import LatePattern
from reading.numerals import compact, half_width
from reading.owners.notes import Note, find_notes
from reading.owners.responsibility import Owners
from reading.structure.sentences import split_sentences

_LEFT_OVER = "。；;，, \t\u3000\n"
_WORD = LatePattern(r"\w")
_TIME = LatePattern("[年月季半日天五]")
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole says that each note needs."""

    first_leads: bool
    year: int | None
    issued_on: dt.date | None


@dataclass(frozen=True, slots=True)
class HeadingNote:
    """The note that stands in a section's heading, and where in the source."""

    note: Note
    place: _Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """A note with the stretch of its section's text that it covers, and where the note stands in the source;
    nowhere, where a rule set elsewhere names the owners."""

    starts_at: int
    ends_at: int
    owners: Owners
    as_printed: str
    place: _Place | None


@dataclass(frozen=True, slots=True)
class Duties:
    """What a section says on duties: its notes, each with the task that it makes (none where no text of the
    section stands before a note on what stands above), and what a person should look at."""

    section: Section
    found: list[tuple[Stretch, TaskRead | None]]
    doubts: list[Caution]

    @property
    def has_tasks(self) -> bool:
        return any(task for _, task in self.found)


def read_duties(section: Section, heading_note: HeadingNote | None, setting: Setting) -> Duties:
    """The duties of ``section`` in order.

    A note at the very start, or in the heading, that is the only one covers the text after it.
    """
    text = section.text
    notes, found = find_notes(text, section=section.path, first_leads=setting.first_leads)
    doubts = [_in_source(doubt, section) for doubt in found]
    if heading_note and not notes:
        doubts.append(_caution(cautions.NOTE_FIRST, section, heading_note.note, heading_note.place))
        stretches = [
            Stretch(0, len(text), heading_note.note.owners, heading_note.note.as_printed, heading_note.place)
        ]
    else:
        if heading_note:
            doubts.append(_caution(cautions.NOTE_UNREAD, section, heading_note.note, heading_note.place))
        stretches, more = _stretches(section, notes)
        doubts += more
    read = [(stretch, _task(section, stretch, setting, doubts)) for stretch in stretches]
    return Duties(section, read, doubts)


def _stretches(section: Section, notes: list[Note]) -> tuple[list[Stretch], list[Caution]]:
    """Each note with the text before it that no earlier note covers. One without such text has none, which is
    told, unless it covers what stands above."""
    text = section.text
    if notes and _come_first(section, notes):
        return _stretches_behind(section, notes)
    stretches: list[Stretch] = []
    doubts: list[Caution] = []
    begin = 0
    for note in notes:
        place = _place(section, note.starts_at, note.ends_at)
        if _WORD.search(text, begin, note.starts_at):
            stretches.append(Stretch(begin, note.starts_at, note.owners, note.as_printed, place))
        elif note.owners.covers_above:
            stretches.append(Stretch(begin, begin, note.owners, note.as_printed, place))
        else:
            doubts.append(_caution(cautions.NOTE_UNREAD, section, note, place))
        begin = note.ends_at
    return stretches, doubts


def _come_first(section: Section, notes: list[Note]) -> bool:
    """Whether the notes stand before what they cover: no text before the first one, or no more than the
    heading before notes that are all paragraphs of their own; and some behind the last."""
    if notes[0].owners.covers_above or not _WORD.search(section.text, notes[-1].ends_at):
        return False
    before = section.text[: notes[0].starts_at].strip(_LEFT_OVER)
    return not _WORD.search(before) or (before == section.title and all(note.stands_alone for note in notes))


def _stretches_behind(section: Section, notes: list[Note]) -> tuple[list[Stretch], list[Caution]]:
    """Each note with the text after it, which is told."""
    stretches, doubts = [], []
    ends = [*(note.starts_at for note in notes[1:]), len(section.text)]
    for note, ends_at in zip(notes, ends, strict=True):
        place = _place(section, note.starts_at, note.ends_at)
        doubts.append(_caution(cautions.NOTE_FIRST, section, note, place))
        stretches.append(Stretch(note.ends_at, ends_at, note.owners, note.as_printed, place))
    return stretches, doubts


def task_of(section: Section, stretch: Stretch, setting: Setting) -> tuple[TaskRead | None, list[Caution]]:
    """The task of ``stretch``, if it has any words, and what a person should look at."""
    doubts: list[Caution] = []
    return _task(section, stretch, setting, doubts), doubts


def _task(section: Section, stretch: Stretch, setting: Setting, doubts: list[Caution]) -> TaskRead | None:
    printed = section.text[stretch.starts_at : stretch.ends_at]
    starts_at = stretch.starts_at + len(printed) - len(printed.lstrip(_LEFT_OVER))
    text = section.text[starts_at : stretch.ends_at].rstrip("— \t\u3000\n")
    if not _WORD.search(text):
        return None
    ends_at = starts_at + len(text)
    owners = stretch.owners
    due_on, timed = _due_on(section, (starts_at, ends_at), owners, setting)
    doubts += timed
    if stretch.place:
        doubts.extend(_doubts(section, stretch))
    note_at, note_to = stretch.place or (None, None)
    return TaskRead(
        section=section.path,
        title=section.title or cautions.shorten(re.split("[，。；\n]", text, maxsplit=1)[0], 40),
        text=text,
        lead=owners.lead,
        support=owners.support,
        collective=owners.collective,
        and_others=owners.and_others,
        due_on=due_on,
        as_printed=stretch.as_printed,
        measures=tuple(
            MeasureRead(section.text[begin:end], begin, end)
            for begin, end in split_sentences(section.text, starts_at, ends_at)
        ),
        starts_at=starts_at,
        ends_at=ends_at,
        guide=owners.guide,
        people=owners.people,
        note_at=note_at,
        note_to=note_to,
    )


def _due_on(
    section: Section, stretch: tuple[int, int], owners: Owners, setting: Setting
) -> tuple[dt.date | None, list[Caution]]:
    """The task's deadline: what its note says, else the latest that its text sets."""
    if owners.time:
        stated = read_time_label(owners.time, year=setting.year, issued_on=setting.issued_on)
        if stated:
            return stated, _past(section, stretch[1], (owners.time, stated), setting)
        if is_unread_time(owners.time):
            return None, [_timed(cautions.TIME_UNREAD, section, stretch[1], owners.time)]
    text = section.text[slice(*stretch)]
    if not _TIME.search(text):
        return None, []
    text = compact(text)
    deadlines = read_deadlines(text, year=setting.year, issued_on=setting.issued_on)
    if not deadlines:
        return None, [
            _timed(cautions.TIME_UNREAD, section, stretch[0], printed) for printed in vague_times(text)
        ]
    latest = max(deadlines, key=lambda deadline: deadline.due_on)
    warnings = _past(section, stretch[0], (latest.printed, latest.due_on), setting)
    if latest.is_yearly:
        warnings.append(_timed(cautions.YEARLY, section, stretch[0], latest.printed))
    elif latest.is_doubtful:
        day = latest.due_on.isoformat()
        warnings.append(_timed(cautions.DEADLINE_DOUBTFUL, section, stretch[0], latest.printed, day=day))
    return latest.due_on, warnings


def _past(section: Section, begin: int, stated: tuple[str, dt.date], setting: Setting) -> list[Caution]:
    """A caution where a deadline, as printed and read, lies before the issue: its year may be another one."""
    printed, due_on = stated
    if setting.issued_on is None or due_on >= setting.issued_on:
        return []
    return [_timed(cautions.DEADLINE_PAST, section, begin, printed, day=due_on.isoformat())]


def _timed(message: str, section: Section, begin: int, printed: str, **values: str) -> Caution:
    """A caution on a time that stands, as printed, behind ``begin`` in the section's text."""
    words = printed if printed in section.text else printed.removesuffix("前")
    found = re.compile(r"\s*".join(map(re.escape, compact(words)))).search(half_width(section.text), begin)
    at = section.source_range(*found.span()) if found else None
    return cautions.caution(message, at=at, section=section.path, deadline=printed, **values)


def _doubts(section: Section, stretch: Stretch) -> Iterator[Caution]:
    """What in the note itself is open to doubt."""
    owners = stretch.owners
    told = (
        (cautions.OWNER_DOUBTFUL, "name", owners.doubtful),
        (cautions.PERSON_DOUBTFUL, "name", owners.doubtful_people),
        (cautions.LABEL_UNKNOWN, "label", owners.unknown),
        (cautions.WORDS_UNREAD, "words", owners.unread),
    )
    if not owners.is_sure:
        for message, key, words in told:
            for word in words:
                yield cautions.caution(message, at=stretch.place, section=section.path, **{key: word})
    if owners.unverbed:
        yield _told(cautions.NO_VERB, section, stretch, name="、".join(owners.unverbed))
    if not owners.lead:
        message = cautions.NO_LEAD if owners.support else cautions.ONLY_GUIDES
        yield _told(message if owners.support or owners.guide else cautions.ONLY_PEOPLE, section, stretch)


def _told(message: str, section: Section, stretch: Stretch, **values: str) -> Caution:
    return cautions.caution(
        message, at=stretch.place, section=section.path, note=stretch.as_printed, **values
    )


def _caution(message: str, section: Section, note: Note, place: _Place) -> Caution:
    return cautions.caution(message, at=place, section=section.path, note=note.as_printed)


def _in_source(doubt: Caution, section: Section) -> Caution:
    """``doubt`` about words of the section's text, with their place in the source."""
    if doubt.starts_at is None or doubt.ends_at is None:
        return doubt
    starts_at, ends_at = _place(section, doubt.starts_at, doubt.ends_at)
    return replace(doubt, starts_at=starts_at, ends_at=ends_at)


def _place(section: Section, starts_at: int, ends_at: int) -> _Place:
    """Where a stretch of the section's text stands in the source."""
    if starts_at == ends_at:
        at = section.source_offset(starts_at)
        return at, at
    return section.source_offset(starts_at), section.source_offset(ends_at - 1) + 1
