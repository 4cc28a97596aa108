"""Documents to set in tests of the Word form, and snapshots of them."""

import random
from pathlib import Path

import msgspec

from reports.rendering import silent
from reports.snapshot.document import (
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
    ReportDocument,
    Signature,
    Table,
)
from reports.word.numbering import PATTERNS
from reports.word.render import render_docx
from tests.reports import specimen
from tests.reports.specimen import paragraph, snapshot_of

HOSTILE = (
    "=1+1 ＝２ a\ufffeb\x00c\x07\x85d\u2028e\u202eevil\u202c]]> <w:t> &amp; 😀👩‍👩‍👧 䶮𠮷镕\t_x0041_ “引”——…"
)
NAME_OF_40 = "新疆生产建设兵团知识产权运营促进与公共服务保护中心（乌鲁木齐经济技术开发区示范基地"
FILLER = "知识产权强国建设纲要"


def rendered(document: ReportDocument, folder: Path, name: str = "report") -> Path:
    """The document as a Word file."""
    path = folder / f"{name}.docx"
    render_docx(snapshot_of(document, folder), document.language, path, silent)
    return path


def full_pages() -> ReportDocument:
    """A plain report whose lines hold nothing but full-width signs, over several pages."""
    body = tuple(paragraph(FILLER * 60) for _number in range(6))
    return msgspec.structs.replace(specimen.specimen_document(form=Form.PLAIN), body=body)


def numbered(*numbers: tuple[int, str]) -> ReportDocument:
    """A report whose headings have these levels and numbers."""
    body = tuple(Heading(level, number, f"甲{place}乙") for place, (level, number) in enumerate(numbers))
    return ReportDocument("zh-hans", ("报告",), "", body, Signature("局"))


def wildly_numbered() -> ReportDocument:
    """A report whose headings leave levels out, skip numbers, start anew and have odd numbers."""
    chance = random.Random(5)  # noqa: S311 (the same every time)
    numbers: list[tuple[int, str]] = []
    last = [0] * 4
    for _number in range(120):
        place = chance.choice([0, 0, 1, 1, 1, 2, 2, 3])
        if chance.random() < 0.1:
            numbers.append((place + 1, chance.choice(["第一部分", "①", "(三)", "A."])))
            continue
        last[place] = last[place] + 1 if chance.random() < 0.7 else chance.randint(1, 25)
        last[place + 1 :] = [0] * (3 - place)
        numbers.append((place + 1, PATTERNS[place].printed(last[place])))
    return numbered(*numbers)


def english_document(form: Form = Form.OFFICIAL) -> ReportDocument:
    """The skeleton in English, with Chinese among it."""
    body: tuple[Block, ...] = (
        Heading(1, "1.", "Overview"),
        Heading(2, "1.1", "Figures"),
        paragraph("Pledge financing came to CNY 51.2 billion — “more than ever”. " * 8),
        specimen.targets_table(),
        specimen.specimen_document().body[3],
        Heading(1, "2.", "What was done"),
        Heading(2, "2.1", "By section"),
    )
    return ReportDocument(
        "en",
        ("Report on the Guidance of 2021",),
        "To the Department of IP Utilization:",
        body,
        Signature("Guangdong Intellectual Property Office", "14 December 2021", "(Contact: Li Ming)"),
        letterhead=Letterhead(form, "Guangdong Intellectual Property Office", "Yuezhi [2021] 12", "Zhou Min"),
        standing="Draft as of 14 December 2021",
        closing="This is our report.",
        attachments=("Targets", "Ledger"),
        annexes=(Annex("Annex 1", "Ledger", (specimen.ledger_table(),), is_wide=True),),
        colophon=Colophon("all offices", "General office", "14 December 2021"),
    )


def hostile_document() -> ReportDocument:
    """A report with everything in it that goes wrong somewhere."""
    table = Table(
        HOSTILE,
        (Column(HOSTILE, 0), Column("长", 30), Column("", 1)),
        ((Cell(HOSTILE), Cell("长文" * 25_000), Cell("")), (Cell("@SUM(A1)"), Cell("\n\n"), Cell("－1"))),
        (HOSTILE,),
    )
    chart = Chart(HOSTILE, HOSTILE, (Bar(HOSTILE * 9, "-1.5", HOSTILE), Bar("", None, "", "0")), HOSTILE)
    empty = Chart("图", "%", (), "没有任何填报。")
    body: tuple[Block, ...] = (
        Heading(1, HOSTILE, HOSTILE),
        Heading(2, "50%", "百分之五十"),
        Heading(3, "", ""),
        paragraph(""),
        *(paragraph(HOSTILE) for _number in range(60)),
        table,
        msgspec.structs.replace(table, rows=table.rows[1:]),
        Table("没有行", (Column("列"),), ()),
        Table("没有列", (), ()),
        chart,
        empty,
    )
    return ReportDocument(
        "zh-hans",
        (HOSTILE, NAME_OF_40),
        HOSTILE,
        body,
        Signature(NAME_OF_40, HOSTILE, HOSTILE),
        letterhead=Letterhead(Form.OFFICIAL, f"{NAME_OF_40}文件", HOSTILE, HOSTILE),
        standing=HOSTILE,
        notices=(HOSTILE,),
        closing=HOSTILE,
        attachments=(HOSTILE, NAME_OF_40, HOSTILE),
        annexes=(Annex(HOSTILE, HOSTILE, (chart,), is_wide=True), Annex("", "", ())),
        colophon=Colophon(f"{NAME_OF_40}，" * 6, HOSTILE, HOSTILE),
    )


def empty_document() -> ReportDocument:
    """A report of a year in which nothing was filed."""
    return ReportDocument("zh-hans", ("报告",), "", (), Signature("广东省知识产权局"))
