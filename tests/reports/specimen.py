"""A report written out by hand, with everything a form has to set: for tests of forms alone."""

from pathlib import Path

from reports.snapshot.digests import Digests
from reports.snapshot.document import (
    Align,
    Annex,
    Bar,
    Block,
    Cell,
    Chart,
    Colophon,
    Column,
    Form,
    Heading,
    Letterhead,
    Paragraph,
    Passage,
    ReportDocument,
    Signature,
    Table,
)
from reports.snapshot.head import GuidanceHead, Head, OrganizationHead
from reports.snapshot.snapshot import Snapshot, write_snapshot
from reports.snapshot.tables import LongTable, TableColumn, TableHead
from reports.snapshot.year import Case, Figure, Name, SectionYear, Source, Statement, TaskYear, Year

GUIDANCE = "推动知识产权高质量发展年度工作指引（2021）"
PLEDGES = Figure(
    id="pledge_financing",
    organization="44",
    indicator="pledge_financing",
    name=Name("专利商标质押融资规模", "Pledge financing of patents and trademarks"),
    unit=Name("亿元", "CNY 100 million"),
    text=Name("512.36 亿元", "CNY 51.236 billion"),
    value="512.36",
    holds_on="2021-12-31",
    goal=Name("不少于 300 亿元", "at least CNY 30 billion"),
    goal_value="300",
    outcome="met",
    outcome_name=Name("已完成", "Met"),
    sources=("7.2",),
)
SOURCE = Source(
    id="7.2",
    filing=7,
    organization="44",
    organization_name=Name("广东省知识产权局", "Guangdong"),
    period=Name("2021 年年终", "Year end 2021"),
    version=2,
    status="approved",
    approved_at="2021-12-14T15:30:00+08:00",
    approved_by="周敏",
)
SENTENCES = (
    "全省专利商标质押融资金额 512.36 亿元，惠及企业 4,312 家；",
    "“入园惠企”行动覆盖 21 个地市——累计举办银企对接活动 86 场，镕、䶮、𠮷等生僻字照样可读；",
    "建成在华技术与创新支持中心（TISC）9 家，“一窗通办”窗口 21 个。",
)


def specimen_document(*, paragraphs: int = 24, form: Form = Form.OFFICIAL) -> ReportDocument:
    """The report of one bureau in Chinese; ``paragraphs`` fill as many pages as one likes."""
    return ReportDocument(
        language="zh-hans",
        letterhead=Letterhead(form=form, mark="广东省知识产权局文件", document_number="粤知〔2021〕12号"),
        standing="未定稿　截至 2021 年 12 月 14 日 15:30 已批准的填报",
        notices=("本报告含示例数据：人员、填报和数字均为虚构。",),
        title=("广东省知识产权局关于落实《推动知识产权", "高质量发展年度工作指引（2021）》情况的报告"),
        addressee="知识产权运用促进司：",
        body=specimen_body(paragraphs),
        closing="特此报告。",
        attachments=("目标完成情况表", "任务台账"),
        signature=Signature("广东省知识产权局", "2021年12月14日", "（联系人：李明　联系电话：020-12345678）"),
        annexes=(
            Annex("附件1", "目标完成情况表", (targets_table(),)),
            Annex("附件2", "任务台账", (ledger_table(),), is_wide=True),
        ),
        colophon=Colophon("各地级以上市市场监督管理局", "广东省知识产权局办公室", "2021年12月14日印发"),
    )


def specimen_body(paragraphs: int) -> tuple[Block, ...]:
    """Every kind of block but a picture, and headings of every level."""
    ordinals = ("一是", "二是", "三是")
    return (
        Heading(1, "一、", "总体情况"),
        Paragraph(
            (Passage("2021 年，我局认真落实国家知识产权局部署，", ()), Passage(SENTENCES[0], ("7.2",)))
        ),
        targets_table(),
        Chart(
            title="图1 主要指标完成比例",
            unit="%",
            bars=(
                Bar("专利商标质押融资规模", "170.8", "170.8 %", "100"),
                Bar("融资惠及企业数量增长率", "42.0", "42.0 %", "100"),
                Bar("在华 TISC", None, "未报"),
            ),
            description="各项指标完成比例：质押融资规模 170.8 %，惠及企业 42.0 %，TISC 未报。",
        ),
        Heading(1, "二、", "主要做法和成效"),
        Heading(2, "（一）", "加强知识产权转化运用"),
        Heading(3, "1.", "推进质押融资"),
        Heading(4, "（1）", "扩大覆盖面"),
        *(
            Paragraph(
                (
                    Passage("质押融资提质扩面。"),
                    *(
                        Passage(f"{ordinal}{text}", ("7.2",), is_quoted=True)
                        for ordinal, text in zip(ordinals, SENTENCES, strict=True)
                    ),
                )
            )
            for _number in range(paragraphs)
        ),
        Heading(1, "三、", "存在问题"),
        Paragraph((Passage("（本部分无单位填报。）"),)),
    )


