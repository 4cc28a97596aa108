"""A view of any length is there as a file: beyond what can be held it is written while it is given out, with
the rows, the facts and the sentence of the page."""

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from organizations.row_batches import NamedRows
from tasks.actions import return_filing
from tasks.models import Filing
from tests.conftest import SignIn
from tests.reports.views.test_views_as_files import NAMES, address

if TYPE_CHECKING:
    from tests.reports.busy_world import BusyWorld

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
# The views that are lists, of any number of rows, and the day before which some are told otherwise.
LISTS = (
    "reports:dashboard-filings",
    "reports:dashboard-stream",
    "reports:dashboard-measures",
    "reports:dashboard-answers",
    "reports:dashboard-history",
)
DAYS = ("reports:dashboard-filings", "reports:dashboard-answers")
CASES = [*((name, "") for name in LISTS), *((name, "2021-10-24") for name in DAYS)]
type Lines = list[list[str]]


def hold_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row is all that can be held, and is read at a time."""
    for module in ("views.asking", "views.stream", "views.work", "dashboards.history.sayings"):
        monkeypatch.setattr(f"reports.{module}.MOST_HELD", 1)
    for module in ("organizations.row_batches", "reports.views.work", "reports.dashboards.filing_list.found"):
        monkeypatch.setattr(f"{module}.BATCH", 1)
    for kind in ("RowBatches", "NamedRows"):
        init = f"organizations.row_batches.{kind}.__init__"
        monkeypatch.setattr(f"{init}.__kwdefaults__", {"size": 1})


def give_back(busy: "BusyWorld") -> None:
    """Whatever waits for the office is returned with a reason."""
    for filing in Filing.objects.filter(reports_to=busy.world.office, status=Filing.Status.SUBMITTED):
        reason = f"请补充{filing}的依据。"
        return_filing(
            filing=filing, by=busy.world.reviewer, at=timezone.now(), reason=reason, version=filing.version
        )


def opened(client: Client, url: str, **asked: str) -> HttpResponseBase:
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return answer


def content(answer: Any) -> bytes:
    found: bytes = answer.getvalue()
    return found


def lines_of(answer: HttpResponseBase) -> Lines:
    return list(csv.reader(StringIO(content(answer).decode("utf-8-sig"))))


def tables_of(lines: Lines, heads: list[list[str]]) -> list[Lines]:
    """The rows beneath each head, without what is said below them."""
    found = []
    for head in heads:
        rows = lines[lines.index(head) + 1 :]
        rows = rows[: rows.index([])] if [] in rows else rows
        found.append([row for row in rows if len(row) == len(head)])
    return found


def heads_of(lines: Lines) -> list[list[str]]:
    """The head of each table of a view: it follows a line with a title alone, after an empty one."""
    return [lines[place + 2] for place, line in enumerate(lines) if not line]


@pytest.mark.parametrize(("name", "day"), CASES)
def test_a_list_too_long_to_be_held_has_all_its_rows_in_both_forms(
    busy: "BusyWorld", monkeypatch: pytest.MonkeyPatch, name: str, day: str
) -> None:
    client, url = SignIn(busy.world)("reviewer"), address(name, busy.world)
    give_back(busy)
    asked = {"on": day, "beneath": "all", "counting": "submitted"}
    held = lines_of(opened(client, url, format="csv", **asked))
    heads = heads_of(held)
    wanted = tables_of(held, heads)
    assert max(map(len, wanted)) > 2
    hold_one_row(monkeypatch)
    answer = opened(client, url, format="csv", **asked)
    assert isinstance(answer, StreamingHttpResponse)
    given = lines_of(answer)
    assert tables_of(given, heads) == wanted
    for label, words in (line for line in held[1 : held.index([])] if len(line) == 2):
        assert [label, words] in given
    book = load_workbook(BytesIO(content(opened(client, url, format="xlsx", **asked))))
    for sheet, head, rows in zip(book.worksheets, heads, wanted, strict=False):
        values = [["" if value is None else str(value) for value in row] for row in sheet.values]
        place = values.index([*head, *[""] * (len(values[0]) - len(head))])
        assert [row[0].removesuffix(":00") for row in values[place + 1 :]] == [
            row[0].removeprefix("'") for row in rows
        ]


@pytest.mark.parametrize("name", NAMES)
def test_any_view_of_more_cells_than_can_be_proved_is_given_out_all_the_same(
    busy: "BusyWorld", monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    client, url = SignIn(busy.world)("reviewer"), address(name, busy.world)
    held = lines_of(opened(client, url, format="csv"))
    heads = heads_of(held)
    monkeypatch.setattr("reports.dashboards.shown_page.MOST_CELLS", -1)
    for form in ("csv", "xlsx"):
        answer = opened(client, url, format=form)
        assert isinstance(answer, StreamingHttpResponse)
        if form == "csv":
            assert tables_of(lines_of(answer), heads) == tables_of(held, heads)
        else:
            assert load_workbook(BytesIO(content(answer))).worksheets
    assert content(client.head(url, {"format": "xlsx"})) == b""


def test_statements_grow_by_lists_of_rows_and_not_by_rows(
    busy: "BusyWorld", monkeypatch: pytest.MonkeyPatch
) -> None:
    client, url = SignIn(busy.world)("reviewer"), address("reports:dashboard-filings", busy.world)
    hold_one_row(monkeypatch)
    with CaptureQueriesContext(connection) as one_by_one:
        rows = len(lines_of(opened(client, url, format="csv")))
    monkeypatch.setattr("organizations.row_batches.RowBatches.__init__.__kwdefaults__", {"size": 100})
    with CaptureQueriesContext(connection) as together:
        assert len(lines_of(opened(client, url, format="csv"))) == rows
    assert len(one_by_one) - len(together) > 5
    assert len(together) < 25


def test_rows_of_several_kinds_come_in_their_order() -> None:
    named = [("progress", 7), ("measurement", 7), ("progress", 2**40)]
    found = NamedRows(named, size=2)
    assert len(found) == 3
    assert [list(part) for part in found] == [named[:2], named[2:]]
