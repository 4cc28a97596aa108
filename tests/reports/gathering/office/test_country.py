"""The office's year from the database: the same answers as everywhere, out of few queries."""

import zlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from reports.assembly import Wanted, gather
from reports.gathering.filings import Standpoint
from reports.gathering.office.combination import combined
from reports.gathering.office.country import Country, frozen_year, gather_country, provisional_year
from reports.gathering.plan import Plan
from reports.models import AnnualReport, ReportContent
from reports.snapshot.snapshot import write_snapshot
from reports.snapshot.year import Figure, Year
from targets.figures.terms import rule_of
from targets.models import Target
from tasks.actions import open_period
from tasks.filings.task_progress import task_progress_at
from tasks.models import MeasureState, ProgressEntry
from tests import factories
from tests.conftest import SignIn
from tests.reports.composition.specimen import occasion
from tests.world import DAY, World, answers, write_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(world: World) -> World:
    """The small world with a third bureau: two have reported for the third quarter, one of which has
    completed a measure; the third and the department wait for approval. Ratios are alike, sums are not."""
    third = factories.OrganizationFactory.create(
        code="33", short_name="浙江", english_name="Zhejiang", kind="bureau", parent=world.office
    )
    open_period(period=world.period)
    open_period(period=world.year_end)
    complete_a_measure(world)
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.neighbour), value="55")
    for node in (third, world.department):
        world.submit(world.filing(node), value="9")
    return world


def complete_a_measure(world: World) -> None:
    line = ProgressEntry(filing=world.filing(), task=world.local_task)
    measure = world.local_task.measures.earliest("order")
    state = {f"measure_{measure.pk}": MeasureState.State.COMPLETED}
    write_line(line, answers(line) | state, by=world.filer)


def gathered(world: World, *, with_submitted: bool = False) -> Country:
    return gather_country(Plan(world.guidance), world.office, Standpoint(DAY, with_submitted))


def wanted(world: World) -> Wanted:
    return Wanted(world.guidance, world.office, timezone.now())


def national(year: Year) -> Mapping[str, Figure]:
    return {each.indicator: each for each in year.figures if each.organization == "CNIPA"}


def beneath(year: Year, indicator: str) -> list[Figure]:
    return [each for each in year.figures if each.organization != "CNIPA" and each.indicator == indicator]


def freeze(world: World, code: str, year: Year, folder: Path) -> AnnualReport:
    """A frozen report of an organization that holds this year."""
    organization, at, path = Organization.objects.get(code=code), timezone.now(), folder / f"{code}.json"
    head = occasion().head
    digests = write_snapshot(path, head=head, year=year, documents={}, tables=[])
    report: AnnualReport = AnnualReport.objects.create(
        guidance=world.guidance,
        organization=organization,
        version=1,
        size=path.stat().st_size,
        sha256=digests.sha256,
        sm3=digests.sm3,
        substance=digests.sha256,
        frozen_at=at,
        frozen_by=world.administrator,
    )
    ReportContent.objects.create(report=report, compressed=zlib.compress(path.read_bytes()))
    return report


def local_targets(world: World) -> list[Target]:
    targets = world.guidance.targets.select_related("indicator", "guidance").order_by("order")
    return list(targets.filter(reported_by=Target.ReportedBy.LOCAL_BUREAUS))


@pytest.mark.parametrize("with_submitted", [False, True])
def test_the_organizations_figures_make_the_nations(world: World, *, with_submitted: bool) -> None:
    year = provisional_year(gathered(world, with_submitted=with_submitted))

    for target in local_targets(world):
        code = target.indicator.code
        whole, total = national(year)[code], combined(beneath(year, code), rule_of(target.indicator))
        assert whole.value is not None
        assert Decimal(whole.value) == round(total.value or Decimal(0), 6)
        assert (whole.numerator, whole.denominator) == (
            None if total.numerator is None else str(total.numerator),
            None if total.denominator is None else str(total.denominator),
        )