def targets_table() -> Table:
    return Table(
        title="表1 主要目标完成情况",
        columns=(
            Column("指标", 30),
            Column("目标", 20),
            Column("完成", 20, Align.END),
            Column("判断", 15, Align.CENTRE),
        ),
        rows=(
            (
                Cell("专利商标质押融资规模"),
                Cell("不少于 300 亿元"),
                Cell("512.36 亿元", ("7.2",), figure="pledge_financing"),
                Cell("已完成"),
            ),
            (Cell("在华 TISC"), Cell("完成 100 家"), Cell("未报"), Cell("无数据")),
        ),
        notes=("注：数据截至 2021 年 12 月 31 日。",),
    )


def ledger_table() -> Table:
    return Table(
        title="",
        columns=(
            Column("条目", 10),
            Column("任务", 30),
            Column("进展", 50),
            Column("完成举措", 10, Align.END),
        ),
        rows=tuple(
            (Cell(f"（{place}）"), Cell("加强知识产权转化运用"), Cell(SENTENCES[place % 3]), Cell("3/4"))
            for place in range(60)
        ),
    )


def specimen_year() -> Year:
    statement = Statement("".join(SENTENCES), ("7.2",), task=6)
    return Year(
        sections=(
            SectionYear(
                "二/六", "（六）", "加强知识产权转化运用", 2, is_asked=True, achievements=(statement,)
            ),
        ),
        tasks=(
            TaskYear(
                6,
                "二/六",
                Name("加强转化运用", "Use"),
                "in_progress",
                1,
                1,
                4,
                3,
                0,
                "75.0",
                sources=("7.2",),
            ),
        ),
        figures=(PLEDGES,),
        cases=(Case("44", 1, "一家企业的质押贷款", "甲公司以专利质押获得贷款。", ("二/六",), ("7.2",)),),
        sources=(SOURCE,),
    )


def specimen_head(*, is_frozen: bool = False) -> Head:
    return Head(
        guidance=GuidanceHead(2021, GUIDANCE, "国知发运字〔2021〕3号", "国家知识产权局", "2021-12-15"),
        organization=OrganizationHead(
            "44",
            "bureau",
            Name("广东省知识产权局", "Guangdong"),
            Name("广东省知识产权局", "Guangdong"),
        ),
        as_of="2021-12-14T15:30:00+08:00",
        day="2021-12-14",
        is_frozen=is_frozen,
        is_sample=True,
        version=1 if is_frozen else None,
        frozen_by="周敏" if is_frozen else None,
        rows={"filings": 2},
    )


def filings_table() -> LongTable:
    columns = (
        TableColumn("organization", Name("机构", "Organization"), width=24),
        TableColumn("version", Name("版本", "Version"), "integer", 8),
        TableColumn("value", Name("数值", "Value"), "number", 12, 2),
        TableColumn("filed_on", Name("报送日", "Filed on"), "day", 12),
    )
    rows = [("广东省知识产权局", 2, "512.36", "2021-12-10"), ("=1+1", 1, None, None)]
    return LongTable(TableHead("filings", Name("填报", "Filings"), columns), rows)


def write_specimen(path: Path, *, is_frozen: bool = False) -> Digests:
    """The whole snapshot as a file."""
    return write_snapshot(
        path,
        head=specimen_head(is_frozen=is_frozen),
        year=specimen_year(),
        documents={"zh-hans": specimen_document()},
        tables=[filings_table()],
    )


def snapshot_of(document: ReportDocument, folder: Path) -> Snapshot:
    """A snapshot that holds one document and no table; the rest is the specimen's."""
    path = folder / "snapshot.json"
    documents = {document.language: document}
    write_snapshot(path, head=specimen_head(), year=specimen_year(), documents=documents, tables=[])
    return Snapshot(path)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Passage(text),))
