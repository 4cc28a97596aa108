"""What a supplement does to the figures (design R6)."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from organizations.calendar import today
from reading import Comparator
from targets.arithmetic.outcome import Outcome
from targets.figures.course import course_of
from targets.figures.queries import TargetFigure, figures_of
from targets.models import Indicator, Target
from tasks.actions import approve_filing, reopen_filing, submit_filing
from tasks.lines.checked_lines import checked_lines
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, Guidance
from tests.conftest import SignIn
from tests.factories import IndicatorFactory, SectionFactory, TargetFactory
from tests.supplements import DUE, YEAR_END, on_day, opened, supplement_of, the_supplement
from tests.world import World, answers, seen_in, write_line

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

REVIEWED = dt.date(2022, 12, 30)


def figure(world: World, target: Target, **asked: Any) -> TargetFigure:
    """The office's figure on a target."""
    found = Target.objects.select_related("indicator", "guidance").get(pk=target.pk)
    return figures_of(world.office, [found], **asked)[target.pk]


def supplemented(world: World, value: str = "9.5") -> None:
    """The province supplements its pledges, and the office approves on 30 December 2022."""
    with on_day():
        opened(world)
    with on_day(REVIEWED):
        world.approve(supplement_of(world), value=value)


@pytest.fixture
def year(world: World) -> World:
    """Both provinces have filed both periods: 100 and 20 each of the province, 10 and 5 of the neighbour."""
    with on_day(YEAR_END):
        for period, own, others in ((world.period, "100", "10"), (world.year_end, "20", "5")):
            world.approve(world.filing(period=period), value=own)
            world.approve(world.filing(world.neighbour, period), value=others)
    return world


def test_an_increment_is_added_and_the_coverage_stays(year: World) -> None:
    with on_day():
        before = figure(year, year.pledge)
    supplemented(year)
    with on_day(DUE):
        after = figure(year, year.pledge)
    assert (before.figure.value, after.figure.value) == (135, Decimal("144.5"))
    assert (after.figure.coverage, after.figure.gaps) == (before.figure.coverage, 0)
    assert after.period == year.year_end


def test_a_level_is_superseded(year: World) -> None:
    with on_day():
        opened(year, lines={"measurement": [year.growth.pk]})
        filing = supplement_of(year)
        line = LINE_KINDS["measurement"].line_of(filing, year.growth.pk)
        assert line is not None
        content = answers(line) | {"numerator": Decimal(184), "denominator": Decimal(100)}
        write_line(line, content, by=year.filer)
        filing = submit_filing(filing=filing, by=year.lead, at=timezone.now(), seen=seen_in(filing))
        assert figure(year, year.growth).figure.value == 42
        approve_filing(filing=filing, by=year.reviewer, at=timezone.now(), version=1)
        assert figure(year, year.growth).figure.value == 63


def test_the_figure_says_what_supplemented_it_and_since_when(year: World) -> None:
    supplemented(year)
    with on_day(DUE):
        shown = figure(year, year.pledge)
    assert [(one.organization, one.approved_on) for one in shown.supplements] == [(year.province, REVIEWED)]
    assert shown.supplements_in_words == (
        "Includes supplements after the year end: Guangdong (approved 2022-12-30)."
    )
    with on_day(DUE):
        assert figure(year, year.growth).supplements_in_words == ""


def test_nothing_counts_before_it_is_approved_and_reopening_takes_it_away(year: World) -> None:
    with on_day():
        opened(year)
        filing = year.submit(supplement_of(year), value="9.5")
        waiting = figure(year, year.pledge)
        assert (waiting.figure.value, waiting.provisional.value) == (135, Decimal("144.5"))
        assert waiting.figure.coverage.pending == 0
        assert not waiting.supplements
        approve_filing(filing=filing, by=year.reviewer, at=timezone.now(), version=1)
        reopen_filing(
            filing=supplement_of(year),
            version=supplement_of(year).version,
            by=year.reviewer,
            at=timezone.now(),
            reason="更正",
        )
        assert (figure(year, year.pledge).figure.value, figure(year, year.pledge).supplements) == (135, ())


