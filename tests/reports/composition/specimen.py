"""A year of one bureau, built by hand, and the occasion of its report."""

from typing import Any

from reports.composition.occasion import Occasion
from reports.snapshot.document import Cell, Form, Heading, Letterhead, Paragraph, ReportDocument, Table
from reports.snapshot.head import GuidanceHead, Head, OrganizationHead
from reports.snapshot.year import (
    Case,
    EvidenceFile,
    Figure,
    Name,
    PeriodYear,
    SectionYear,
    Source,
    Statement,
    TaskYear,
    Year,
)
from tests.reports.gathering.office import specimen

TITLE = "推动知识产权高质量发展年度工作指引（2021）"
FULL_NAME = Name("上海市知识产权局", "Shanghai IP Bureau")
BUREAU = OrganizationHead("31", "bureau", Name("上海", "Shanghai"), FULL_NAME)
QUARTER, YEAR_END = Name("2021 年第三季度", "Third quarter of 2021"), Name("2021 年终", "Year end 2021")


def occasion(**changed: Any) -> Occasion:
    """The occasion of 上海's report on 14 December 2021, not frozen."""
    given: dict[str, Any] = {
        "guidance": GuidanceHead(2021, TITLE, "", "国家知识产权局", "2021-12-15"),
        "organization": BUREAU,
        "as_of": "2021-12-14T02:30:00+00:00",
        "day": "2021-12-14",
        "is_frozen": False,
        "is_sample": False,
    }
    return Occasion(
        head=Head(**given | changed),
        addressee=Name("国家知识产权局知识产权运用促进司", "Department of IP Utilization"),
        letterhead=Letterhead(Form.OFFICIAL, "上海市知识产权局文件"),
        contact="联系人：张三，021-12345678",
    )


def source(key: str, period: Name = YEAR_END, status: str = "approved") -> Source:
    return Source(
        id=key,
        filing=int(key.split(".", maxsplit=1)[0]),
        organization="31",
        organization_name=BUREAU.full_name,
        period=period,
        version=1,
        status=status,
        submitted_by="任海涛",
        approved_by="孙晓燕" if status == "approved" else None,
    )


def figure(**changed: Any) -> Figure:
    given: dict[str, Any] = {
        "id": "31:pledge",
        "organization": "31",
        "indicator": "pledge",
        "name": Name("专利商标质押融资规模", "Pledge financing"),
        "unit": Name("亿元", "CNY 100 million"),
        "text": Name("189.6 亿元", "CNY 18.96 billion"),
        "value": "189.6",
        "holds_on": "2021-11-17",
        "goal": Name("≥ 150 亿元", "at least CNY 15 billion"),
        "share": "150",
        "outcome": "met",
        "outcome_name": Name("已达成", "Met"),
        "attainment": "126.4",
        "summary": Name(
            "质押融资规模：189.6 亿元，超额完成 39.6 亿元。", "Pledge financing: CNY 18.96 billion."
        ),
        "section": "一/三/3",
        "responsible": Name("知识产权运用促进司", "Department of IP Utilization"),
        "sources": ("4.1",),
    }
    return Figure(**given | changed)


def period(name: Name = YEAR_END, **changed: Any) -> PeriodYear:
    given: dict[str, Any] = {
        "order": 4,
        "kind": "year_end",
        "name": name,
        "ends_on": "2021-12-31",
        "due_on": "2021-12-15",
        "state": "approved",
        "timeliness": "on_time",
        "filed_on": "2021-11-17",
        "source": "4.1",
    }
    return PeriodYear(**given | changed)


def quarter(**changed: Any) -> PeriodYear:
    given = {"order": 3, "kind": "quarter", "ends_on": "2021-09-30", "due_on": "2021-10-20", "source": "3.1"}
    return period(QUARTER, **given | changed)


def task(order: int, section: str, **changed: Any) -> TaskYear:
    given: dict[str, Any] = {
        "measure_states": (("健全评估体系。", "completed"), ("发展金融服务。", "in_progress")),
        "sources": ("4.1",),
    }
    return specimen.task(order, section, **given | changed)


def unasked_task(order: int, section: str) -> TaskYear:
    return task(
        order,
        section,
        organizations=0,
        approved=0,
        measures=0,
        completed=0,
        percent_complete=None,
        measure_states=(("开展研究。", ""),),
        sources=(),
    )


def section(path: str, number: str, title: str, level: int = 2, **changed: Any) -> SectionYear:
    return specimen.section(path, number=number, title=title, level=level, **changed)


def statement(text: str, source_id: str = "4.1") -> Statement:
    return Statement(text, (source_id,), 1)


def year(**changed: Any) -> Year:
    """A year with two asked sections, one of them unanswered, and one that others answer."""
    given: dict[str, Any] = {
        "sections": (
            section("三", "三、", "政策配套实施", 1),
            section(
                "三/五",
                "（五）",
                "健全知识产权保护政策",
                achievements=(statement("办结案件42件。新增工作站4个。"), statement("全年培训5期", "3.1")),
                problems=(statement("基层专业人员不足。"),),
                next_steps=(statement("加强培训；"), statement("推进试点。")),
            ),
            section("三/六", "（六）", "完善运用促进政策"),
            section("三/八", "（八）", "深化“国际”合作", is_asked=False),
        ),
        "tasks": (
            task(1, "三/五"),
            task(2, "三/六", approved=0, measures=0, completed=0, percent_complete=None, sources=()),
            unasked_task(3, "三/八"),
        ),
        "figures": (figure(),),
        "cases": (Case("31", 1, "“入园惠企”", "第一段。\n第二段。", ("三/六",), ("4.1",)),),
        "evidence": (EvidenceFile("证明.pdf", 20_000, "ab" * 32, Name("任务1", "Task 1"), ("4.1",)),),
        "periods": (quarter(), period()),
        "sources": (source("3.1", QUARTER), source("4.1")),
    }
    return Year(**given | changed)


def text_of(document: ReportDocument) -> str:
    """All paragraphs and headings of the body, a line each."""
    lines = []
    for block in document.body:
        if isinstance(block, Heading):
            lines.append(f"{block.number}{block.text}")
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return "\n".join(lines)


def cells_of(document: ReportDocument) -> list[Cell]:
    return [cell for table in tables_of(document) for row in table.rows for cell in row]


def tables_of(document: ReportDocument) -> list[Table]:
    blocks = (*document.body, *(block for annex in document.annexes for block in annex.blocks))
    return [block for block in blocks if isinstance(block, Table)]
