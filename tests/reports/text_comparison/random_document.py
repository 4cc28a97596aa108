"""Reports of random headings, paragraphs, tables, drawings and pictures, for rules that hold of any."""

from hypothesis import strategies as st

from reports.snapshot.document import (
    Annex,
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Paragraph,
    Passage,
    Picture,
    ReportDocument,
    Signature,
    Table,
)

SENTENCES = (
    "全省专利商标质押融资金额12.5亿元，惠及企业312家。",
    "全省专利商标质押融资金额13.5亿元，惠及企业312家。",
    "举办银企对接活动86场，覆盖二十一个地市。",
    "建成技术与创新支持中心9家，综合服务窗口21个。",
    "（本部分无单位填报。）",
)
TITLES = ("总体情况", "主要做法和成效", "存在问题", "推进质押融资")

sentence = st.sampled_from(SENTENCES)
paragraph = st.lists(sentence, min_size=1, max_size=3).map(lambda said: Paragraph((Passage("".join(said)),)))
heading = st.builds(
    Heading, st.integers(1, 3), st.sampled_from(["一、", "二、", "（三）"]), st.sampled_from(TITLES)
)
row = st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["3件", "4件", "—"])).map(
    lambda texts: tuple(Cell(text) for text in texts)
)
table = st.lists(row, max_size=4).map(
    lambda rows: Table("情况表", (Column("指标"), Column("完成")), tuple(rows))
)
bar = st.builds(
    lambda label, value: Bar(label, value, f"{value}%"), st.sampled_from("甲乙"), st.sampled_from("34")
)
chart = st.lists(bar, max_size=3).map(lambda bars: Chart("图1", "%", tuple(bars), "说明"))
picture = st.builds(Picture, st.sampled_from(["a" * 64, "b" * 64]), st.just("图.jpg"), sentence)
block: st.SearchStrategy[Block] = st.one_of(heading, paragraph, paragraph, table, chart, picture)
annex = st.builds(Annex, st.just("附件1"), st.sampled_from(TITLES), st.lists(block, max_size=4).map(tuple))


def document_of(body: tuple[Block, ...], annexes: tuple[Annex, ...] = ()) -> ReportDocument:
    return ReportDocument(
        language="zh-hans",
        title=("关于落实情况的", "报告"),
        addressee="知识产权运用促进司：",
        body=body,
        closing="特此报告。",
        annexes=annexes,
        signature=Signature("广东省知识产权局", "2021年12月14日"),
    )


documents = st.builds(
    document_of, st.lists(block, max_size=14).map(tuple), st.lists(annex, max_size=2).map(tuple)
)
