"""What the page of a comparison shows of it."""

from hypothesis import given

from reports.report_comparison.page import figures_of, sections_of
from reports.snapshot.document import Block, Heading, Paragraph, Passage, ReportDocument
from reports.text_comparison.documents import compared
from tests.reports.text_comparison.random_document import SENTENCES, document_of, documents

FIRST, SECOND, THIRD, *_REST = SENTENCES


def paragraph(text: str) -> Paragraph:
    return Paragraph((Passage(text),))


def two(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[ReportDocument, ReportDocument]:
    return document_of(before), document_of(after)


HEADINGS = (Heading(1, "二、", "主要做法和成效"), Heading(2, "（一）", "推进质押融资"))
BEFORE, AFTER = two(
    (*HEADINGS, paragraph(FIRST), paragraph(THIRD)), (*HEADINGS, paragraph(SECOND), paragraph(THIRD))
)


def test_what_differs_stands_under_the_headings_that_lead_to_it() -> None:
    (section,) = sections_of(compared(BEFORE, AFTER), shows_all=False)
    assert section.title == "主要做法和成效 › 推进质押融资"
    assert len(section.blocks) == 1
    assert section.hidden == 1


def test_all_of_it_has_every_heading_once() -> None:
    titles = [section.title for section in sections_of(compared(BEFORE, AFTER), shows_all=True)]
    assert "主要做法和成效" in titles
    assert len(titles) == len(set(titles))


def test_a_figure_leads_to_its_passage() -> None:
    comparison = compared(BEFORE, AFTER)
    (figure,) = figures_of(comparison)
    ((block,),) = [section.blocks for section in sections_of(comparison, shows_all=False)]
    assert (figure.before, figure.after) == ("12.5亿元", "13.5亿元")
    assert figure.heading == "推进质押融资"
    assert figure.words == "全省专利商标质押融资金额13.5亿元"
    assert figure.anchor == block.anchor


def test_figures_of_a_passage_that_one_report_has_alone_are_not_listed() -> None:
    assert figures_of(compared(*two((), (paragraph(FIRST),)))) == []


@given(documents, documents)
def test_each_difference_leads_to_the_next(before: ReportDocument, after: ReportDocument) -> None:
    sections = sections_of(compared(before, after), shows_all=False)
    blocks = [block for section in sections for block in section.blocks]
    assert [block.following for block in blocks] == [block.anchor for block in blocks[1:]] + [""][
        : len(blocks)
    ]


@given(documents, documents)
def test_every_figure_listed_leads_to_a_passage_that_is_shown(
    before: ReportDocument, after: ReportDocument
) -> None:
    comparison = compared(before, after)
    anchors = {
        block.anchor for section in sections_of(comparison, shows_all=False) for block in section.blocks
    }
    assert {figure.anchor for figure in figures_of(comparison)} <= anchors


@given(documents, documents)
def test_all_passages_are_shown_where_all_are_asked_for(
    before: ReportDocument, after: ReportDocument
) -> None:
    comparison = compared(before, after)
    shown = [block.change for section in sections_of(comparison, shows_all=True) for block in section.blocks]
    kept_headings = [
        section.heading
        for section in comparison.sections
        if section.heading is not None and not section.heading.differs
    ]
    assert len(shown) + len(kept_headings) == len(comparison.blocks)
