"""Fill-in workbooks that somebody brought for a filing: one taken over, and one with everything that a page
can say of it."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from organizations.models import User
from tasks.access import filings_with_people
from tasks.actions.import_lines import Choice
from tasks.actions.received_workbooks import receive_workbook, take_over_workbook
from tasks.file_edits import edits_in
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.preview import preview_of
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, ReceivedWorkbook
from tests.tasks.line_imports.test_whole_way import cell_of, saved
from tests.world import write_line

TEXT = "已完成评估指引的起草，面向12个地市征求意见，采纳意见37条，计划于下月印发。"


def bring_workbooks(filing: Filing, by: User) -> tuple[ReceivedWorkbook, ReceivedWorkbook]:
    """What was taken over; and what waits, with changes, a conflict and errors."""
    tasks = [f"progress:{line.subject_id}" for line in LINE_KINDS["progress"].lines_of(filing)]
    targets = [
        f"measurement:{line.subject_id}"
        for line in LINE_KINDS["measurement"].lines_of(filing)
        if not line.target.indicator.has_two_numbers
    ]
    taken = brought(filing, by, {(targets[0], "value"): 71.5, (tasks[0], "achievements"): TEXT})
    edits = edits_in(content_of(taken), taken.name)
    take_over_workbook(
        workbook=taken,
        edits=edits,
        seen=preview_of(filing, edits, by=by).versions,
        choice=Choice(),
        by=by,
        at=timezone.now(),
    )
    waiting = brought(
        filing,
        by,
        {
            (targets[0], "value"): 72.25,
            (targets[1], "value"): "约七亿左右",
            (tasks[0], "achievements"): f"{TEXT}另有一项推迟。",
            (tasks[1], "achievements"): TEXT * 4,
            (tasks[2], "next_steps"): "继续推进。",
        },
    )
    line = LINE_KINDS["progress"].lines_of(filing)[0]
    content = {"achievements": "同事改为：已印发。", "problems": "", "next_steps": "开展培训。"}
    colleague = User.objects.get(username="gd-lead")
    write_line(line, {"nil_return": False, "nil_reason": "", "note": ""} | content, by=colleague)
    return taken, waiting


def brought(filing: Filing, by: User, cells: dict[tuple[str, str], Any]) -> ReceivedWorkbook:
    """The workbook of a filing with other values in some cells, by their rows' keys and columns' names."""
    found = filings_with_people.first(filing=filing.pk)
    assert found is not None
    book = load_workbook(BytesIO(fill_in_workbook(found, at=timezone.now())))
    for (key, column), value in cells.items():
        cell_of(book, key, column).value = value
    name = "广东省知识产权局 2021年年终 填报工作簿（王芳修改后第3稿）.xlsx"
    return receive_workbook(filing=filing, content=saved(book), name=name, by=by, at=timezone.now())


def content_of(workbook: ReceivedWorkbook) -> bytes:
    with workbook.file.open("rb") as file:
        content: bytes = file.read()
    return content
