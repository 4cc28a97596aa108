"""Regions: the same rule as the nation's, on fewer organizations."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from organizations.statistical_regions import REGION_OF, Region, is_province, region_of
from reports.gathering.office.combination import combined, region_figures
from reports.snapshot.year import Coverage
from tests.reports.gathering.office.specimen import RATIO, SMALLEST, SUM, figure, yardstick

CODES = sorted(REGION_OF)
AMOUNTS = st.dictionaries(st.sampled_from(CODES), st.decimals(0, 1000, places=2), min_size=1)


def test_every_province_lies_in_one_region() -> None:
    assert len(CODES) == 32
    assert sum(map(is_province, CODES)) == 31
    assert [region_of(code) for code in ("11", "44-1", "66", "22", "D-YYC")] == [
        Region.EAST,
        Region.EAST,
        Region.WEST,
        Region.NORTHEAST,
        None,
    ]


@given(AMOUNTS)
def test_regions_add_up_to_the_nation(amounts: dict[str, Decimal]) -> None:
    figures = [figure(code, amount) for code, amount in amounts.items()]

    regions = region_figures([figure("CNIPA", 0)], figures, {"pledge": yardstick()})

    whole = combined(figures, SUM).value
    assert sum((Decimal(each.value) for each in regions if each.value is not None), Decimal(0)) == whole
    assert whole == sum(amounts.values())
    assert sum(each.coverage.counted for each in regions if each.coverage) == len(amounts)


@given(st.dictionaries(st.sampled_from(CODES), st.tuples(st.integers(0, 99), st.integers(1, 99)), min_size=1))
def test_a_ratio_of_a_region_is_sum_by_sum(parts: dict[str, tuple[int, int]]) -> None:
    figures = [
        figure(code, numerator / denominator, numerator=str(numerator), denominator=str(denominator))
        for code, (numerator, denominator) in parts.items()
    ]

    for region in region_figures([figure("CNIPA", 0)], figures, {"pledge": yardstick(RATIO)}):
        beneath = [parts[code] for code in parts if region_of(code) == region.organization]
        assert region.numerator == str(sum(numerator for numerator, _denominator in beneath))
        assert region.denominator == str(sum(denominator for _numerator, denominator in beneath))


def test_what_is_missing_is_no_zero() -> None:
    figures = [figure("11", 5), figure("12"), figure("21")]

    east, northeast = region_figures([figure("CNIPA", 5)], figures, {"pledge": yardstick()})

    assert (east.value, east.coverage) == ("5", Coverage(2, 1, 0, 0, 1))
    assert (northeast.value, northeast.text.zh) == (None, "—")


def test_there_is_no_smallest_of_a_region() -> None:
    assert region_figures([figure("CNIPA", 5)], [figure("11", 5)], {"pledge": yardstick(SMALLEST)}) == ()
