"""The duties of a section: each responsibility note owns the text since the note before."""

import datetime as dt
import re
from dataclasses import dataclass

from reading import cautions
from reading.dates import read_deadlines, read_time_label
from reading.document import Caution, MeasureRead, Section, TaskRead
from reading.owners.notes import Note, find_notes
from reading.owners.responsibility import Owners
from reading.structure.sentences import split_sentences

_LEFT_OVER = "。；;，, \t\u3000\n"
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole says that each note needs."""

    first_leads: bool
    year: int | None
    issued_on: dt.date | None


def read_tasks(
    section: Section, heading_note: Note | None, setting: Setting
) -> tuple[list[TaskRead], list[Caution]]:
    """The tasks of ``section`` in order, and what a person should look at.

    A note at the very start, or in the heading, that is the only one covers the text after it.
    """
    text = section.text
    notes, warnings = find_notes(text, section=section.path, first_leads=setting.first_leads)
    if heading_note and not notes:
        warnings.append(_caution(cautions.NOTE_FIRST, section, heading_note))
        stretches = [(0, len(text), heading_note)]
    else:
        stretches = _stretches(text, notes)
        if heading_note:
            warnings.append(
                cautions.caution(cautions.NOTE_UNREAD, section=section.path, note=heading_note.as_printed)
            )
        if len(notes) > len(stretches) and (len(notes) > 1 or not _WORD.search(text, notes[0].ends_at)):
            warnings.append(_caution(cautions.NOTE_UNREAD, section, notes[0]))
        elif len(notes) == 1 and not stretches:
            warnings.append(_caution(cautions.NOTE_FIRST, section, notes[0]))
            stretches = [(notes[0].ends_at, len(text), notes[0])]
    tasks = []
    for starts_at, ends_at, note in stretches:
        task, doubts = _task(section, starts_at, ends_at, note, setting)
        warnings += doubts
        if task:
            tasks.append(task)
    return tasks, warnings


def _stretches(text: str, notes: list[Note]) -> list[tuple[int, int, Note]]:
    """Each note with the text before it that no earlier note covers; notes without text have none."""
    stretches = []
    begin = 0
    for note in notes:
        if _WORD.search(text, begin, note.starts_at):
            stretches.append((begin, note.starts_at, note))
        begin = note.ends_at
    return stretches


def _task(
    section: Section, starts_at: int, ends_at: int, note: Note, setting: Setting
) -> tuple[TaskRead | None, list[Caution]]:
    stretch = section.text[starts_at:ends_at]
    starts_at += len(stretch) - len(stretch.lstrip(_LEFT_OVER))
    text = section.text[starts_at:ends_at].rstrip("— \t\u3000\n")
    if not _WORD.search(text):
        return None, []
    ends_at = starts_at + len(text)
    measures = tuple(
        MeasureRead(section.text[begin:end], begin, end)
        for begin, end in split_sentences(section.text, starts_at, ends_at)
    )
    due_on, warnings = _due_on(section, text, note.owners, setting)
    task = TaskRead(
        section=section.path,
        title=section.title or cautions.shorten(re.split("[，。；\n]", text, maxsplit=1)[0], 40),
        text=text,
        lead=note.owners.lead,
        support=note.owners.support,
        collective=note.owners.collective,
        and_others=note.owners.and_others,
        due_on=due_on,
        as_printed=note.as_printed,
        measures=measures,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return task, warnings + _doubts(section, note)


def _due_on(
    section: Section, text: str, owners: Owners, setting: Setting
) -> tuple[dt.date | None, list[Caution]]:
    """The task's deadline: what its note says, else the latest that its text sets."""
    if owners.time:
        stated = read_time_label(owners.time, year=setting.year, issued_on=setting.issued_on)
        if stated:
            return stated, []
    deadlines = read_deadlines(text, year=setting.year, issued_on=setting.issued_on)
    if not deadlines:
        return None, []
    latest = max(deadlines, key=lambda deadline: deadline.due_on)
    if latest.is_yearly:
        return latest.due_on, [
            cautions.caution(cautions.YEARLY, section=section.path, deadline=latest.printed)
        ]
    return latest.due_on, []


def _doubts(section: Section, note: Note) -> list[Caution]:
    """What in the note itself is open to doubt."""
    owners = note.owners
    doubts = [
        cautions.caution(cautions.OWNER_DOUBTFUL, section=section.path, name=name) for name in owners.doubtful
    ]
    doubts += [
        cautions.caution(cautions.PREFIX_CARRIED, section=section.path, name=name) for name in owners.carried
    ]
    if owners.unverbed:
        names = "、".join(owners.unverbed)
        doubts.append(
            cautions.caution(cautions.NO_VERB, section=section.path, note=note.as_printed, name=names)
        )
    if not owners.lead:
        doubts.append(_caution(cautions.NO_LEAD, section, note))
    return doubts


def _caution(message: str, section: Section, note: Note) -> Caution:
    return cautions.caution(message, section=section.path, note=note.as_printed)
