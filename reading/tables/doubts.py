"""What a person should look at in the tables of a document."""

from bisect import bisect_right

from reading import cautions
from reading.document import Caution, Section, TaskRead
from reading.tables.laid_out import LaidOut, LaidTable


def table_doubts(laid: LaidOut, sections: list[Section], tasks: list[TaskRead]) -> list[Caution]:
    """Doubts about the rows of tables of duties, with their places in the laid-out text.

    ``sections`` and ``tasks`` are those that were read, whatever they were read from.
    """
    places = _Places(sections, tasks)
    return [doubt for table in laid.tables for doubt in _doubts(laid, table, places)]


def unread_tables(laid: LaidOut) -> list[Caution]:
    """Cautions about tables that seem to share out duties, with their places in the source."""
    return [
        cautions.caution(
            cautions.TABLE_UNREAD,
            at=(found.table.starts_at, found.table.ends_at),
            table="，".join(cell.plain for cell in found.table.rows[0].filled),
        )
        for found in laid.others
        if found.is_doubtful
    ]


class _Places:
    """The sections by where they begin, and which of them have tasks."""

    def __init__(self, sections: list[Section], tasks: list[TaskRead]) -> None:
        self.sections = sorted(sections, key=lambda section: section.starts_at)
        self.begins = [section.starts_at for section in self.sections]
        self.with_tasks = {task.section for task in tasks}

    def section_at(self, at: int) -> Section | None:
        number = bisect_right(self.begins, at) - 1
        section = self.sections[number] if number >= 0 else None
        return section if section and at < section.ends_at else None


def _doubts(laid: LaidOut, table: LaidTable, places: _Places) -> list[Caution]:
    doubts = []
    for message, rows in ((cautions.ROW_UNFIT, table.unfit), (cautions.ROW_UNOWNED, table.unowned)):
        for starts_at, ends_at in rows:
            section = places.section_at(starts_at)
            row = laid.text[starts_at:ends_at].partition("\n")[0]
            path = section.path if section else ""
            doubts.append(cautions.caution(message, at=(starts_at, ends_at), section=path, row=row))
    for starts_at, ends_at in table.notes:
        section = places.section_at(starts_at)
        if section and section.path not in places.with_tasks:
            note = laid.text[starts_at:ends_at]
            doubts.append(
                cautions.caution(
                    cautions.ROW_UNREAD, at=(starts_at, ends_at), section=section.path, note=note
                )
            )
    return doubts
