"""The office's year of a small country, built by hand, and its report."""

from typing import Any

from reports.composition.manuscript import Manuscript
from reports.composition.occasion import Occasion
from reports.composition.office.nation import Nation
from reports.composition.office.report import compose_office_report
from reports.gathering.office.office_year import office_year
from reports.gathering.office.part import Part
from reports.gathering.office.remarks import remarks_on
from reports.snapshot.document import ReportDocument, Table
from reports.snapshot.head import OrganizationHead
from reports.snapshot.year import Name, Year
from tests.reports.composition.specimen import occasion as bureau_occasion
from tests.reports.gathering.office.specimen import figure, own, part, said, section, yardstick, year

OFFICE = OrganizationHead(
    "CNIPA",
    "office",
    Name("国家知识产权局", "CNIPA"),
    Name("国家知识产权局", "National Intellectual Property Administration"),
)
TEXTS = {
    "31": "出台地方条例，设立专项资金2亿元。",
    "44": "举办对接活动，惠及园区40个。",
    "54": "启动培训计划，覆盖县区12个。",
}
NATIONAL: dict[str, Any] = {
    "name": Name("专利商标质押融资规模", "Pledge financing"),
    "goal": Name("≥ 2,400 亿元", "at least CNY 240 billion"),
    "outcome": "met",
    "outcome_name": Name("已达成", "Met"),
    "attainment": "129.1",
    "summary": Name("质押融资规模：3,098 亿元，超额完成 698 亿元。", "Pledge financing: CNY 309.8 billion."),
    "last_year": "2180",
    "change": Name("+918 亿元（+42.1%）", "+CNY 91.8 billion (+42.1%)"),
}


def country(*parts: Part, **changed: Any) -> Year:
    """The office's year of these organizations, by default three bureaus and a department."""
    given = parts or (
        *(part(code, told(code, text)) for code, text in TEXTS.items()),
        part("D-YYC", told("D-YYC", "制定管理办法，征求8个单位意见。")),
    )
    national = own(figures=(figure("CNIPA", 3098, sources=("31.4", "44.4"), **NATIONAL | changed),))
    return office_year(national, given, {"pledge": yardstick()}, remarks=remarks_on(given, {}))


def told(code: str, *achievements: str, **changed: Any) -> Year:
    """A year in which somebody achieved something on the one section."""
    return year(code, sections=(section(achievements=said(code, *achievements), **changed),))


def occasion(**head: Any) -> Occasion:
    given = bureau_occasion(**{"organization": OFFICE, "day": "2021-12-20"} | head)
    return Occasion(head=given.head, addressee=Name("局领导", "The leadership"))


def nation(given: Year | None = None, language: str = "zh-hans", **head: Any) -> Nation:
    return Nation(Manuscript(given or country(), occasion(**head), language))


def report(given: Year | None = None, language: str = "zh-hans", **head: Any) -> ReportDocument:
    return compose_office_report(given or country(), occasion(**head), language)


def table(document: ReportDocument, title: str) -> Table:
    """The first table of the title, in the body or an annex."""
    blocks = (*document.body, *(block for annex in document.annexes for block in annex.blocks))
    return next(block for block in blocks if isinstance(block, Table) and block.title == title)


def rows(found: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]
