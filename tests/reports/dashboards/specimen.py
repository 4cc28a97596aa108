"""A view written out by hand, with everything that a file of it has to carry: for tests of files alone."""

import datetime as dt
from decimal import Decimal

from django.utils.safestring import SafeString

from reports.dashboards.shown_page import (
    Headline,
    KeyNumber,
    LegendMark,
    NamedChart,
    Point,
    PointList,
    ShownPage,
)
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number
from targets.charts.bullet import bullet_chart
from targets.charts.svg import BLUE, chart, element, link, text

AT = dt.datetime(2021, 11, 22, 9, 30, 15, 123456, tzinfo=dt.UTC)
FACTS = (
    ("机构", "国家知识产权局"),
    ("工作指引", "推动知识产权高质量发展年度工作指引（2021）"),
    ("报告期", "2021年第三季度"),
    ("口径", "仅已审核通过的填报"),
    ("截至", "2021年11月22日 17:30"),
    ("覆盖", "44 家应报，37 家已通过，2 家零报告"),
    ("导出人", "王芳"),
    ("导出时间", "2021年11月22日 17:30"),
)
# A head of each kind: words, figures in a unit with rank and outcome, shares, days, units of their own.
HEADS = (
    Head("name", "机构"),
    Head(
        "pledge",
        "质押融资额",
        unit="亿元",
        is_number=True,
        further=(Head("rank", "位次", is_number=True), Head("outcome", "结果")),
    ),
    Head("share", "完成率", unit="%", group="目标", is_number=True),
    Head("due", "期限", group="目标"),
    Head("other", "其他指标", is_number=True),
)


def number(value: str, decimals: int) -> Number:
    return Number(Decimal(value), decimals)


def place_row(name: str, pledge: str, *, level: int = 0, parent: str = "", heat: int = 3) -> Row:
    """One organization: a figure with rank and outcome, a share, a day, and a figure with its own unit."""
    value = number(pledge, 1)
    cells = (
        Cell(name),
        Cell(
            value,
            f"{pledge} 亿元",
            note="已审核通过的填报之和",
            css=f"heat heat--{heat}",
            drawing=bullet(value.value),
            state="at_risk",
            further=(3, "有风险"),
        ),
        Cell(number("94.6", 1), "94.6%", state="met"),
        Cell(dt.date(2021, 12, 15)),
        Cell(number("18.4", 1), "18.4 个月", unit="个月"),
    )
    return Row(name, cells, parent=parent, level=level)


def bullet(value: Decimal) -> SafeString:
    return bullet_chart(
        value=value,
        bounds=[Decimal(240)],
        expected=Decimal(180),
        title="质押融资额",
        description="目标 240 亿元",
    )


def places_table(count: int = 3) -> DataTable:
    """Provinces with a city beneath the first, and a total."""
    rows = [place_row(f"省份{place}", f"{place}20.5", heat=place % 6) for place in range(1, count + 1)]
    rows.insert(1, place_row("城市", "20.5", level=1, parent="省份1"))
    total = Row("total", (Cell("合计"), Cell(number("741.5", 1), "741.5 亿元"), Cell(), Cell(), Cell()))
    return DataTable("places", "各地与指标", HEADS, tuple(rows), totals=(total,), note="不含港澳台。")


def empty_table() -> DataTable:
    return DataTable(
        "none", "尚无数据", (Head("a", "机构"), Head("b", "家数")), (), empty="没有符合条件的行。"
    )


def drawing() -> SafeString:
    mark = link("/targets/1/", "37 已通过", element("rect", x=0, y=10, width=200, height=30, fill=BLUE))
    return chart(
        mark,
        text("37 家 <已通过> & 其他", 4, 60),
        title="填报情况",
        description="37 家",
        width=640,
        height=80,
    )


def specimen_page(*, rows: int = 3) -> ShownPage:
    numbers = (
        KeyNumber("指标", "10", "项", "4 项已达成", value=10),
        KeyNumber("质押融资", "1,121.5", "亿元", "比上周 +121.5", "at_risk", value=number("1121.5", 1)),
        KeyNumber("完成率", "94.6%", state="met"),
    )
    points = (
        Point("江苏省知识产权局已逾期 3 天", "error", "由第三季度填报起"),
        Point("=1+1", "warning"),
    )
    return ShownPage(
        name="office-2021",
        title="总览",
        subject="国家知识产权局",
        headline=Headline("10 项目标：4 已达成、3 进展正常、1 有风险、2 待评。", numbers),
        facts=FACTS,
        lists=(
            PointList("attention", "需要关注", points),
            PointList("changes", "新变化", (), empty="自上次查看以来没有变化。"),
        ),
        tables=(places_table(rows), empty_table()),
        charts=(
            NamedChart(
                "states",
                "填报情况",
                drawing(),
                (LegendMark("已审核通过", BLUE, "mark--approved"),),
                "按家数。",
            ),
        ),
    )
