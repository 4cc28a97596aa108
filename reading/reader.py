"""Reading an official document: from its text to sections, duties and goals.

The steps, each in a module of its own: lines and page furniture (``structure.lines``), the frame with title,
notice and signature (``notice.letterhead``), paragraphs without hard line breaks (``structure.layout``),
numbers and headings (``structure.headings``, ``structure.titles``), responsibility notes (``owners.notes``),
duties (``structure.stretches``), goals (``goals.stated_goals``), the report asked for
(``notice.reporting_duties``), and the spans of the source (``structure.spans``).
"""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from reading import cautions
from reading.document import Caution, Document, Section
from reading.goals.indicator_tables import with_table_goals
from reading.goals.stated_goals import read_goals
from reading.markers import Markers, is_section_start, opens_section, read_markers
from reading.notice.reporting_duties import read_report, read_reports
from reading.numerals import compact
from reading.owners.notes import find_notes
from reading.owners.rules import says_first_leads
from reading.plan_frame import read_plan_frame
from reading.refusals import UNNUMBERED, empty_text, refusal
from reading.structure.bodies import read_bodies
from reading.structure.contents import LONGEST_CONTENTS, is_contents_head
from reading.structure.coverage import Plan
from reading.structure.frame import Frame
from reading.structure.headings import Tree
from reading.structure.layout import read_paragraphs
from reading.structure.lines import Line, Measure, measure, split_lines
from reading.structure.points import as_typed, with_full_stops
from reading.structure.sections import Body, Head, SectionsRead, read_sections
from reading.structure.spans import tile
from reading.structure.stretches import HeadingNote, Setting, read_duties
from reading.structure.unnumbered import around, preamble
from reading.tables.annexes import AnnexedTable, annexed_tables, table_heading
from reading.tables.doubts import table_doubts
from reading.tables.in_source import in_source
from reading.tables.joining import Joined, join_annexed
from reading.tables.laid_out import LaidOut
from reading.tables.laying_out import lay_out
from reading.tables.marking import marked


def read_document(text: str) -> Document:
    """The document that ``text`` is. Raises DocumentError when it is none: empty, unnumbered, or untitled.

    Takes time linear in the length of the text; what a person should check stands in ``warnings``.
    """
    with _collection_paused():
        laid = lay_out(text)
        punctuated = with_full_stops(laid.text)
        document = _read_document(punctuated, laid)
        if punctuated is not laid.text:
            document = as_typed(document, laid.text)
        return with_table_goals(in_source(document, laid))


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


def _read_document(text: str, laid: LaidOut) -> Document:
    lines = marked(split_lines(text), laid)
    content = [line for line in lines if line.is_content]
    if not content:
        raise empty_text()
    markers = _markers(content)
    setting_of_type = _measure(content, markers)
    frame = read_plan_frame(content, markers.of_lines, setting_of_type)
    bodies, warnings = read_bodies(content, markers, setting_of_type, frame, len(text))
    tree = Tree()
    read = _sections_of(bodies, tree, content[frame.body_from])
    warnings += [*_frame_warnings(content, frame), *read.warnings]
    setting = _setting(content, frame)
    tables = [
        read_sections([_annexed_body(table, content, markers)], tree)
        for table in annexed_tables(content, frame)
    ]
    plan = _join_tables(_settle(read, setting), tables, text, setting)
    sections = [*plan.sections, *plan.annexed]
    unowned = [] if plan.tasks else [cautions.caution(cautions.NO_TASKS)]
    warnings += [*plan.doubts, *table_doubts(laid, sections, plan.tasks), *unowned]
    goals = read_goals([*preamble(content, markers, frame, setting_of_type), *sections], setting.year)
    report, doubts = read_report(_report_texts(content, frame, sections), setting.year, frame.issued_on)
    reports, more = read_reports([*sections, *around(content, frame)], setting.year, frame.issued_on)
    warnings += [*goals.warnings, *doubts, *more]
    closings = [body.ends_at for body in bodies]
    spans = tile(lines, frame, plan.sections, annexed=plan.annexed, closings=closings, length=len(text))
    return Document(
        title=frame.title,
        document_number=frame.document_number,
        issuer=frame.issuer,
        issued_on=frame.issued_on,
        year=setting.year,
        report_due_on=report.due_on,
        receiving_department=report.receiving_department,
        sections=tuple(sections),
        tasks=tuple(plan.tasks),
        targets=tuple(goals.targets),
        spans=tuple(spans),
        warnings=tuple(dict.fromkeys(warnings)),
        source=text,
        issuers=frame.issuers,
        reports=tuple(sorted(reports, key=lambda duty: duty.starts_at)),
        figures_left_out=tuple(goals.left_out),
    )


