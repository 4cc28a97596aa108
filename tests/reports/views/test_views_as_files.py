"""Every view of the dashboards goes out as it is shown: each file is read and compared with the page."""

import csv
import datetime as dt
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from reports.briefs.proof import steady
from reports.dashboards.shown_page import NamedChart, ShownPage
from reports.dashboards.tabs import VIEWS
from reports.data_tables.values import DataTable, Row
from reports.handouts import workbook
from reports.handouts.workbook import workbook_of
from spreadsheets.values import Number

if TYPE_CHECKING:
    from tests.conftest import SignIn
    from tests.world import World

# A file is made of what the page has read, from whichever database.
pytestmark = pytest.mark.any_database
# Views that a tab leads to, and those that stand beneath them.
BENEATH = ("reports:dashboard-measures", "reports:dashboard-answers", "reports:dashboard-problems")
TASK = "reports:dashboard-task"
NAMES = tuple(dict.fromkeys([*(view.url_name for view in VIEWS), *BENEATH, TASK]))
SHANGHAI = dt.timezone(dt.timedelta(hours=8))


@pytest.fixture
def filed(world: "World") -> "World":
    """The province approved with 120.5, the neighbour submitted with 30."""
    world.approve(world.filing(), value="120.5")
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def address(name: str, world: "World") -> str:
    further = [world.local_task.pk] if name == TASK else []
    return reverse(name, args=[world.office.code, *further])


@pytest.mark.parametrize("name", NAMES)
def test_a_view_goes_out_as_it_is_shown(
    name: str, filed: "World", signed_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered: list[ShownPage] = []

    def watched(page: ShownPage) -> bytes:
        gathered.append(page)
        return workbook_of(page)

    monkeypatch.setattr(workbook, "workbook_of", watched)
    client, url = signed_in("observer"), address(name, filed)
    response = client.get(url)
    on_page, markup = response.context["page"], response.content.decode()
    book = taken(client, url, format="xlsx")
    (page,) = gathered
    assert_same_tables(on_page, page)
    assert_workbook(page, book)
    assert_brief(page, taken(client, url, format="pdf"))
    assert_plain_text(page, taken(client, url, format="csv"))
    for chart in on_page.charts:
        assert f"format=png&amp;chart={chart.key}" in markup
        assert f"format=svg&amp;chart={chart.key}" in markup
        assert_drawing(chart, page, taken(client, url, format="svg", chart=chart.key))
        assert_pixels(taken(client, url, format="png", chart=chart.key))
    for table in on_page.tables:
        if table.has_drawing and table.rows:
            assert f"format=png&amp;chart={table.key}" in markup
            assert f"format=svg&amp;chart={table.key}" in markup
            assert_rows_drawn(page.table(table.key), page, taken(client, url, format="svg", chart=table.key))
            assert_pixels(taken(client, url, format="png", chart=table.key))


def taken(client: Client, url: str, **asked: str) -> bytes:
    response = client.get(url, asked)
    assert response.status_code == 200, asked
    return response.content


def assert_same_tables(on_page: ShownPage, page: ShownPage) -> None:
    """What the page shows stands in its files, which may have more: texts, and what comes later on pages."""
    in_files = {table.key: table for table in page.tables}
    for table in on_page.tables:
        assert [row.key for row in in_files[table.key].rows] == [row.key for row in table.rows]
        assert [head.key for head in in_files[table.key].heads] == [head.key for head in table.heads]
    assert (on_page.headline, on_page.facts) == (page.headline, page.facts)


def assert_brief(page: ShownPage, content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [steady(one.get_textpage().get_text_range()) for one in pdf]
    assert 1 <= len(pages) <= 2
    numbers = [words for number in page.headline.numbers for words in (number.label, number.words)]
    for words in (page.headline.sentence, *numbers):
        assert steady(words) in pages[0]
    for text in pages:
        assert [words for _label, words in page.facts if steady(words) not in text] == []


def assert_workbook(page: ShownPage, content: bytes) -> None:
    cover, *sheets = load_workbook(BytesIO(content)).worksheets
    said = {cell.value for row in cover.iter_rows() for cell in row}
    assert {page.headline.sentence, *(words for _label, words in page.facts if words)} <= said
    for sheet, table in zip(sheets, page.tables, strict=True):
        first = int(str(sheet.freeze_panes)[1:])
        rows = (*table.rows, *table.totals)
        found = [
            [sheet.cell(first + place, column).value for column in columns(table)]
            for place in range(len(rows))
        ]
        assert found == [leading(row, table) for row in rows]


def columns(table: DataTable) -> list[int]:
    """Where in a sheet the columns of the page stand, among their further ones."""
    places, place = [], 1
    for head in table.heads:
        places.append(place)
        place += 1 + len(head.further)
    return places


def leading(row: Row, table: DataTable) -> list[Any]:
    return [
        expected(cell.words if cell.value is None else cell.value, cell.unit or head.unit)
        for cell, head in zip(row.cells, table.heads, strict=True)
    ]


def expected(value: object, unit: str) -> Any:
    """A value as a workbook has it."""
    if isinstance(value, Number):
        return pytest.approx(float(value.value / 100 if unit == "%" else value.value), abs=1e-6)
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, dt.datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time.min)
    return value if isinstance(value, int) else str(value or "") or None


def assert_plain_text(page: ShownPage, content: bytes) -> None:
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert [line for line in map(tuple, lines) if line in set(page.facts)] == list(page.facts)
    for table in page.tables:
        start = lines.index([table.title]) + 2
        rows = (*table.rows, *table.totals)
        heads = [row.cells[0].words if row.cells[0].value is None else row.cells[0].value for row in rows]
        assert [line[0] for line in lines[start : start + len(rows)]] == list(map(str, heads))


def assert_drawing(chart: NamedChart, page: ShownPage, content: bytes) -> None:
    said = "".join(ET.fromstring(content).itertext())  # noqa: S314 (made here)
    assert chart.title in said
    assert [words for _label, words in page.facts if words not in said] == []


def assert_rows_drawn(table: DataTable, page: ShownPage, content: bytes) -> None:
    """Each target with its figure, its bar and its line, and what was asked for beneath."""
    said = "".join(ET.fromstring(content).itertext())  # noqa: S314 (made here)
    assert table.title in said
    assert [words for _label, words in page.facts if words not in said] == []
    places = [place for place, head in enumerate(table.heads) if head.key in {"target", "figure", "goal"}]
    for row in table.rows:
        for words in (row.cells[place].words or str(row.cells[place].value) for place in places):
            assert [word for word in words.split() if word not in said] == []
    markup = content.decode()
    bars = [cell.drawing for row in table.rows for cell in row.cells if "bullet-chart__value" in cell.drawing]
    lines = [cell.drawing for row in table.rows for cell in row.cells if "spark__last" in cell.drawing]
    assert markup.count("bullet-chart__value") == len(bars)
    assert markup.count("spark__last") == len(lines) > 0


def assert_pixels(content: bytes) -> None:
    picture = Image.open(BytesIO(content)).convert("RGB")
    assert picture.width == 2000
    assert len(picture.getcolors(1_000_000) or []) > 2


def test_what_there_is_not_is_not_found_and_strangers_get_nothing(
    filed: "World", signed_in: "SignIn"
) -> None:
    for name in NAMES:
        url = address(name, filed)
        assert signed_in("observer").get(url, {"format": "docx"}).status_code == 404
        assert signed_in("outsider").get(url, {"format": "pdf"}).status_code == 404
