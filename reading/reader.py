"""Reading an official document: from its text to sections, duties and goals.

The steps, each in a module of its own: lines and page furniture (``structure.lines``), the frame with title,
notice and signature (``notice.letterhead``), paragraphs without hard line breaks (``structure.layout``),
numbers and headings (``structure.headings``, ``structure.titles``), responsibility notes (``owners.notes``),
duties (``structure.stretches``), goals (``goals.stated_goals``), the report asked for
(``notice.reporting_duties``), and the spans of the source (``structure.spans``).
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from django.utils.translation import gettext as _

from reading import cautions
from reading.document import Caution, Document, DocumentError, Section, TaskRead
from reading.goals.stated_goals import read_targets, states_goals
from reading.markers import is_section_start
from reading.notice.letterhead import read_frame
from reading.notice.reporting_duties import read_report
from reading.numerals import compact
from reading.owners.notes import Note, find_notes
from reading.owners.responsibility import says_first_leads
from reading.structure.flow import join_flows
from reading.structure.frame import Frame
from reading.structure.headings import Tree
from reading.structure.layout import CLOSING_WORDS, ENDING_WORDS, Paragraph, read_paragraphs
from reading.structure.lines import Line, measure, split_lines
from reading.structure.points import as_typed, with_full_stops
from reading.structure.spans import tile
from reading.structure.stretches import Setting, read_tasks
from reading.structure.titles import Cut, Draft, cut_titles
from reading.vocabulary import ANSWERS, LEADS, OWNER_MENTION

_OWNER_WORDS = re.compile(rf"{ANSWERS}|{LEADS}|{OWNER_MENTION}")


def read_document(text: str) -> Document:
    """The document that ``text`` is. Raises DocumentError when it is none: empty, unnumbered, or untitled.

    Takes time linear in the length of the text; what a person should check stands in ``warnings``.
    """
    punctuated = with_full_stops(text)
    with _collection_paused():
        document = _read_document(punctuated)
    return document if punctuated is text else as_typed(document, text)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Without the search for cycles. Reading makes none, and it would go through all that was read, again
    and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_document(text: str) -> Document:
    lines = split_lines(text)
    content = [line for line in lines if line.is_content]
    if not content:
        raise DocumentError(_("The text is empty."))
    setting_of_type = measure(content, [is_section_start(line.text) for line in content])
    frame = read_frame(content, setting_of_type)
    paragraphs = read_paragraphs(content[frame.body_from : frame.body_to], setting_of_type)
    paragraphs, closing_at = _part_closing(paragraphs, content, frame, len(text))
    warnings = _frame_warnings(content, frame)
    sections, heading_notes, doubts = _read_sections(paragraphs, closing_at)
    warnings += doubts
    year = _year(frame)
    setting = Setting(says_first_leads("".join(line.text for line in content)), year, frame.issued_on)
    tasks: list[TaskRead] = []
    for section in sections:
        found, doubts = read_tasks(section, _heading_note(heading_notes.get(section.path), setting), setting)
        tasks += found
        warnings += doubts
    warnings += _lone_notes(sections, tasks) + _notes_above(sections, tasks)
    targets, doubts = read_targets(sections)
    report, report_doubts = read_report(_report_texts(content, frame, sections), year, frame.issued_on)
    return Document(
        title=frame.title,
        document_number=frame.document_number,
        issuer=frame.issuer,
        issued_on=frame.issued_on,
        year=year,
        report_due_on=report.due_on,
        receiving_department=report.receiving_department,
        sections=tuple(sections),
        tasks=tuple(tasks),
        targets=tuple(targets),
        spans=tuple(tile(lines, frame, sections, closing_at=closing_at, length=len(text))),
        warnings=tuple(dict.fromkeys([*warnings, *doubts, *report_doubts])),
        source=text,
    )


def _read_sections(
    paragraphs: list[Paragraph], ends_at: int
) -> tuple[list[Section], dict[str, str], list[Caution]]:
    """The sections, the notes that stand in headings by path, and doubts about the numbering."""
    groups = _by_marker(paragraphs)
    drafts = [_draft(group, following) for group, following in zip(groups, [*groups[1:], []], strict=True)]
    begins = [group[0].starts_at for group in groups]
    tree = Tree()
    sections, heading_notes, warnings = [], {}, []
    for draft, cut, group, span in zip(
        drafts, cut_titles(drafts), groups, pairwise([*begins, ends_at]), strict=True
    ):
        path, parent, is_repeated = tree.add(draft.marker)
        sections.append(_section(draft, cut, path, parent, span))
        if cut.heading_note:
            heading_notes[path] = cut.heading_note
        if is_repeated:
            warnings.append(cautions.caution(cautions.NUMBER_TWICE, section=path))
        elif not group[0].is_expected:
            warnings.append(
                cautions.caution(cautions.NUMBER_JUMPS, section=path, number=draft.marker.printed)
            )
    return sections, heading_notes, warnings


def _by_marker(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Each paragraph that opens a section, with the plain ones that follow it."""
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if paragraph.marker:
            groups.append([paragraph])
        else:
            groups[-1].append(paragraph)
    return groups


