"""What the colours of the table and of the map say."""

import pytest

from reports.dashboards.places.colouring import ABSENT, Colouring, colouring_of
from reports.dashboards.places.colours import scale_of, tone_of
from reports.dashboards.places.rows import Places
from tests.reports.dashboards.places.asking import asked_places
from tests.reports.random_year import draw_year
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[8, 9])
def places(world: World, request: pytest.FixtureRequest) -> Places:
    draw_year(world, request.param)
    return asked_places(world, world.office, period=world.year_end)


def colourings(places: Places) -> list[Colouring]:
    keys = ["status", "outcome", *(str(target.pk) for target in places.targets)]
    return [colouring_of(places, key) for key in keys]


def test_every_organization_has_one_colour_and_counts_add_up(places: Places) -> None:
    for colouring in colourings(places):
        assert sum(count for _look, count in colouring.counts(places.rows)) == len(places.rows)
        assert all(colouring.look(place).label for place in places.rows)


def test_larger_values_are_never_paler(places: Places) -> None:
    for target in places.targets:
        figures = places.figures_on(target)
        scale = scale_of(target.indicator, figures)
        measured = [
            (number, scale.heat_of(scale.classes.place_of(number)))
            for shown in figures
            if (number := scale.measured(shown)) is not None
        ]
        heats = [heat for _number, heat in sorted(measured)]
        assert heats == sorted(heats)
        assert len(scale.labels) == len(set(scale.labels)) == len(scale.classes)


def test_an_outcome_colours_those_who_are_judged_and_nothing_those_without_a_figure(places: Places) -> None:
    for target in places.targets:
        figures = places.figures_on(target)
        scale = scale_of(target.indicator, figures)
        for shown in figures:
            tone = tone_of(shown, scale)
            if shown.is_compared and shown.outcome != "no_data":
                assert tone == f"tone--{shown.outcome}"
            elif shown.figure.value is None:
                assert tone == "tone--none"


def test_where_shares_are_set_the_map_shows_the_part_that_is_reached(world: World) -> None:
    draw_year(world, 10)
    places = asked_places(world, world.office, period=world.year_end)
    colouring = colouring_of(places, str(world.pledge.pk))
    labels = [look.label for look in colouring.looks]
    assert labels[:4] == ["below 50%", "50% to below 75%", "75% to below 100%", "100% and above"]
    for place in places.rows:
        shown = place.figures[world.pledge.pk]
        is_told = shown.share is not None and shown.assessment.attainment is not None
        assert (colouring.look(place).key != ABSENT) is is_told
        reached = shown.assessment.attainment
        if is_told and reached is not None:
            assert (colouring.look(place).key == "c3") is (reached >= 1)
