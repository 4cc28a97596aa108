"""Whatever a filing says, and whatever is edited in its workbook, comes to what typing the same does."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tasks.access import filings_with_people
from tasks.actions.import_lines import Choice, FileName, import_lines
from tasks.file_edits import edits_in
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.edits import FilingEdits
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingLine
from tests.conftest import SignIn
from tests.tasks.line_imports.test_whole_way import NAME, cell_of, saved
from tests.world import World, answers, write_line

TEXTS = st.sampled_from(["", "已完成评估。", "两行\n文字", "=1+1", "不适用", "“引号”<b>&"])
NUMBERS = st.sampled_from(["", "7", "1,234.50", "0.5万亿元", "-3", "约七亿", "０．４２", "0"])
STATES = st.sampled_from(["Not started", "Completed", "Delayed"])


@st.composite
def filings(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """What stands in a filing before: nothing, or something in its lines."""
    number = draw(st.sampled_from(["", "9", "1234.5"]))
    text = draw(st.sampled_from(["", "此前所写。"]))
    return {"measurement": {"value": number} if number else {}, "progress": {"note": text} if text else {}}


@pytest.fixture
def filer(world: World, signed_in: SignIn) -> Client:
    return signed_in("filer")


@settings(
    max_examples=20, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=filings(),
    number=st.none() | st.fixed_dictionaries({"value": NUMBERS, "note": TEXTS}),
    task=st.none() | st.fixed_dictionaries({"achievements": TEXTS, "problems": TEXTS, "note": TEXTS}),
    state=st.none() | STATES,
    order=st.randoms(use_true_random=False),
    added=st.integers(0, 2),
)
def test_edited_cells_are_the_same_edits_in_the_browser(
    world: World,
    filer: Client,
    *,
    before: dict[str, dict[str, str]],
    number: dict[str, str] | None,
    task: dict[str, str] | None,
    state: str | None,
    order: Random,
    added: int,
) -> None:
    """A filing that says anything goes out as a workbook; cells are edited, rows sorted, columns added; it
    comes to what typing the same into the forms of those lines does."""
    with transaction.atomic():
        stand(world, before)
        book = load_workbook(BytesIO(fill_in_workbook(fresh(world), at=timezone.now())))
        said = {"measurement": number, "progress": task}
        edit(book, world, said, state)
        for page in filled_in_pages(book):
            shuffle(page, order)
            for _ in range(added):
                page.cell(5, page.max_column + 1).value = "自用"
        edits = edits_in(saved(book), NAME)
        assert by_file(world, edits) == by_hand(world, filer, said, state)
        transaction.set_rollback(True)


def stand(world: World, before: Mapping[str, Mapping[str, str]]) -> None:
    """Let the filing say something before the workbook is made."""
    for key, said in before.items():
        if said:
            line = line_of(world, key)
            content: dict[str, Any] = dict(answers(line)) | {"note": "", **said}
            if "value" in content:
                content["value"] = Decimal(content["value"])
            write_line(line, content, by=world.filer)


def edit(book: Any, world: World, said: Mapping[str, Mapping[str, str] | None], state: str | None) -> None:
    """Type into the cells of the two lines, and choose the state of a measure."""
    for key, fields in said.items():
        for name, text in (fields or {}).items():
            put(cell_of(book, f"{key}:{subject_of(world, key)}", name), text or None)
    if state:
        measure = world.local_task.measures.all()[0]
        cell_of(book, f"progress:{world.local_task.pk}:measure_{measure.pk}", "state").value = state


def put(cell: Any, value: Any) -> None:
    """A value into a cell; a text that begins like a formula stays a text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def filled_in_pages(book: Any) -> list[Any]:
    """The sheets with rows of lines."""
    return [page for page in book.worksheets if ":" in str(page.cell(5, 1).value)]


def shuffle(page: Any, order: Random) -> None:
    """The rows in another order, as after sorting."""
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    order.shuffle(rows)
    for number, values in enumerate(rows, start=5):
        for column, value in enumerate(values, start=1):
            put(page.cell(number, column), value)


def by_file(world: World, edits: FilingEdits) -> list[Any]:
    """What the filing says once the good lines of the file are taken over; nothing of it stays."""
    with transaction.atomic():
        import_lines(
            filing=world.filing(),
            edits=edits,
            seen=None,
            by=world.filer,
            at=timezone.now(),
            file=FileName(NAME, "0" * 64),
            choice=Choice(good_only=True),
        )
        said = contents(world)
        transaction.set_rollback(True)
    return said


def by_hand(
    world: World, client: Client, said: Mapping[str, Mapping[str, str] | None], state: str | None
) -> list[Any]:
    """What the filing says once the pages of the same lines were sent with the same texts; nothing of it
    stays."""
    with transaction.atomic():
        for key, texts in said.items():
            fields = dict(texts or {})
            if key == "progress" and state:
                measure = world.local_task.measures.all()[0]
                fields[f"measure_{measure.pk}"] = state.lower().replace(" ", "_")
            if fields:
                typed(client, world, key, fields)
        found = contents(world)
        transaction.set_rollback(True)
    return found


def typed(client: Client, world: World, key: str, fields: Mapping[str, str]) -> None:
    """Type texts into the page of a line and send it, with all that stands in it besides."""
    address = f"/filings/{world.filing().pk}/lines/{key}/{subject_of(world, key)}/"
    page = client.get(address)
    form = page.context["form"]
    shown = {each.html_name: each.value() for each in form}
    data = {name: value for name, value in shown.items() if value not in (None, False)}
    answer = client.post(address, data | {"version": page.context["line"].version} | fields)
    assert answer.status_code in {302, 422}, answer.status_code


def contents(world: World) -> list[Any]:
    """What every line of the filing says, saved or not."""
    return [
        (kind.key, line.subject_id, kind.content(line))
        for kind in LINE_KINDS.values()
        for line in kind.lines_of(fresh(world))
    ]


def fresh(world: World) -> Filing:
    found = filings_with_people.first(filing=world.filing().pk)
    assert found is not None
    return found


def subject_of(world: World, key: str) -> int:
    return world.pledge.pk if key == "measurement" else world.local_task.pk


def line_of(world: World, key: str) -> FilingLine:
    line = LINE_KINDS[key].line_of(world.filing(), subject_of(world, key))
    assert line is not None
    return line