def test_what_nobody_has_supplemented_yet_is_not_missing(year: World) -> None:
    with on_day():
        before = figure(year, year.pledge).figure
        opened(year)
        assert figure(year, year.pledge).figure == before


def test_earlier_periods_do_not_know_it(year: World) -> None:
    supplemented(year)
    with on_day(DUE):
        assert figure(year, year.pledge, until=year.period).figure.value == 110
        assert figure(year, year.pledge, until=year.period).supplements == ()


def test_the_course_goes_on_after_the_year_end(year: World) -> None:
    supplemented(year)
    with on_day(DUE):
        points = course_of(figure(year, year.pledge))
    assert [(point.period, point.official.value) for point in points] == [
        (year.period, 110),
        (year.year_end, 135),
        (the_supplement(), Decimal("144.5")),
    ]
    assert points[-1].official.coverage == points[-2].official.coverage


def test_supplements_cost_one_query_more(
    year: World, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    targets = list(Target.objects.select_related("indicator", "guidance"))
    with django_assert_num_queries(3):
        figures_of(year.office, targets)
    supplemented(year)
    with on_day(DUE), django_assert_num_queries(4):
        figures_of(year.office, targets)


def test_an_increment_beside_the_plan_is_no_jump(year: World) -> None:
    with on_day():
        opened(year)
        filing = year.submit(supplement_of(year), value="9.5")
        found = checked_lines(filing)[0]
        standing = found.kind.standing(filing, found.line, {"value": "20"})
    assert (found.problems, standing) == ((), [])


# --- The example of 2022 ----------------------------------------------------------------------------


@pytest.fixture
def value_added(world: World) -> Target:
    """The value added of patent-intensive industries, on which the department reports."""
    return TargetFactory(
        section=SectionFactory(guidance=Guidance.objects.get(), path="一/四"),
        responsible=world.department,
        indicator=IndicatorFactory(
            name="专利密集型产业增加值占国内生产总值的比重",
            english_name="Value added of patent-intensive industries, share of GDP",
            unit="%",
            english_unit="%",
            over_organizations=Indicator.OverOrganizations.NONE,
            over_periods=Indicator.OverPeriods.LATEST,
        ),
        comparator=Comparator.AT_LEAST,
        value=12,
        reported_by=Target.ReportedBy.RESPONSIBLE,
    )


def answer_all(filing: Filing, world: World, **value: Any) -> None:
    """The department answers every line, on targets with ``value``, and the office approves."""
    for checked in checked_lines(filing):
        said = value if checked.kind.key == "measurement" else {}
        write_line(checked.line, answers(checked.line, "12.44") | said, by=world.department_filer)
    filing = submit_filing(filing=filing, by=world.department_filer, at=timezone.now(), seen=seen_in(filing))
    approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=filing.version)


def test_the_value_added_of_2021_came_out_in_december_2022(
    world: World, value_added: Target, signed_in: SignIn
) -> None:
    nothing = {"nil_return": True, "nil_reason": "数据于2022年12月公布。", "value": None}
    with on_day(YEAR_END):
        answer_all(world.filing(world.department, world.year_end), world, **nothing)
    with on_day():
        assert figure(world, value_added).outcome is Outcome.NO_DATA
        opened(world, organizations=[world.department], lines={"measurement": [value_added.pk]})
    with on_day(REVIEWED):
        answer_all(Filing.objects.get(period=the_supplement()), world)
        shown = figure(world, value_added)
        assert today() == REVIEWED
        assert (shown.figure.value, shown.outcome) == (Decimal("12.44"), Outcome.MET)
        assert shown.figure.coverage.nil == 1
        html = signed_in("observer").get(f"/targets/{value_added.pk}/").content.decode()
        dashboard = signed_in("observer").get("/dashboard/").content.decode()
    for page in (html, dashboard):
        assert "Includes supplements after the year end: Utilization (approved 2022-12-30)." in page
