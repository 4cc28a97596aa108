"""A view as plain text, parsed again."""

import csv
from io import StringIO

from reports.handouts.plain import plain_of
from tests.reports.dashboards.specimen import FACTS, empty_table, places_table, specimen_page


def parsed(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_facts_stand_on_top_and_tables_below_each_other() -> None:
    page = specimen_page()
    content = plain_of(page, page.tables)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = parsed(content)
    assert lines[0] == ["国家知识产权局", "总览"]
    assert [tuple(line) for line in lines[1 : 1 + len(FACTS)]] == list(FACTS)
    assert lines[9] == [page.headline.sentence]
    assert [line for line in lines if len(line) == 1][1:] == [
        ["各地与指标"],
        ["不含港澳台。"],
        ["尚无数据"],
        ["没有符合条件的行。"],
    ]


def test_rows_are_bare_numbers_with_their_further_columns_and_units(english: None) -> None:
    lines = parsed(plain_of(specimen_page(), [places_table()]))
    head = lines.index(["各地与指标"]) + 1
    assert lines[head] == [
        "机构",
        "质押融资额 · Figure (亿元)",
        "质押融资额 · 位次",
        "质押融资额 · 结果",
        "目标 · 完成率 (%)",
        "目标 · 期限",
        "其他指标",
        "Unit",
    ]
    assert lines[head + 1] == ["省份1", "120.5", "3", "有风险", "94.6", "2021-12-15", "18.4", "个月"]
    assert lines[head + 5][:2] == ["合计", "741.5"]


def test_a_table_alone_leaves_the_others_out() -> None:
    assert ["各地与指标"] not in parsed(plain_of(specimen_page(), [empty_table()]))
