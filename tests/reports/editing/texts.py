"""Texts to edit, written out or drawn by lot, and moves drawn by lot."""

from collections.abc import Callable

from hypothesis import strategies as st

from reports.editing import moves
from reports.editing.insertion import Material, Place, inserted
from reports.editing.parts import Part, Text, begun
from reports.snapshot.document import (
    Bar,
    Block,
    Chart,
    Heading,
    Paragraph,
    Passage,
    ReportDocument,
    Signature,
)
from reports.snapshot.year import Name, Source

CHART = Chart("质押融资", "亿元", (Bar("一季度", "1", "1 亿元"),), "逐季度的质押融资。")


def quoted(text: str, *sources: str) -> Passage:
    return Passage(text, sources, is_quoted=True)


def document(*body: Block) -> ReportDocument:
    return ReportDocument("zh-hans", ("报告",), "局：", body, Signature("某局"))


REPORT = document(
    Paragraph((Passage("现将落实情况报告如下。"),)),
    Heading(1, "一、", "总体情况"),
    Paragraph((Passage("全年办结 12 件，", ("1.1",)), quoted("质押融资 38.5 亿元。", "2.1"))),
    CHART,
    Heading(1, "二、", "主要做法和成效"),
    Heading(2, "（一）", "加强政策引导"),
    Paragraph((Passage("举措共 3 项，均已完成。", ("1.1",)), quoted("出台实施意见。", "3.1"))),
    Paragraph((quoted("召开推进会 2 次。", "4.1"),)),
    Heading(2, "（二）", "提升审查质量"),
    Paragraph((quoted("审查周期缩短至 18.4 个月。", "5.1"),)),
    Heading(1, "三、", "存在问题"),
    Paragraph((quoted("人才不足。", "6.1"),)),
)
TOLD = Material(
    "text-7-progress-1-achievements",
    (
        Paragraph((Passage("广东："), quoted("开办 3 家中心。", "7.2"))),
        Paragraph((quoted("培训 40 人。", "7.2"),)),
    ),
    Place(2, "加强政策引导"),
    (Source("7.2", 7, "44", Name("广东", "Guangdong"), Name("三季度", "Q3"), 2, "approved"),),
)
DRAWN = Material("chart-4", (CHART,), Place(1))
NUMBERS = range(1, 20)
WORDS = (
    "新写一段。",
    "质押融资 39 亿元。",
    "召开推进会 2 次。\n另起一段。",
    "出台实施意见。全年办结 12 件，",
)


def text() -> Text:
    return begun(REPORT)


def numbered(number: int) -> Part:
    return text()[number - 1]


def tried(move: Callable[[Text], Text], before: Text) -> Text:
    """The text after a move, or as it was where that is refused."""
    try:
        return move(before)
    except moves.MoveRefused:
        return before


number = st.sampled_from(NUMBERS)
a_move: st.SearchStrategy[Callable[[Text], Text]] = st.one_of(
    st.builds(lambda n, words: lambda text: moves.reworded(text, n, words), number, st.sampled_from(WORDS)),
    st.builds(lambda n: lambda text: moves.left_out(text, n), number),
    st.builds(lambda n: lambda text: moves.put_back(text, n), number),
    st.builds(lambda n: lambda text: moves.joined(text, n), number),
    st.builds(lambda n: lambda text: moves.separated(text, n), number),
    st.builds(lambda n, down: lambda text: moves.moved(text, n, down=down), number, st.booleans()),
    st.builds(
        lambda n, words: lambda text: moves.written(text, words, after=n), number, st.sampled_from(WORDS)
    ),
    st.builds(
        lambda n, one: lambda text: inserted(text, [one], after=n),
        st.one_of(st.none(), number),
        st.sampled_from([TOLD, DRAWN]),
    ),
)
some_moves = st.lists(a_move, max_size=12)