def _markers(content: list[Line]) -> Markers:
    """The number of each line; rows of tables are counted by themselves."""
    rows = {place for place, line in enumerate(content) if line.table}
    return read_markers((line.text for line in content), rows)


def _measure(content: list[Line], markers: Markers) -> Measure:
    """How the text was set, by the lines that were set: those of tables are laid out by the reader."""
    numbered = [opens_section(marker) for marker in markers.of_lines]
    typed = [place for place, line in enumerate(content) if not line.table]
    if not typed or len(typed) == len(content):
        return measure(content, numbered)
    return measure([content[place] for place in typed], [numbered[place] for place in typed])


def _sections_of(bodies: Iterable[Body], tree: Tree, first: Line) -> SectionsRead:
    """The sections of the plan. Raises DocumentError where it has none after all, from its ``first`` line
    on."""
    read = read_sections(bodies, tree)
    if not read.sections:
        raise refusal(UNNUMBERED, first)
    return read


def _setting(content: list[Line], frame: Frame) -> Setting:
    """What the document as a whole says that each note needs."""
    says_so = says_first_leads("".join(line.text for line in content))
    return Setting(says_so, _year(frame), frame.issued_on)


def _settle(read: SectionsRead, setting: Setting) -> Joined:
    """The sections with their duties, and what a person should look at."""
    duties = [
        read_duties(section, _heading_note(read.heads[section.path], setting), setting)
        for section in read.sections
    ]
    titled = {section.path: read.heads[section.path].flow for section in read.sections if not section.text}
    sections, tasks, doubts = Plan(duties, setting, titled).settle()
    return Joined(sections, tasks, [], doubts)


def _join_tables(plan: Joined, tables: Iterable[SectionsRead], text: str, setting: Setting) -> Joined:
    """The plan with what each annexed table says of it."""
    for table in tables:
        rows = _settle(table, setting)
        doubts = [*table.warnings, *rows.doubts]
        joined = join_annexed(text, (plan.sections, plan.tasks), (rows.sections, rows.tasks), doubts)
        annexed, told = [*plan.annexed, *joined.annexed], [*plan.doubts, *joined.doubts]
        plan = Joined(joined.sections, joined.tasks, annexed, told)
    return plan


def _annexed_body(table: AnnexedTable, content: list[Line], markers: Markers) -> Body:
    """The heading of an annexed table and its rows; nothing in it was broken into lines."""
    layout = read_paragraphs(content, markers, Measure(None, indents=False), table.rows)
    return Body([table_heading(table), *layout.paragraphs], table.ends_at)


def _heading_note(head: Head, setting: Setting) -> HeadingNote | None:
    if head.note_span is None:
        return None
    starts_at, ends_at = head.note_span
    notes = find_notes(head.flow.text[starts_at:ends_at], first_leads=setting.first_leads)[0]
    place = (head.flow.source_offset(starts_at), head.flow.source_offset(ends_at - 1) + 1)
    return HeadingNote(notes[0], place) if notes else None


def _frame_warnings(content: list[Line], frame: Frame) -> list[Caution]:
    """What in the frame a person should look at, each with its place."""
    warnings = [
        cautions.caution(cautions.AFTER_SIGNATURE, at=_range(content, begins, ends))
        for begins, ends in frame.unread
        if not _is_table(content[begins:ends])
    ]
    warnings += [
        cautions.caution(cautions.CONTENTS_UNREAD, at=line.text_range)
        for line in content[:LONGEST_CONTENTS]
        if is_contents_head(line.text)
    ]
    warnings += [
        cautions.caution(cautions.GOES_ON_BELOW, at=_range(content, annex.title_from, annex.text_to))
        for annex in frame.annexes
        if annex.continues
    ]
    if not frame.is_titled:
        warnings.append(cautions.caution(cautions.TITLE_FROM_NOTICE, title=frame.title))
    dates = ((cautions.YEAR_OF_NUMBER, frame.year_taken_at), (cautions.DAY_INCOMPLETE, frame.day_missing_at))
    warnings += [
        cautions.caution(message, at=content[at].text_range, day=content[at].text)
        for message, at in dates
        if at is not None
    ]
    return warnings


def _is_table(lines: list[Line]) -> bool:
    """Whether what the lines say is in a table: hardly another one among them has a number."""
    numbered = sum(1 for line in lines if not line.table and is_section_start(line.text))
    return any(line.table for line in lines) and numbered <= 1


def _range(content: list[Line], begins: int, ends: int) -> tuple[int, int]:
    """Where the lines from ``begins`` up to ``ends`` stand in the source."""
    return content[begins].text_at, content[ends - 1].text_range[1]


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
