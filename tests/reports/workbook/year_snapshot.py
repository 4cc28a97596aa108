"""Snapshots for tests of the workbook: a nation with its bureaus, and long tables with whatever text."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from reports.snapshot.snapshot import Snapshot, write_snapshot
from reports.snapshot.tables import LongTable, Row, TableColumn, TableHead
from reports.snapshot.year import Coverage, Figure, Name, Standing, Year
from tests.reports.specimen import PLEDGES, specimen_head, specimen_year

LINES = TableHead(
    "lines",
    Name("各地填报", "Lines"),
    (
        TableColumn("organization", Name("机构", "Organization"), width=16, language="zh"),
        TableColumn("organization_en", Name("机构", "Organization"), width=16, language="en"),
        TableColumn("version", Name("版本", "Version"), "integer", 8),
        TableColumn("value", Name("数值", "Value"), "number", 12, 2),
        TableColumn("filed_on", Name("报送日", "Filed on"), "day", 12),
        TableColumn("approved_at", Name("批准时间", "Approved at"), "instant", 17),
        TableColumn("nil", Name("零报告", "Nil"), "yes_no", 8),
        TableColumn("text", Name("文字", "Text"), width=40),
    ),
)
FILED, APPROVED = "2021-12-10", "2021-12-14T15:30:00+08:00"


def line(text: str | None, *, value: str | None = "512.36") -> Row:
    """One row of ``LINES``."""
    return ("广东", "Guangdong", 2, value, FILED, APPROVED, True, text)


def national_year() -> Year:
    """The year of the office, of whose figures one is told for three bureaus too."""
    nation = msgspec.structs.replace(
        PLEDGES,
        organization="CNIPA",
        value="3098.4",
        text=Name("3,098.4 亿元", "CNY 309.84 billion"),
        attainment="129.1",
        numerator="142",
        numerator_name=Name("惠及企业数", "Enterprises"),
        denominator="100",
        denominator_name=Name("上年同期", "Last year"),
        coverage=Coverage(3, 2, 0, 0, 1),
    )
    bureaus = [bureau("44", "512.36", 1), bureau("32", "411.5", 2), bureau("11", None, None)]
    standings = [
        Standing("44", Name("广东", "Guangdong"), "bureau", "approved", "on_time"),
        Standing("32", Name("江苏", "Jiangsu"), "bureau", "correcting", "late"),
        Standing("11", Name("北京", "Beijing"), "bureau", "not_filed", "overdue"),
    ]
    year = specimen_year()
    return msgspec.structs.replace(year, figures=(nation, *bureaus), standings=tuple(standings))


def bureau(code: str, value: str | None, rank: int | None) -> Figure:
    return msgspec.structs.replace(PLEDGES, organization=code, value=value, rank=rank, attainment=None)


def snapshot_with(
    path: Path,
    rows: Sequence[Row],
    *,
    title: str = "推动知识产权高质量发展年度工作指引",
    year: Year | None = None,
    **head: object,
) -> Snapshot:
    """The snapshot of the office with ``rows`` of ``LINES``."""
    whole = specimen_head()
    named = msgspec.structs.replace(whole.organization, code="CNIPA", name=Name("国家知识产权局", "CNIPA"))
    guidance = msgspec.structs.replace(whole.guidance, title=title)
    changed = msgspec.structs.replace(
        whole, organization=named, guidance=guidance, rows={"lines": len(rows)}, **head
    )
    year = year or national_year()
    write_snapshot(path, head=changed, year=year, documents={}, tables=[LongTable(LINES, rows)])
    return Snapshot(path)
