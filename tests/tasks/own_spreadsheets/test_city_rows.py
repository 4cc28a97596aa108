"""One spreadsheet with a row for each city fills the filing of each."""

from django.utils.translation import override

from spreadsheets.incoming.values import Merged
from tasks.line_imports.edits import FilingEdits, Finding, Weight
from tasks.own_spreadsheets.city_rows import city_edits
from tasks.own_spreadsheets.mapping import CityFiling, CityMapping, ColumnEntry, FilingSubjects
from tests.tasks.own_spreadsheets.making import LOANS, PLEDGE, book, sheet

SUBJECTS = {("measurement", "pledge-financing"): 11, ("measurement", "loans"): 12}
CITIES = (
    CityFiling(FilingSubjects(1, SUBJECTS), ("广州市知识产权局", "广州市", "广州", "440100")),
    CityFiling(FilingSubjects(2, SUBJECTS), ("深圳市知识产权局", "深圳市", "深圳", "440300")),
)
MAPPING = CityMapping(
    "各市", "地市", (ColumnEntry("质押融资（亿元）", PLEDGE), ColumnEntry("贷款笔数", LOANS))
)
HEAD = ("地市", "质押融资（亿元）", "贷款笔数")


def read(
    *rows: tuple[object, ...], merged: tuple[Merged, ...] = (), cities: tuple[CityFiling, ...] = CITIES
) -> tuple[tuple[FilingEdits, ...], tuple[Finding, ...]]:
    with override("en"):
        return city_edits(MAPPING, book(sheet(*rows, title="各市", merged=merged)), cities)


def said(edits: tuple[FilingEdits, ...]) -> dict[int, dict[int, str]]:
    return {each.filing: {line.subject: line.fields["value"].text for line in each.lines} for each in edits}


def test_each_city_has_its_row_by_name_or_code_in_any_order() -> None:
    edits, findings = read(HEAD, (440300, 30, 5), ("广 州", 20.5, None))
    assert said(edits) == {1: {11: "20.5亿元"}, 2: {11: "30亿元", 12: "5"}}
    assert findings == ()


def test_columns_that_moved_are_followed() -> None:
    edits, findings = read(("表一",), ("贷款笔数", "地市", "质押融资（亿元）"), (5, "广州", 20))
    assert said(edits) == {1: {11: "20亿元", 12: "5"}}
    assert findings == ()


def test_rows_of_others_and_totals_are_left_out_and_said() -> None:
    edits, findings = read(HEAD, ("广州", 20, 1), ("合计", 50, 6), ("长沙", 9, 9))
    assert said(edits) == {1: {11: "20亿元", 12: "1"}}
    assert [(finding.weight, str(finding.place)) for finding in findings] == [
        (Weight.NOTE, "各市!A3"),
        (Weight.NOTE, "各市!A4"),
    ]


def test_a_city_with_two_rows_is_not_read() -> None:
    edits, findings = read(HEAD, ("广州", 20, 1), ("深圳", 30, 2), ("广州市", 21, 1))
    assert said(edits) == {2: {11: "30亿元", 12: "2"}}
    assert [finding.weight for finding in findings] == [Weight.ERROR]
    assert "(各市!A2、各市!A4)" in findings[0].message


def test_a_name_that_two_cities_share_is_read_for_neither() -> None:
    office = CityFiling(FilingSubjects(3, SUBJECTS), ("广州市市场监督管理局", "广州市", "广州", "4401"))
    edits, findings = read(HEAD, ("广州", 20, 1), ("深圳", 30, 2), ("4401", 4, 4), cities=(*CITIES, office))
    assert said(edits) == {2: {11: "30亿元", 12: "2"}, 3: {11: "4亿元", 12: "4"}}
    [finding] = findings
    assert (finding.weight, str(finding.place)) == (Weight.ERROR, "各市!A2")
    assert "may be several" in finding.message


def test_a_column_with_another_unit_is_not_read() -> None:
    edits, findings = read(("地市", "质押融资（万元）", "贷款笔数"), ("广州", 20, 1))
    assert said(edits) == {1: {12: "1"}}
    assert findings[0].message.startswith("The head “质押融资（亿元）” now reads “质押融资（万元）”")


def test_another_unit_above_the_table_is_told() -> None:
    mapping = CityMapping("各市", "地市", (ColumnEntry("质押融资", PLEDGE),))
    rows = [("单位：万元",), ("地市", "质押融资"), ("广州", 20)]
    with override("en"):
        edits, findings = city_edits(mapping, book(sheet(*rows, title="各市")), CITIES)
    assert said(edits) == {1: {11: "20亿元"}}
    assert [(finding.weight, str(finding.place)) for finding in findings] == [(Weight.NOTE, "各市!B2")]
    assert "states the unit 万元" in findings[0].message


def test_without_the_column_of_names_nothing_is_read() -> None:
    edits, findings = read(("单位", "质押融资（亿元）"), ("广州", 20))
    assert (edits, [finding.weight for finding in findings]) == ((), [Weight.ERROR])


def test_cities_merged_over_rows_are_not_read() -> None:
    edits, findings = read(HEAD, ("广州", 20, 1), (None, 21, 2), merged=(Merged(2, 1, 3, 1),))
    assert (edits, len(findings)) == ((), 1)
