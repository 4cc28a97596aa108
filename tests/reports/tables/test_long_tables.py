"""The long tables say what the pages say, of everybody in scope and of nobody else."""

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Organization
from reports.tables.long_tables import long_tables, row_counts
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.terms import rule_of
from targets.models import Target
from tasks.filings.task_progress import task_progress_at
from tasks.models import CaseStudy, Filing, MeasureState, ProgressEntry
from tests.reports.busy_world import ON, BusyWorld
from tests.reports.tables.reading import scope_of, table_records, text_of

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
CODES = ("CNIPA", "44", "D-TFS", "440100")
QUERIES = 36


@pytest.mark.parametrize("with_submitted", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_rows_are_as_many_as_said_beforehand(busy: BusyWorld, code: str, with_submitted: bool) -> None:
    scope = scope_of(busy.world, ON, code, with_submitted=with_submitted)
    tables = {table.head.key: (table.head, list(table.rows)) for table in long_tables(scope)}
    assert {key: len(rows) for key, (_head, rows) in tables.items()} == row_counts(scope)
    for head, rows in tables.values():
        assert {len(row) for row in rows} <= {len(head.columns)}


def told_figure(target: Target, rows: list[dict[str, Any]]) -> Decimal | None:
    """What the rows of one organization come to over the periods, by the indicator's own rule."""
    told = [row for row in rows if row["value"] is not None and row["indicator"] == target.indicator.name]
    if not told:
        return None
    if rule_of(target.indicator).over_periods == "latest":
        return Decimal(told[-1]["value"])
    return sum((Decimal(row["value"]) for row in told), Decimal(0))


@pytest.mark.parametrize("with_submitted", [False, True])
def test_figures_are_those_of_the_pages(busy: BusyWorld, with_submitted: bool) -> None:
    """Dashboard, list and call all show what ``figures_of`` answers."""
    by_code: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table_records(scope_of(busy.world, ON, "CNIPA", with_submitted=with_submitted), "figures"):
        by_code[row["organization_code"]].append(row)
    targets = list(busy.world.guidance.targets.select_related("indicator", "guidance").order_by("order"))
    compared = 0
    for organization in Organization.objects.local():
        for pk, shown in figures_of(organization, targets, on=ON).items():
            target = next(target for target in targets if target.pk == pk)
            assert told_figure(target, by_code[organization.code]) == value_of(shown, with_submitted)
            compared += shown.figure.value is not None
    assert compared >= 5


def value_of(shown: TargetFigure, with_submitted: bool) -> Decimal | None:
    return (shown.provisional if with_submitted else shown.figure).value


def test_numerator_and_denominator_stand_under_their_own_names(busy: BusyWorld) -> None:
    rows = table_records(scope_of(busy.world, ON, "32"), "figures")
    [row] = [row for row in rows if row["numerator"] is not None and "三季度" in row["period"]]
    assert (row["numerator_name"], row["numerator"]) == ("今年惠及企业数", "142")
    assert (row["denominator_name_en"], row["denominator"]) == ("Enterprises last year", "100")
    assert Decimal(row["value"]) == 42


def test_standings_of_tasks_are_those_of_the_pages(busy: BusyWorld) -> None:
    rows = table_records(scope_of(busy.world, ON, "CNIPA"), "task_standings")
    task, office = busy.world.local_task, busy.world.office
    shown = task_progress_at(office, [task])[task.pk]
    direct = [row for row in rows if row["task"] == task.title and row["reports_to"] == office.short_name]
    assert len(direct) == shown.organizations
    assert sum(row["period"] is not None for row in direct) == shown.approved > 0
    for ours, theirs in (("measures", "measures"), ("completed", "completed"), ("delayed", "delayed")):
        assert sum(row[ours] or 0 for row in direct) == getattr(shown, theirs)


def test_no_earlier_quarter_stands_in_for_the_year_end(busy: BusyWorld) -> None:
    scope = scope_of(busy.world, ON, "32")
    [row] = [row for row in table_records(scope, "task_standings") if row["task"] == "健全地方统计监测体系"]
    assert (row["period_en"], row["year_end_en"]) == ("Third quarter of 2021", "Not filed yet")
    pledges = [row for row in table_records(scope, "figures") if row["indicator_en"].startswith("Pledge")]
    assert [(row["period_en"], row["status_en"], row["value"]) for row in pledges] == [
        ("Second quarter of 2021", "Approved", "41.25"),
        ("Third quarter of 2021", "Approved", "55.00"),
        ("Year end 2021", "Not filed yet", None),
    ]


def test_a_draft_is_not_filed_and_nothing_more(busy: BusyWorld) -> None:
    rows = table_records(scope_of(busy.world, ON, "44"), "filings")
    [row] = [row for row in rows if row["organization_code"] == "44" and "Third" in row["period_en"]]
    assert (row["status_en"], row["timeliness_en"], row["days_late"]) == ("Missing", "Overdue", 5)
    assert (row["version"], row["filed_on"], row["submitted_by"]) == (None, None, None)


def test_a_province_is_told_of_itself_and_those_under_it(busy: BusyWorld) -> None:
    scope = scope_of(busy.world, ON, "44")
    codes = {row["organization_code"] for row in table_records(scope, "filings")}
    assert codes == {"44", "440100", "440300", "440600", "440104"}


@pytest.mark.parametrize("code", ["440100", "CNIPA"])
def test_queries_are_as_many_for_one_as_for_all(
    busy: BusyWorld, code: str, django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    scope = scope_of(busy.world, ON, code)
    with django_assert_max_num_queries(QUERIES):
        for table in long_tables(scope):
            list(table.rows)


def test_what_filings_say_is_read_without_the_filings_of_other_years(busy: BusyWorld) -> None:
    """A join with the filings makes a database read all of them for each batch, of whichever year."""
    scope = scope_of(busy.world, ON, "CNIPA")
    with CaptureQueriesContext(connection) as captured:
        row_counts(scope)
        for table in long_tables(scope):
            list(table.rows)
    tables = [f'FROM "{model._meta.db_table}"' for model in (ProgressEntry, MeasureState, CaseStudy)]
    sayings = [query["sql"] for query in captured if any(table in query["sql"] for table in tables)]
    assert len(sayings) >= 6
    assert not [sql for sql in sayings if f'JOIN "{Filing._meta.db_table}"' in sql]


def test_a_batch_more_changes_no_row(busy: BusyWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = text_of(scope_of(busy.world, ON, "CNIPA"))
    monkeypatch.setattr("reports.tables.scope.CHUNK", 2)
    assert text_of(scope_of(busy.world, ON, "CNIPA")) == whole