def test_the_frozen_figures_of_the_organizations_make_the_nations(world: World, tmp_path: Path) -> None:
    country = gathered(world)
    for code in ("32", "44"):
        freeze(world, code, country.years[code], tmp_path)

    year = gather(wanted(world), to_freeze=True).year

    for target in local_targets(world):
        code = target.indicator.code
        total = combined(beneath(year, code), rule_of(target.indicator))
        assert Decimal(national(year)[code].value or 0) == round(total.value or Decimal(0), 6)
    frozen = {each.organization: each.report_sha256 for each in year.standings if each.report_version}
    assert set(frozen) == {"32", "44"}


def test_the_report_says_what_dashboard_and_calls_say(world: World) -> None:
    year = provisional_year(gathered(world))
    client = SignIn(world)("observer")

    on_dashboard = client.get(reverse("reports:dashboard")).context
    shown = {row.shown.target.indicator.code: row.shown for row in on_dashboard["rows"]}
    in_api = client.get(reverse("api:target-list"), {"guidance": world.guidance.pk}).json()["results"]
    called = {each["indicator"]["code"]: each["figure"] for each in in_api if each["figure"]}
    assert len(national(year)) == len(shown) == 3
    for code, figure in national(year).items():
        value = None if figure.value is None else Decimal(figure.value)
        official = shown[code].figure
        assert value == (None if official.value is None else round(official.value, 6))
        assert figure.coverage is not None
        assert figure.coverage.counted == official.coverage.counted
        assert value == (None if called[code]["value"] is None else round(Decimal(called[code]["value"]), 6))


def test_the_tasks_are_counted_as_the_dashboard_counts_them(world: World) -> None:
    country = gathered(world)
    tasks = country.plan.tasks
    counted = {task.order: task_progress_at(world.office, tasks)[task.pk] for task in tasks}

    for task in provisional_year(country).tasks:
        expected = counted[task.order]
        assert (task.organizations, task.approved, task.measures, task.completed, task.delayed) == (
            expected.organizations,
            expected.approved,
            expected.measures,
            expected.completed,
            expected.delayed,
        )
        assert task.state == expected.state


def test_of_whom_no_report_is_frozen_only_what_is_asked_is_told(world: World, tmp_path: Path) -> None:
    country = gathered(world)
    freeze(world, "32", country.years["32"], tmp_path)

    told = frozen_year(gathered(world))

    speakers = {source.id: source.organization for source in told.sources}
    said = [statement for section in told.sections for statement in section.achievements]
    assert {speakers[key] for statement in said for key in statement.sources} == {"32"}
    local = next(task for task in told.tasks if task.title.zh.startswith("健全"))
    assert (local.organizations, local.approved) == (3, 1)
    assert "广东" in told.remarks[0].zh


def test_a_frozen_figure_that_is_not_approved_any_more_is_told_of(world: World, tmp_path: Path) -> None:
    country = gathered(world)
    year = country.years["32"]
    pledge = next(each for each in year.figures if each.value is not None)
    other = msgspec.structs.replace(pledge, value="1", text=pledge.unit)
    figures = tuple(other if each is pledge else each for each in year.figures)
    freeze(world, "32", msgspec.structs.replace(year, figures=figures), tmp_path)

    told = frozen_year(gathered(world))

    assert any("现审核通过的数" in remark.zh and "江苏" in remark.zh for remark in told.remarks)


def test_more_bureaus_cost_no_more_queries(world: World) -> None:
    before = queries_of_a_year(world)
    for code in ("34", "35", "36"):
        factories.OrganizationFactory.create(
            code=code, short_name=code, english_name=code, kind="bureau", parent=world.office
        )
    for period in world.guidance.periods.all():
        open_period(period=period)

    assert len(gathered(world).years) == 7
    assert queries_of_a_year(world) == before


def queries_of_a_year(world: World) -> int:
    with CaptureQueriesContext(connection) as captured:
        gather(wanted(world))
    return len(captured)
