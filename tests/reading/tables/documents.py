"""Plans with tables, in each of the ways a table is typed."""

from collections.abc import Sequence

from reading import Document, read_document
from tests.reading.typesetting import width

OPENING = "某市重点任务分工方案\n一、总体要求\n坚持统筹协调。\n二、任务分工\n"
ENDING = "\n三、保障措施\n加强组织领导。"
HEADER = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
ROWS = (
    ("1", "完善制度，健全体系。", "市科技局", "市财政局、市司法局", "2022年6月底"),
    ("2", "加强保护，严格执法。", "市市场监管局", "市公安局", "2022年12月底"),
    ("3", "促进运用。", "市财政局", "市教育局", "长期坚持"),
)
READ = [
    ("二/1", ("市科技局",), ("市财政局", "市司法局"), "2022-06-30"),
    ("二/2", ("市市场监管局",), ("市公安局",), "2022-12-31"),
    ("二/3", ("市财政局",), ("市教育局",), "None"),
]


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def piped(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def barred(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("│".join(row) for row in rows)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    rooms = [max(sum(map(width, row[place])) for row in rows) + 2 for place in range(len(rows[0]))]
    return "\n".join(
        "".join(
            cell + " " * (room - sum(map(width, cell))) for cell, room in zip(row, rooms, strict=True)
        ).rstrip()
        for row in rows
    )


def spaced(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\u3000".join(row) for row in rows)


def blanked(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(" ".join(row) for row in rows)


def stacked(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(cell for row in rows for cell in row)


WAYS = {
    "tabs": tabbed,
    "markdown": piped,
    "bars": barred,
    "aligned": aligned,
    "ideographic spaces": spaced,
    "single blanks": blanked,
    "one cell a line": stacked,
}


def plan(table: str) -> str:
    return f"{OPENING}{table}{ENDING}"


def read(table: str) -> Document:
    """The plan with this table, checked for what holds of any: nothing is lost, and every place is true."""
    text = plan(table)
    return checked(read_document(text), text)


def checked(document: Document, text: str) -> Document:
    assert document.source == text
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text
    for section in document.sections:
        for run in section.runs:
            printed = text[run.source_at : run.source_at + run.length]
            assert printed == section.text[run.at : run.at + run.length]
            assert section.starts_at <= run.source_at <= section.ends_at
    for warning in document.warnings:
        assert warning.starts_at is None or 0 <= warning.starts_at <= (warning.ends_at or 0) <= len(text)
    for table in document.tables:
        assert 0 <= table.starts_at < table.ends_at <= len(text)
    return document


def duties(document: Document) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(task.section, task.lead, task.support, str(task.due_on)) for task in document.tasks]
