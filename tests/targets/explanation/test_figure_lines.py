"""A figure with its lines, read once, is the one that is read for itself, and tells no more of drafts."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from organizations.models import Organization
from organizations.statistical_regions import Region
from targets.arithmetic.rollup import Figure
from targets.explanation.figure_lines import FigureLines, figure_lines, figure_with_lines
from targets.figures.periods import periods_of
from targets.figures.queries import TargetFigure, figures_of, has_figure
from targets.figures.regions import reporters_in
from targets.models import Target
from tests.supplements import on_day, opened, supplement_of
from tests.world import World

EARLY = dt.date(2021, 4, 1)


@pytest.fixture
def filed(world: World) -> World:
    """The province approved, the neighbour submitted, the department and the city still in draft."""
    world.approve(world.filing())
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    for organization in (world.department, world.city):
        world.fill(world.filing(organization), by=world.people["filer"], value="77")
    return world


def targets() -> list[Target]:
    return list(Target.objects.select_related("indicator", "guidance"))


def together(
    world: World, organization: Organization, target: Target, person: str, **asked: Any
) -> tuple[TargetFigure, FigureLines]:
    known = periods_of([target])
    _filed, shown, read = figure_with_lines(
        [target], organization, world.person(person), periods=known, **asked
    )
    return shown, read


def in_any_order(figure: Figure) -> Figure:
    return replace(figure, contributors=tuple(sorted(figure.contributors, key=str)))


def plain(shown: TargetFigure) -> TargetFigure:
    """A figure whose parts stand in one order."""
    return replace(shown, figure=in_any_order(shown.figure), provisional=in_any_order(shown.provisional))


@pytest.mark.parametrize(
    "counting",
    [{}, {"with_submitted": True}, {"on": EARLY}, {"among": reporters_in}],
    ids=["official", "provisional", "earlier", "region"],
)
def test_the_figure_is_the_one_that_is_read_for_itself(filed: World, counting: dict[str, Any]) -> None:
    """And its lines are those that are read for it alone, for whoever may see it."""
    if "among" in counting:
        counting = {"among": reporters_in(Region.EAST)}
    compared = 0
    for organization, person in (
        (filed.office, "observer"),
        (filed.province, "lead"),
        (filed.city, "city_lead"),
        (filed.department, "department_observer"),
    ):
        for target in targets():
            if not has_figure(organization, target):
                continue
            for until in (None, filed.period):
                wanted = figures_of(organization, [target], until=until, **counting).get(target.pk)
                if wanted is None:
                    continue
                shown, read = together(filed, organization, target, person, until=until, **counting)
                alone = figure_lines(wanted, filed.person(person))
                assert plain(shown) == plain(wanted)
                assert list(read.filings) == list(alone.filings)
                assert [told(line) for line in read.lines] == [told(line) for line in alone.lines]
                compared += 1
    assert compared > 10


def told(line: Any) -> tuple[Any, ...]:
    return line.pk, line.filing_id, line.value, line.numerator, line.nil_return


def test_supplements_are_in_the_figure_of_the_year_end(world: World) -> None:
    with on_day():
        opened(world)
        world.approve(supplement_of(world), value="12")
        wanted = figures_of(world.office, [world.pledge], until=world.year_end)[world.pledge.pk]
        shown, _read = together(world, world.office, world.pledge, "observer", until=world.year_end)
        assert shown.supplements == wanted.supplements != ()
        assert shown.figure.value == wanted.figure.value == Decimal(12)


def test_what_stands_in_a_draft_elsewhere_is_no_line_of_it(filed: World) -> None:
    """It counts as missing all the same, and its own people read it."""
    filing = filed.filing(filed.city)
    for person, value in (("lead", None), ("city_lead", Decimal(77))):
        shown, read = together(filed, filed.city, filed.pledge, person, until=filed.period)
        (line,) = [line for line in read.lines if line.filing == filing]
        assert (line.value, shown.figure.coverage.missing) == (value, 1)
