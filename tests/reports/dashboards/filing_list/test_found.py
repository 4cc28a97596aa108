"""The list of filings: sorted and counted as a slow look at every filing does, and read page by page."""

import csv
import datetime as dt
import io
from collections import Counter
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from organizations.calendar import today
from reports.dashboards.filing_cells import STANDINGS, STATUSES
from reports.overview import filings_beneath
from tasks.filings.discipline import FilingRecord
from tasks.filings.filing_records import records_of
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from tests.conftest import SignIn
from tests.reports.busy_world import BusyWorld
from tests.reports.past_years import other_years
from tests.rows_read import rows_read

pytestmark = pytest.mark.django_db
KEYS = (
    *("organization", "period", "due_on", "filed_on", "timeliness"),
    *("days_late", "status", "version", "submitted_on"),
)
EARLIER = dt.date(2021, 7, 15)


@pytest.fixture
def filled(busy: BusyWorld) -> BusyWorld:
    """With past years, and a filing that is still due because its window was extended."""
    other_years(busy.world, 2019)
    extended = Filing.objects.filter(period=busy.world.period, filed_on=None, reports_to=busy.world.office)
    Filing.objects.filter(pk=extended[0].pk).update(extended_due_on=today() + dt.timedelta(days=3))
    return busy


def asked(busy: BusyWorld, query: str) -> HttpResponse:
    address = reverse("reports:dashboard-filings", args=["CNIPA"])
    answer = SignIn(busy.world)("reviewer").get(f"{address}?year=2021&span=all&{query}")
    assert answer.status_code == 200
    return answer


def listed(answer: HttpResponse) -> list[int]:
    rows = answer.context["page"].table("filings").rows
    return [int(row.key.removeprefix("filing-")) for row in rows]


def keys_of(record: FilingRecord, filing: Filing, day: dt.date) -> dict[str, Any]:
    """What a filing is sorted by."""
    return {
        "organization": filing.organization.path,
        "period": (filing.period.guidance.year, filing.period.order),
        "due_on": record.due_on,
        "filed_on": record.filed_on,
        "timeliness": STANDINGS.index(record.timeliness(day)),
        "days_late": record.days_late(day) or None,
        "status": STATUSES.index(Filing.Status(record.status)),
        "version": record.version,
        "submitted_on": filing.submitted_at if day == today() else None,
    }


def sorted_slowly(records: list[FilingRecord], keys: dict[int, Any], *, is_descending: bool) -> list[int]:
    filled = [record.pk for record in records if keys[record.pk] is not None]
    filled.sort(key=lambda pk: keys[pk], reverse=is_descending)
    return [*filled, *(record.pk for record in records if keys[record.pk] is None)]


@pytest.mark.parametrize("day", [None, EARLIER])
def test_every_column_sorts_as_a_slow_look_at_every_filing(
    filled: BusyWorld, day: dt.date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.views.filings.PAGE_SIZE", 1000)
    on = day or today()
    records = records_of(filings_beneath(filled.world.office), on)
    if day is None:
        # Of what was given back in the years before, the log alone tells the version.
        again = [record.pk for record in records if record.returns and record.version == 2]
        Filing.objects.filter(pk__in=again).update(version=2)
    filings = Filing.objects.select_related("organization", "period__guidance").in_bulk()
    keys = {record.pk: keys_of(record, filings[record.pk], on) for record in records}
    records.sort(key=lambda record: keys[record.pk]["period"], reverse=True)
    query = f"on={day}" if day else ""
    assert listed(asked(filled, query)) == [record.pk for record in records]
    for key in KEYS:
        by_key = {pk: each[key] for pk, each in keys.items()}
        for order, is_descending in ((key, False), (f"-{key}", True)):
            wanted = sorted_slowly(records, by_key, is_descending=is_descending)
            assert listed(asked(filled, f"{query}&sort_filings={order}")) == wanted, order


@pytest.mark.parametrize("day", [None, EARLIER])
def test_what_is_counted_is_what_a_slow_count_comes_to(filled: BusyWorld, day: dt.date | None) -> None:
    on = day or today()
    records = records_of(filings_beneath(filled.world.office), on)
    standings = Counter(record.timeliness(on) for record in records)
    statuses = Counter(record.status for record in records)
    filed = standings[Timeliness.ON_TIME] + standings[Timeliness.LATE]
    answer = asked(filled, f"on={day}" if day else "")
    headline = answer.context["page"].headline
    assert headline.sentence.startswith(f"{len(records)} filings: ")
    numbers = [number.value for number in headline.numbers]
    wanted = [filed, statuses["approved"], statuses["submitted"]]
    assert numbers == [*wanted, standings[Timeliness.ON_TIME], standings[Timeliness.OVERDUE]]
    assert answer.context["page_obj"].paginator.count == len(records) > 50
    if day is None:
        assert all(numbers)
        assert set(standings) == set(Timeliness)


@pytest.mark.any_database
def test_the_pages_one_after_another_are_what_a_file_has(
    filled: BusyWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.views.filings.PAGE_SIZE", 20)
    query, pages = "sort_filings=-days_late", range(1, 5)
    tables = [asked(filled, f"{query}&page={page}").context["page"].table("filings") for page in pages]
    shown = [[row.cells[0].value, row.cells[1].value] for table in tables for row in table.rows]
    text = asked(filled, f"{query}&format=csv").content.decode("utf-8-sig")
    rows = [row[:2] for row in csv.reader(io.StringIO(text))]
    begin = rows.index(["Organization", "Period"]) + 1
    assert rows[begin : begin + len(shown)] == shown
    assert len(shown) > 60


def test_what_is_read_does_not_grow_with_what_is_not_shown(
    filled: BusyWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.views.filings.PAGE_SIZE", 5)
    counts, found = [], []
    for first, last in ((2018, 2018), (2014, 2017)):
        other_years(filled.world, first, last)
        asked(filled, "sort_filings=days_late")
        with rows_read() as counted:
            answer = asked(filled, "sort_filings=days_late")
        counts.append(counted["rows"])
        found.append(answer.context["page_obj"].paginator.count)
    assert found[0] + 40 < found[1]
    # A row for each year of which one may choose.
    assert counts[1] - counts[0] <= 3 * 4
