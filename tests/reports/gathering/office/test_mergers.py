"""Organizations that leave or merge in mid-year, in the office's report: counted once, and said."""

import msgspec

from reports.composition.office.matrix import matrix_notes
from reports.gathering.filings import Standpoint
from reports.gathering.office.country import gather_country, provisional_year
from reports.gathering.plan import Plan
from reports.snapshot.year import Figure, Year
from tests.reports.composition.office.specimen import country, nation
from tests.targets.figures.test_queries_leaving_and_merging import (
    approve_both,
    approve_year_end,
    leave,
    state_levels,
)
from tests.world import DAY, World


def told(world: World) -> Year:
    return provisional_year(gather_country(Plan(world.guidance), world.office, Standpoint(DAY)))


def pledge(year: Year, code: str) -> Figure:
    figures = (*year.figures, *year.region_figures)
    return next(one for one in figures if (one.organization, one.name.zh) == (code, "专利商标质押融资规模"))


def test_a_level_that_a_successor_holds_is_counted_there_alone(world: World) -> None:
    state_levels(world)
    approve_both(world)
    leave(world, into=True)
    approve_year_end(world, "140")

    year = told(world)

    assert [pledge(year, code).value for code in ("CNIPA", "44", "32", "east")] == ["140", "140", "30", "140"]
    assert "32" not in {standing.organization for standing in year.standings}
    filing = world.filing(period=world.year_end)
    assert pledge(year, "CNIPA").sources == (f"{filing.pk}.{filing.version}",)
    (remark,) = (each.zh for each in year.remarks if "江苏" in each.zh)
    assert (
        remark
        == "江苏已不再填报，其专利商标质押融资规模、融资惠及企业数量增长率已计入其他单位的数，不再重复计入。"
    )


def test_increments_of_one_that_left_stay_everywhere(world: World) -> None:
    approve_both(world)
    leave(world)
    approve_year_end(world, "50")

    year = told(world)

    assert [pledge(year, code).value for code in ("CNIPA", "east")] == ["180", "180"]
    assert len(pledge(year, "CNIPA").sources) == 3
    (remark,) = (each.zh for each in year.remarks if "江苏" in each.zh)
    assert remark == "江苏已不再填报，其专利商标质押融资规模、融资惠及企业数量增长率仍计入全国数。"


def test_the_mark_of_one_that_left_is_explained() -> None:
    given = country()
    standings = tuple(each for each in given.standings if each.organization != "54")
    left = nation(msgspec.structs.replace(given, standings=standings))

    assert not any("†" in note for note in matrix_notes(nation(given)))
    assert any("†" in note for note in matrix_notes(left))