def _draft(group: list[Paragraph], following: list[Paragraph]) -> Draft:
    head, *others = group
    if head.marker is None:
        raise ValueError("The first paragraph of a section has its number.")
    next_marker = following[0].marker if following else None
    return Draft(
        marker=head.marker,
        head=head.flow(),
        rest=join_flows(other.flow() for other in others),
        has_children=next_marker is not None and next_marker.rank > head.marker.rank,
    )


def _section(draft: Draft, cut: Cut, path: str, parent: str | None, span: tuple[int, int]) -> Section:
    body = join_flows([draft.head.cut(cut.head_length), draft.rest])
    return Section(
        path=path,
        parent=parent,
        number=draft.marker.printed,
        kind=draft.marker.kind,
        level=path.count("/") + 1,
        title=cut.title,
        text=body.text,
        starts_at=span[0],
        ends_at=span[1],
        runs=body.runs,
    )


def _lone_notes(sections: list[Section], tasks: list[TaskRead]) -> list[Caution]:
    """Cautions where a note is a paragraph of its own below the last of several items, and the only one."""
    tasks_of: dict[str, list[TaskRead]] = {}
    for task in tasks:
        tasks_of.setdefault(task.section, []).append(task)
    children: dict[str, list[Section]] = {}
    for section in sections:
        if section.parent:
            children.setdefault(section.parent, []).append(section)
    warnings = []
    for family in children.values():
        last = family[-1]
        is_only = len(family) > 1 and not any(section.path in tasks_of for section in family[:-1])
        note = next((task.as_printed for task in tasks_of.get(last.path, [])), None)
        if is_only and note and f"\n{note}" in last.text:
            warnings.append(cautions.caution(cautions.NOTE_MAY_COVER_ALL, section=last.path, note=note))
    return warnings


def _notes_above(sections: list[Section], tasks: list[TaskRead]) -> list[Caution]:
    """Cautions where a note stands in a heading that has sections below and no text of its own."""
    parents = {section.parent for section in sections}
    titles = {section.path: section.title for section in sections}
    return [
        cautions.caution(cautions.NOTE_IN_HEADING, section=task.section, note=task.as_printed)
        for task in tasks
        if task.section in parents and task.text.rstrip("。") == titles[task.section]
    ]


def _heading_note(printed: str | None, setting: Setting) -> Note | None:
    if printed is None:
        return None
    notes = find_notes(printed, first_leads=setting.first_leads)[0]
    return notes[0] if notes else None


def _part_closing(
    paragraphs: list[Paragraph], content: list[Line], frame: Frame, length: int
) -> tuple[list[Paragraph], int]:
    """The paragraphs without the closing words, and the source offset where the last section ends.

    Closing words (各地区、各有关部门要…) stand after the last section's last note, as own paragraphs.
    """
    ends_at = content[frame.body_to].starts_at if frame.body_to < len(content) else length
    for number in range(len(paragraphs) - 1, 0, -1):
        if paragraphs[number].marker or find_notes(paragraphs[number].flow().text)[0]:
            break
        before = paragraphs[number - 1].flow().text
        notes = find_notes(before)[0]
        follows_note = notes and not before[notes[-1].ends_at :].strip("。")
        opening = paragraphs[number].lines[0].text
        if ENDING_WORDS.match(opening) or (follows_note and CLOSING_WORDS.match(opening)):
            return paragraphs[:number], paragraphs[number].starts_at
    return paragraphs, ends_at


def _frame_warnings(content: list[Line], frame: Frame) -> list[Caution]:
    warnings = []
    rest = content[frame.body_to :]
    if sum(1 for line in rest if is_section_start(line.text)) >= 2 or _names_owners(rest):
        warnings.append(cautions.caution(cautions.AFTER_SIGNATURE))
    preamble = "".join(line.text for line in content[frame.preamble_from : frame.body_from])
    if states_goals(preamble):
        warnings.append(cautions.caution(cautions.GOALS_IN_PREAMBLE))
    return warnings


def _names_owners(lines: list[Line]) -> bool:
    """Whether several of ``lines`` speak of who is responsible, as a table behind the text does."""
    return sum(1 for line in lines if _OWNER_WORDS.search(line.text)) >= 2


def _year(frame: Frame) -> int | None:
    """The year in the title (not a range of years), else that of the issue or of the document's number."""
    years = set(re.findall(r"20[0-9]{2}", compact(frame.title)))
    if len(years) == 1:
        return int(years.pop())
    return frame.issued_on.year if frame.issued_on else frame.dated


def _report_texts(content: list[Line], frame: Frame, sections: list[Section]) -> list[str]:
    """Where a report may be asked for: the sections, and the notice before or after them."""
    around = [*content[: frame.body_from], *content[frame.body_to :]]
    return [section.text for section in sections] + ["".join(line.text for line in around)]
