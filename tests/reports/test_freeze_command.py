"""``manage.py freeze_reports`` freezes what was approved before there were frozen reports."""

from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import AnnualReport
from tests.reports.frozen import DECEMBER
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def approved(world: World) -> Iterator[None]:
    """Two year-end filings are approved, and their reports not frozen."""
    with time_machine.travel(DECEMBER, tick=False):
        for organization in (world.province, world.neighbour):
            world.approve(world.filing(organization, world.year_end))
        yield


def freeze(**options: str) -> str:
    said = StringIO()
    call_command("freeze_reports", stdout=said, **options)
    return said.getvalue()


def test_it_freezes_each_once(world: World) -> None:
    assert freeze() == "Froze 2 reports.\n"
    assert {report.organization for report in AnnualReport.objects.all()} == {world.province, world.neighbour}
    assert freeze() == "Froze 0 reports.\n"


@pytest.mark.parametrize(("year", "count"), [("2021", 2), ("2020", 0)])
def test_it_freezes_those_of_one_year(year: str, count: int) -> None:
    assert freeze(year=year) == f"Froze {count} reports.\n"


@pytest.mark.parametrize("year", ["", "21x", "二〇二一"])
def test_what_is_no_year_is_refused(year: str) -> None:
    with pytest.raises(CommandError, match="is no year"):
        freeze(year=year)
    assert not AnnualReport.objects.exists()


def test_filings_are_read_one_at_a_time() -> None:
    """Those of ten years and three thousand organizations are no list to hold in memory."""
    with CaptureQueriesContext(connection) as captured:
        freeze()
    people = [query["sql"] for query in captured if '"organizations_user"."password"' in query["sql"]]
    assert [sql for sql in people if '"tasks_filing"."id" = ' in sql]
    assert not [sql for sql in people if "subquery" in sql.lower() or "NOT (" in sql]
