"""What of a snapshot becomes open data: whom the report names, and what was approved."""

from pathlib import Path

import msgspec
import pytest

from reports.open_data.figures import ORGANIZATIONS, PERIODS
from reports.open_data.work import SOURCES
from reports.open_data.year import OfficeYear
from reports.snapshot.snapshot import Snapshot, write_snapshot
from reports.snapshot.tables import LongTable, Row
from reports.snapshot.year import Figure, Name, Standing, Year
from reports.tables import figures
from tests.reports.specimen import PLEDGES, SOURCE, specimen_head

NATION = msgspec.structs.replace(PLEDGES, id="CNIPA:pledges", organization="CNIPA")
RATIO = msgspec.structs.replace(PLEDGES, value="42.5", numerator="17", denominator="40")
NOTHING = msgspec.structs.replace(PLEDGES, id="none", indicator="none", value=None, sources=())
NIL = msgspec.structs.replace(PLEDGES, id="nil", indicator="nil", value=None)
LEFT = msgspec.structs.replace(PLEDGES, id="45:pledges", organization="45", sources=("9.1",))
LEFT_SOURCE = msgspec.structs.replace(
    SOURCE, id="9.1", organization="45", organization_name=Name("广西", "Guangxi")
)
CITY_SOURCE = msgspec.structs.replace(SOURCE, id="8.1", organization="440100")


def year_of(folder: Path, *shown: Figure, rows: tuple[Row, ...] = ()) -> OfficeYear:
    """The office's year with the country's figure, others, and rows of the table by period."""
    head = specimen_head(is_frozen=True)
    office = msgspec.structs.replace(head.organization, code="CNIPA", kind="office")
    guangdong = Standing("44", SOURCE.organization_name, "bureau", "approved", "on_time", is_closed=True)
    year = Year((), (), (NATION, *shown), standings=(guangdong,), sources=(SOURCE, CITY_SOURCE, LEFT_SOURCE))
    path = folder / "report.json"
    write_snapshot(
        path,
        head=msgspec.structs.replace(head, organization=office),
        year=year,
        documents={},
        tables=[LongTable(figures.head(), rows)],
    )
    return OfficeYear(Snapshot(path))


def answer(**values: object) -> Row:
    """A row of the table by period: the province's value, approved."""
    told = {
        "organization_code": "44",
        "indicator": PLEDGES.name.zh,
        "period": "2021 年年终",
        "period_en": "Year end 2021",
        "value": "512.36",
        "approved_at": "2021-12-14T15:30:00+08:00",
        **values,
    }
    return tuple(told.get(column.key) for column in figures.head().columns)  # type: ignore[misc]


def dicts(year: OfficeYear, resource: object = ORGANIZATIONS) -> list[dict[str, object]]:
    return [dict(zip(resource.keys, row, strict=True)) for row in resource.rows(year)]  # type: ignore[attr-defined]


def test_the_numbers_of_a_ratio_stand_under_their_names(tmp_path: Path) -> None:
    (row,) = dicts(year_of(tmp_path, RATIO))
    assert (row["value"], row["numerator"], row["denominator"]) == ("42.5", "17", "40")


def test_what_nobody_approved_has_no_row_and_a_nil_return_has_one(tmp_path: Path) -> None:
    assert [row["indicator_code"] for row in dicts(year_of(tmp_path, NOTHING, NIL))] == ["nil"]


def test_who_is_not_named_in_the_report_is_in_no_table(tmp_path: Path) -> None:
    resting_on_a_city = msgspec.structs.replace(PLEDGES, sources=("7.2", "8.1"))
    year = year_of(tmp_path, resting_on_a_city, rows=(answer(organization_code="440100"),))
    assert {row["organization_code"] for row in dicts(year)} == {"44"}
    assert dicts(year, PERIODS) == []
    assert {row["organization_code"] for row in dicts(year, SOURCES)} == {"44"}


def test_who_is_asked_no_more_stands_as_the_report_prints_it(tmp_path: Path) -> None:
    year = year_of(tmp_path, LEFT, rows=(answer(organization_code="45"),))
    (row,) = dicts(year)
    assert (row["organization_code"], row["organization_zh"], row["is_closed"]) == ("45", "广西", False)
    assert [row["organization_zh"] for row in dicts(year, PERIODS)] == ["广西"]


@pytest.mark.parametrize(
    "left_out", [{"value": None}, {"approved_at": None}, {"indicator": "别的指标"}], ids=str
)
def test_a_row_by_period_holds_an_approved_number_of_the_plan(
    tmp_path: Path, left_out: dict[str, object]
) -> None:
    rows = (answer(), answer(**left_out))
    (row,) = dicts(year_of(tmp_path, rows=rows), PERIODS)
    assert (row["value"], row["approved_on"], row["organization_zh"]) == (
        "512.36",
        "2021-12-14",
        SOURCE.organization_name.zh,
    )


def test_a_source_that_the_snapshot_does_not_list_is_left_out(tmp_path: Path) -> None:
    unknown = msgspec.structs.replace(PLEDGES, sources=("9.9", "8.1"))
    figures_told = [row["table"] for row in dicts(year_of(tmp_path, unknown), SOURCES)]
    assert figures_told == ["targets"]
