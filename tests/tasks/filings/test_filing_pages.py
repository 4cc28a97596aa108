"""Lists of filings are read period by period, and come out as if they had been sorted at once."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.actions import open_period
from tasks.filings.filing_pages import FilingPages
from tasks.models import Filing
from tasks.year_in_view import published_windows
from tests.factories import GuidanceFactory, OrganizationFactory, ReportingPeriodFactory, SecondQuarterFactory
from tests.world import World


def at_once(**conditions: Any) -> list[Filing]:
    """The filings of published plans in one sort."""
    published = Filing.objects.filter(period__guidance__status="published", **conditions)
    return list(published.order_by("-period__due_on", "organization__path", "-period"))


@pytest.fixture
def periods(world: World) -> World:
    """A world with two periods that are due on different days, and a supplement on the day of one."""
    for kind in ("city", "province", "city"):
        OrganizationFactory(parent=world.province if kind == "city" else world.office, kind=kind)
    open_period(period=world.period)
    second = SecondQuarterFactory(guidance=world.guidance)
    open_period(period=second)
    supplement = ReportingPeriodFactory(
        guidance=world.guidance,
        kind="supplement",
        order=9,
        opens_on=second.opens_on,
        due_on=second.due_on,
        reason="Late.",
    )
    for organization in (world.province, world.city):
        Filing.objects.create(organization=organization, period=supplement, reports_to=world.office)
    return world


@pytest.mark.parametrize("size", [1, 3, 4, 100])
def test_pages_hold_what_one_sort_would_put_there(periods: World, size: int) -> None:
    pages = FilingPages(Filing.objects.all(), size)
    everything = at_once()
    assert pages.count == len(everything) > 10
    assert [filing for page in pages for filing in page] == everything


def test_pages_of_what_a_filter_lets_through(periods: World) -> None:
    periods.submit(periods.filing(periods.city))
    looked_for: list[dict[str, Any]] = [
        {"status": "submitted"},
        {"organization": periods.city},
        {"status": "approved"},
    ]
    for conditions in looked_for:
        pages = FilingPages(Filing.objects.filter(**conditions), 2)
        assert [filing for page in pages for filing in page] == at_once(**conditions)


def test_pages_leave_out_filings_of_drafts_and_of_other_windows(periods: World) -> None:
    draft = ReportingPeriodFactory(
        guidance=GuidanceFactory(year=2022, status="draft"), due_on=dt.date(2022, 4, 20)
    )
    Filing.objects.create(organization=periods.city, period=draft, reports_to=periods.province)
    assert FilingPages(Filing.objects.all(), 100).count == len(at_once()) == Filing.objects.count() - 1
    assert FilingPages(Filing.objects.all(), 100, windows=()).count == 0


def test_a_page_costs_two_queries_and_reads_no_text_of_the_guidance(periods: World) -> None:
    windows = published_windows()
    with CaptureQueriesContext(connection) as asked:
        page = FilingPages(Filing.objects.all(), 3, windows=windows).page(1)
        assert all(f"{filing.period} {filing.organization}" for filing in page)
    assert len(asked) == 2
    assert not any("source_text" in query["sql"] for query in asked)
