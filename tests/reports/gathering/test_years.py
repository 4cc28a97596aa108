"""What a year comes to, out of the database."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.calendar import today
from organizations.models import Organization
from reports.gathering.figures import written
from reports.gathering.filings import Standpoint
from reports.gathering.plan import Plan
from reports.gathering.years import gather_year, gather_years
from reports.snapshot.year import Figure, Year
from targets.figures.local_figures import figures_of_locals
from targets.figures.queries import figures_of
from targets.models import Target
from tasks.actions import submit_filing
from tasks.lines.checked_lines import checked_lines
from tasks.models import Evidence, Filing, ProgressEntry
from tests import factories
from tests.targets.filed_years import file_year
from tests.world import answers, explain, seen_in, write_line

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture
def filed(world: "World") -> "World":
    """The province and its city are approved, the neighbour waits for approval."""
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), value="100", by=world.people["provincial_reviewer"])
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def gathered(world: "World", organization: Organization, *, with_submitted: bool = False) -> Year:
    return gather_year(Plan(world.guidance), organization, Standpoint(today(), with_submitted))


def figure(year: Year, target: Target) -> Figure:
    return next(each for each in year.figures if each.indicator == target.indicator.code)


def test_what_is_approved_is_told_with_its_filing(filed: "World") -> None:
    year = gathered(filed, filed.province)

    said = [statement for section in year.sections for statement in section.achievements]
    assert [each.text for each in said] == ["已完成评估指引。"]
    (source,) = year.sources
    assert said[0].sources == (source.id,) == figure(year, filed.pledge).sources
    assert (source.status, source.version, source.approved_by) == ("approved", 1, filed.reviewer.name)
    approved_at = filed.filing().approved_at
    assert approved_at is not None
    assert source.approved_at == f"{timezone.localtime(approved_at):%Y-%m-%dT%H:%M:%S+08:00}"


def test_what_waits_for_approval_is_told_only_where_that_is_chosen(filed: "World") -> None:
    official = gathered(filed, filed.neighbour)
    assert figure(official, filed.pledge).value is None
    assert not any(section.achievements for section in official.sections)
    assert official.sources == ()

    both = gathered(filed, filed.neighbour, with_submitted=True)
    assert figure(both, filed.pledge).value == "30"
    assert figure(both, filed.pledge).is_provisional
    assert [source.status for source in both.sources] == ["submitted"]


def test_a_draft_is_never_told(world: "World") -> None:
    world.fill(world.filing(), by=world.filer)

    year = gathered(world, world.province, with_submitted=True)
    assert figure(year, world.pledge).value is None
    assert not any(section.achievements for section in year.sections)
    assert [period.state for period in year.periods] == ["draft", "draft"]


@pytest.mark.parametrize("name", ["province", "city", "neighbour", "department"])
def test_figures_are_those_of_the_query_layer(filed: "World", name: str) -> None:
    organization: Organization = getattr(filed, name)
    targets = list(Target.objects.select_related("indicator", "guidance").order_by("order"))
    shown = figures_of(organization, targets)
    year = gathered(filed, organization)

    assert len(year.figures) == len(shown)
    for one in shown.values():
        told = figure(year, one.target)
        assert told.value == written(one.figure.value)
        assert told.numerator == written(one.figure.numerator)
        assert told.sentence is not None
        assert told.sentence.en == one.sentence
        assert told.outcome == (one.outcome.value if one.is_compared else None)
        assert told.coverage is not None
        assert told.coverage.counted == one.figure.coverage.counted


def test_many_local_organizations_have_the_figures_that_each_has(filed: "World") -> None:
    targets = list(Target.objects.select_related("indicator", "guidance").order_by("order"))
    organizations = [filed.province, filed.city, filed.neighbour]

    assert figures_of_locals(organizations, targets) == {
        one.pk: figures_of(one, targets) for one in organizations
    }


def test_many_years_are_those_of_each(filed: "World") -> None:
    organizations = [filed.province, filed.department, filed.city]
    years = list(gather_years(Plan(filed.guidance), organizations, Standpoint(today())))

    assert [one for one, _year in years] == organizations
    assert [year for _one, year in years] == [gathered(filed, one) for one in organizations]


def test_queries_grow_with_neither_organizations_nor_the_tree(filed: "World") -> None:
    def queries(organizations: list[Organization]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            list(gather_years(Plan(filed.guidance), organizations, Standpoint(today())))
        return len(captured)

    one = queries([filed.province])
    assert queries([filed.province, filed.city, filed.neighbour]) == one
    assert one < 25


def test_every_section_and_task_of_the_guidance_is_there(filed: "World") -> None:
    factories.SectionFactory(guidance=filed.guidance, path="三/七", number="（七）", title="公共服务")
    year = gathered(filed, filed.province)

    assert [section.path for section in year.sections] == ["三/六", "一/三", "三/七"]
    assert [section.is_asked for section in year.sections] == [True, False, False]
    asked, other = year.tasks
    assert (asked.organizations, asked.approved, asked.measures) == (1, 1, 2)
    assert (other.organizations, other.measures) == (0, 0)
    assert {state for _text, state in other.measure_states} == {""}


def file_year_end(world: "World", **said: Any) -> None:
    """The province's year-end filing, submitted and approved on 17 November, with what it says on its task.
    What follows an approval is no matter here."""
    with time_machine.travel("2021-11-17T12:00:00+08:00", tick=False):
        filing = world.filing(period=world.year_end)
        for checked in checked_lines(filing):
            own = said if isinstance(checked.line, ProgressEntry) else {}
            write_line(checked.line, answers(checked.line, "30") | own, by=world.filer)
        explain(filing)
        submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
        Filing.objects.filter(pk=filing.pk).update(
            status=Filing.Status.APPROVED, approved_at=timezone.now(), approved_by=world.reviewer
        )


def test_periods_are_joined_and_a_figure_holds_on_the_day_it_was_submitted(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    file_year_end(world, achievements="新开培训5期。", next_steps="转入常态。")
    with time_machine.travel("2021-11-20T12:00:00+08:00", tick=False):
        year = gathered(world, world.province)

    section = next(section for section in year.sections if section.achievements)
    assert [each.text for each in section.achievements] == ["已完成评估指引。", "新开培训5期。"]
    assert [each.text for each in section.next_steps] == ["转入常态。"]
    pledge = figure(year, world.pledge)
    assert (pledge.value, pledge.holds_on) == ("150.5", "2021-11-17")
    assert len(pledge.sources) == len(year.sources) == 2
    assert len(figure(year, world.growth).sources) == 1


def test_a_missing_year_end_leaves_the_day_of_the_last_period(filed: "World") -> None:
    with time_machine.travel("2021-12-20T12:00:00+08:00", tick=False):
        year = gathered(filed, filed.province)

    assert figure(year, filed.pledge).holds_on == "2021-09-30"
    assert [(each.state, each.timeliness) for each in year.periods] == [
        ("approved", "on_time"),
        ("draft", "overdue"),
    ]
    assert figure(gathered(filed, filed.neighbour), filed.pledge).holds_on == ""


def test_last_year_is_the_figure_that_was_reached_then(filed: "World") -> None:
    file_year(filed, 2020, filed.pledge.indicator, {filed.province: ["10", "20", "30", "40"]})
    told = figure(gathered(filed, filed.province), filed.pledge)

    assert told.last_year == "100"
    assert told.change is not None
    assert told.change.zh == "+20.50 亿元（+20.5%）"
    assert figure(gathered(filed, filed.neighbour), filed.pledge).last_year is None


def test_the_country_takes_last_year_from_what_the_guidance_states(filed: "World") -> None:
    Target.objects.filter(pk=filed.pledge.pk).update(baseline=100)

    assert figure(gathered(filed, filed.department), filed.pledge).last_year == "100"
    assert figure(gathered(filed, filed.province), filed.pledge).last_year is None


def test_an_earlier_year_than_the_last_one_is_no_last_year(filed: "World") -> None:
    file_year(filed, 2019, filed.pledge.indicator, {filed.province: ["10", "20", "30", "40"]})

    assert figure(gathered(filed, filed.province), filed.pledge).last_year is None


def test_a_part_of_last_year_is_no_last_year(filed: "World") -> None:
    """Neither of a bureau that left out a quarter nor of a country where somebody did not report."""
    Target.objects.filter(pk=filed.pledge.pk).update(baseline=100)
    told = {filed.province: ["10", None, "30", "40"], filed.neighbour: ["1", "2", "3", "4"]}
    file_year(filed, 2020, filed.pledge.indicator, told)

    assert figure(gathered(filed, filed.province), filed.pledge).last_year is None
    assert figure(gathered(filed, filed.neighbour), filed.pledge).last_year == "10"
    assert figure(gathered(filed, filed.department), filed.pledge).last_year == "100"


def test_evidence_is_named_by_what_it_proves(filed: "World") -> None:
    filing = filed.filing()
    for name, subject, kind in (
        ("证明.pdf", filed.local_task.pk, "progress"),
        ("台账.xlsx", filed.pledge.pk, "measurement"),
    ):
        Evidence.objects.create(
            filing=filing,
            kind=kind,
            subject_id=subject,
            file="x",
            name=name,
            size=10,
            media_type="application/pdf",
            sha256=name.encode().hex().ljust(64, "0")[:64],
            uploaded_at=timezone.now(),
            uploaded_by=filed.filer,
        )
    year = gathered(filed, filed.province)

    assert [(file.name, file.line.zh) for file in year.evidence] == [
        ("证明.pdf", "（一）健全地方统计监测体系"),
        ("台账.xlsx", "专利商标质押融资规模"),
    ]
    assert gathered(filed, filed.city).evidence == ()


def test_day_and_moment_do_not_change_what_is_gathered(filed: "World") -> None:
    """So that freezing again says nothing new."""
    before = gathered(filed, filed.province)
    with time_machine.travel(dt.datetime(2021, 10, 11, 15, tzinfo=dt.UTC), tick=False):
        assert gathered(filed, filed.province) == before
