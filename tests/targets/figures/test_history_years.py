"""On an earlier day, too, each year has its own figures where several guidances want the same indicator."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from targets.explanation.contributions import explain, lines_behind
from targets.explanation.previous_values import goal_before, previous_values
from targets.figures.queries import TargetFigure, figures_of, filed_on
from targets.models import Target
from tasks.actions.publish import open_periods
from tasks.actions.supplement import supplement_statement
from tests.factories import SectionFactory, TargetFactory
from tests.supplements import DUE, OPENED, YEAR_END, on_day, opened, supplement_of
from tests.targets.filed_years import published, quarter
from tests.world import World

if TYPE_CHECKING:
    from tests.conftest import SignIn

AUTUMN = dt.date(2022, 10, 20)
LATER = dt.date(2023, 2, 10)
DAY = dt.timedelta(days=1)


@pytest.fixture
def two_years(world: World) -> tuple[Target, Target]:
    """The pledges of 2021, of which the province has 100, and those of 2022, of which nobody said a word."""
    world.approve(world.filing(), value="100")
    guidance = published(2022)
    section = SectionFactory(guidance=guidance, path="一/2022")
    later = TargetFactory(section=section, indicator=world.pledge.indicator, responsible=world.department)
    open_periods(guidance=guidance, periods=[quarter(guidance, order) for order in (1, 2, 3, 4)])
    return world.pledge, later


def figures(world: World, targets: tuple[Target, Target], on: dt.date) -> list[TargetFigure]:
    """The office's figures of both years, the same in whichever order they are asked for."""
    earlier, later = (fresh(target) for target in targets)
    found = figures_of(world.office, [earlier, later], on=on)
    again = figures_of(world.office, [later, earlier], on=on)
    assert [found[pk].figure for pk in found] == [again[pk].figure for pk in found]
    assert [found[pk].supplements for pk in found] == [again[pk].supplements for pk in found]
    return [found[target.pk] for target in targets]


def test_an_earlier_day_tells_each_year_its_own_figure(
    world: World, two_years: tuple[Target, Target]
) -> None:
    with on_day(AUTUMN + DAY):
        earlier, later = figures(world, two_years, AUTUMN)
    assert (earlier.figure.value, later.figure.value) == (100, None)
    assert later.figure.coverage.counted == 0


def test_the_call_for_an_earlier_day_tells_each_year_its_own_figure(
    two_years: tuple[Target, Target], signed_in: "SignIn"
) -> None:
    with on_day(AUTUMN + DAY):
        answer = signed_in("observer").get("/api/v1/targets/", {"on": AUTUMN.isoformat()}).json()
    values = {row["id"]: row["figure"]["value"] for row in answer["results"]}
    earlier, later = two_years
    assert float(values[earlier.pk]) == 100
    assert values[later.pk] is None


def supplement_the_later_year(world: World, later: Target) -> None:
    """The province answers the year end of 2022, and supplements it two days later."""
    year_end = later.guidance.periods.get(order=4)
    later.guidance.periods.filter(pk=year_end.pk).update(kind="year_end")
    world.approve(world.filing(period=year_end), value="50")
    with on_day(LATER + DAY * 2):
        opened(
            world,
            guidance=later.guidance,
            seen=supplement_statement(later.guidance),
            lines={"measurement": [later.pk]},
            opens_on=LATER,
            due_on=LATER + DAY * 9,
        )
        supplement = later.guidance.periods.supplements().get()
        world.approve(world.filing(period=supplement), value="3")


def supplemented(world: World, two_years: tuple[Target, Target]) -> None:
    """Both years are supplemented, 2021 in December 2022 and 2022 in February 2023."""
    with on_day(YEAR_END):
        world.approve(world.filing(period=world.year_end), value="20")
    with on_day(OPENED):
        opened(world)
        world.approve(supplement_of(world), value="7")


def test_the_supplements_of_an_earlier_day_are_those_of_the_year(
    world: World, two_years: tuple[Target, Target]
) -> None:
    supplemented(world, two_years)
    with on_day(DUE):
        earlier, later = figures(world, two_years, OPENED)
        assert [one.approved_on for one in earlier.supplements] == [OPENED]
        assert (earlier.figure.value, later.supplements) == (127, ())


def test_no_door_of_one_year_names_no_supplement_of_another(
    world: World, two_years: tuple[Target, Target], signed_in: "SignIn"
) -> None:
    supplemented(world, two_years)
    with on_day(LATER):
        supplement_the_later_year(world, two_years[1])
    with on_day(LATER + DAY * 5):
        shown = figures_of(world.office, [fresh(two_years[1])], on=LATER + DAY * 3)[two_years[1].pk]
        assert shown.figure.value == 53
        assert [one.approved_on for one in shown.supplements] == [LATER + DAY * 2]
        client, asked = signed_in("observer"), {"on": (LATER + DAY * 3).isoformat()}
        pages = [
            client.get(address, asked | ({"format": form} if form else {})).content.decode()
            for address, form in doors(two_years[1])
        ]
    for page in pages:
        assert "2022-12-01" not in page
        assert "Dec. 1, 2022" not in page
        assert "Feb. 12, 2023" in page or LATER.replace(day=12).isoformat() in page


def doors(target: Target) -> list[tuple[str, str]]:
    """Where the supplements of a figure are told, each with the format that is asked for, "" for a page."""
    return [
        (reverse("targets:target-detail", args=[target.pk]), ""),
        (reverse("targets:target-explanation", args=[target.pk]), ""),
        (reverse("targets:target-export", args=[target.pk]), "csv"),
        (f"/api/v1/targets/{target.pk}/", "json"),
    ]


def test_the_years_beside_a_figure_of_an_earlier_day_are_of_that_day(
    world: World, two_years: tuple[Target, Target], signed_in: "SignIn"
) -> None:
    """What came in since, in whichever year, is not told."""
    supplemented(world, two_years)
    with on_day(DUE):
        page = signed_in("observer").get(
            reverse("targets:target-detail", args=[two_years[0].pk]), {"on": AUTUMN.isoformat()}
        )
        actual = {year.year: year.actual for year in page.context["years"]}
        later = fresh(two_years[1])
        before = goal_before(later, world.office)
        filed = filed_on(world.office, [later, *([before] if before else [])], on=AUTUMN)
        last = [value.words for value in previous_values(filed.figure(later), filed, before)]
    assert actual == {2021: 120, 2022: None}
    assert last == ["100.00 100 million yuan", "120.00 100 million yuan"]


def fresh(target: Target) -> Target:
    return Target.objects.select_related("indicator", "guidance").get(pk=target.pk)


def parts(shown: TargetFigure, world: World) -> list[tuple[str, Any]]:
    explained = explain(shown, lines_behind(shown, world.person("observer")))
    return [(row.organization.code, row.value) for row in explained.rows]


def test_a_goal_that_was_withdrawn_since_names_who_owed_an_answer_then(world: World) -> None:
    world.approve(world.filing(), value="100")
    with on_day(AUTUMN):
        Target.objects.filter(pk=world.pledge.pk).update(withdrawn_on=AUTUMN)
    with on_day(AUTUMN + DAY * 2):
        shown = figures_of(world.office, [fresh(world.pledge)], on=AUTUMN - DAY)[world.pledge.pk]
        assert shown.figure.coverage.expected == 2
        assert parts(shown, world) == [("44", 100), ("32", None)]
