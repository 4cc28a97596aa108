"""Goals outside the passages that are on goals, and figures there that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import Document, FigureLeftOut, cautions, read_document
from reading.goals import reasons

HEAD = "某市2021年工作要点\n某政发〔2021〕1号\n"
SIGNED = "某市人民政府\n2021年3月3日\n"


def reading(text: str, *, preamble: str = "", note: str = "（科技局负责）") -> Document:
    """A plan with ``text`` in its first task."""
    body = f"一、任务\n（一）甲。{text}{note}\n（二）乙。做好。再做。\n"
    return read_document(f"{HEAD}{preamble}{body}{SIGNED}")


GOALS = [
    ("建成园区50个以上", "建成园区", "AT_LEAST", "50", "个", reasons.REACHES),
    ("培育企业不少于20家", "培育企业", "AT_LEAST", "20", "家", reasons.REACHES),
    ("力争覆盖率达到95%", "覆盖率", "AT_LEAST", "95", "%", reasons.REACHES),
    ("新增3条线路", "线路", "AT_LEAST", "3", "条", reasons.MAKES),
    ("新增停车泊位5000个", "新增停车泊位", "AT_LEAST", "5000", "个", reasons.MAKES),
    ("启动35个老旧小区改造", "老旧小区改造", "AT_LEAST", "35", "个", reasons.MAKES),
    ("推进10个以上重点项目建设", "重点项目建设", "AT_LEAST", "10", "个", reasons.MAKES),
    ("查处侵权案件20件以上", "查处侵权案件", "AT_LEAST", "20", "件", reasons.REACHES),
    ("规上工业增加值增长8%以上", "规上工业增加值增长", "AT_LEAST", "8", "%", reasons.CHANGES),
    ("将办理时限由20天压缩至10天", "办理时限", "AT_MOST", "10", "天", reasons.CAPS),
    ("平均办理时间控制在3个工作日以内", "平均办理时间", "AT_MOST", "3", "个工作日", reasons.CAPS),
    ("失业率控制在3%—5%之间", "失业率", "BETWEEN", "3", "%", reasons.HOLDS_BETWEEN),
    ("办结率达到100%", "办结率", "ALL", "100", "%", reasons.WHOLE),
    ("5G基站达到2万个", "5G基站", "AT_LEAST", "2", "万个", reasons.REACHES),
    ("创建国家5A级景区2家", "创建国家5A级景区", "AT_LEAST", "2", "家", reasons.MAKES),
    ("培育营收超过10亿元的企业5家", "培育营收超过10亿元的企业", "AT_LEAST", "5", "家", reasons.MAKES),
    (
        "每千人口拥有3岁以下托位数达到4.6个",
        "每千人口拥有3岁以下托位数",
        "AT_LEAST",
        "4.6",
        "个",
        reasons.REACHES,
    ),
    ("全市PM2.5浓度控制在35微克/立方米以内", "全市PM2.5浓度", "AT_MOST", "35", "微克/立方米", reasons.CAPS),
    ("建设10万吨级码头2座", "建设10万吨级码头", "AT_LEAST", "2", "座", reasons.MAKES),
    ("三年内培育企业50家", "培育企业", "AT_LEAST", "50", "家", reasons.MAKES),
    ("压减审批环节30%", "压减审批环节", "AT_LEAST", "30", "%", reasons.REACHES),
    ("人均预期寿命达到80岁", "人均预期寿命", "AT_LEAST", "80", "岁", reasons.REACHES),
    ("到2025年，注册商标突破３万件", "注册商标", "MORE_THAN", "3", "万件", reasons.EXCEEDS),
]


@pytest.mark.parametrize(("text", "indicator", "comparator", "value", "unit", "reason"), GOALS)
def test_what_a_task_is_to_reach(
    text: str, indicator: str, comparator: str, value: str, unit: str, reason: str
) -> None:
    document = reading(text + "。")
    assert [
        (goal.section, goal.indicator, goal.comparator.name, goal.value, goal.unit, goal.reason)
        for goal in document.targets
    ] == [("一/一", indicator, comparator, value, unit, reason)]
    assert document.figures_left_out == ()
    assert document.warnings == ()


LEFT_OUT = [
    ("6月底前完成50%", reasons.PROGRESS),
    ("上半年完成改造任务的50%以上", reasons.PROGRESS),
    ("到6月底完成总工程量的60%", reasons.PROGRESS),
    ("按投资额10%给予补助", reasons.RATE),
    ("对利息给予50%补贴", reasons.RATE),
    ("赤字率按3.2%左右安排", reasons.RATE),
    ("对新认定的企业给予20万元奖励", reasons.MONEY_GIVEN),
    ("每引进1家总部企业奖励100万元", reasons.MONEY_GIVEN),
    ("单户每年最高20万元", reasons.MONEY_GIVEN),
    ("安排专项资金2000万元", reasons.MONEY_SPENT),
    ("总投资50亿元的项目开工建设", reasons.MONEY_SPENT),
    ("对年满60周岁以上老人全覆盖", reasons.AGE),
    ("争取进入全省前3名", reasons.RANK),
    ("每个县申报项目不超过3个", reasons.LIMIT),
    ("每批企业100个以下", reasons.LIMIT),
    ("对年度成交额超过1亿元的高校院所", reasons.CONDITION),
    ("在20所中小学周边开展试点", reasons.PLACE),
    ("每季度举办1场对接活动", reasons.FREQUENCY),
    ("自受理之日起5个工作日内办结", reasons.TERM),
    ("有效期3年", reasons.TERM),
    ("如处置案件30件", reasons.EXAMPLE),
    ("目前已建成平台5个", reasons.REACHED),
    ("2020年全市专利授权量达到5万件", reasons.REACHED),
    ("推进5G网络建设", reasons.NAMED),
    ("升级2.0版系统", reasons.NAMED),
    ("执行GB/T 29490—2023标准", reasons.NAMED),
    ("开通12345热线", reasons.NAMED),
    ("抽查结果100%公示", reasons.NOT_SAID),
]


@pytest.mark.parametrize(("text", "reason"), LEFT_OUT)
def test_a_figure_that_is_no_goal_is_listed_with_the_reason(text: str, reason: str) -> None:
    document = reading(text + "。")
    assert document.targets == ()
    assert document.figures_left_out == (FigureLeftOut("一/一", text, reason),)


@pytest.mark.parametrize(
    "text",
    [
        *("2021年底前完成", "12月31日前建成体系", "推广《办法》（政发〔2021〕15号）", "落实第3条要求"),
        *("完成2021年立法计划", "2021年4月至11月开展行动", "统筹推进“五位一体”总体布局", "做到十分满意"),
    ],
)
def test_days_and_numbers_of_documents_are_no_figures(text: str) -> None:
    document = reading(text + "。")
    assert (document.targets, document.figures_left_out) == ((), ())


def test_a_day_before_a_goal_is_no_part_of_its_name() -> None:
    document = reading("2021年6月底前建成标准厂房12栋、便民站点9个以上。力争年底前新增线路3条。")
    assert [goal.indicator for goal in document.targets] == ["建成标准厂房12栋、便民站点", "新增线路"]


def test_a_list_of_things_made_is_a_goal_each() -> None:
    document = reading("新建农村公路100公里、桥梁20座。新增专利1000件，其中发明专利200件。")
    assert [(goal.indicator, goal.value) for goal in document.targets] == [
        ("新建农村公路", "100"),
        ("桥梁", "20"),
        ("新增专利", "1000"),
        ("发明专利", "200"),
    ]


@pytest.mark.parametrize(
    "note", ["（科技局负责）", "（责任单位：科技局；完成时限：12月底）", "\n责任单位：科技局"]
)
def test_the_note_behind_a_goal_is_no_part_of_it(note: str) -> None:
    document = reading("新增专利导航项目5个", note=note)
    assert [(goal.indicator, goal.text) for goal in document.targets] == [
        ("新增专利导航项目", "新增专利导航项目5个")
    ]


def test_a_heading_may_set_the_goal() -> None:
    document = read_document(
        f"{HEAD}一、任务\n1.新增专精特新企业60家。\n责任单位：科技局\n2.做好。再做。\n{SIGNED}"
    )
    assert [(goal.section, goal.indicator) for goal in document.targets] == [("一/1", "新增专精特新企业")]


@pytest.mark.parametrize(
    "preamble",
    [
        "为推动发展，力争全市发明专利达到5万件，制定本方案。\n",
        "为推动发展，制定本方案。主要目标是：全市发明专利达到5万件。\n",
        "为推动发展，制定本方案，年度目标为：\n全市发明专利达到5万件。\n",
    ],
)
def test_the_goals_of_the_preamble_are_read(preamble: str) -> None:
    document = reading("做好。", preamble=preamble)
    assert [(goal.section, goal.indicator, goal.value) for goal in document.targets] == [
        ("", "全市发明专利", "5")
    ]


def test_what_a_section_on_the_past_tells_is_no_goal() -> None:
    document = read_document(
        f"{HEAD}一、发展基础\n有效发明专利达到2.3万件，建成平台8个。\n二、任务\n（一）甲。建成平台10个。\n{SIGNED}"
    )
    assert [goal.section for goal in document.targets] == ["二/一"]
    assert {figure.reason for figure in document.figures_left_out} == {reasons.REACHED}


def test_the_past_ends_with_its_sentence_or_with_what_is_to_come() -> None:
    document = reading("截至目前，拥有量达到3万件。建成平台8个。2020年授权量达到2万件，力争拥有量达到3万件。")
    assert [(goal.indicator, goal.value) for goal in document.targets] == [("建成平台", "8"), ("拥有量", "3")]
    assert [figure.text for figure in document.figures_left_out] == [
        "拥有量达到3万件",
        "2020年授权量达到2万件",
    ]


@pytest.mark.parametrize("text", ["到2025年建成50家以上", "不少于2次"])
def test_what_seems_to_be_a_goal_but_names_nothing_is_doubted_at_its_place(text: str) -> None:
    document = reading(f"推进建设，{text}。")
    assert document.targets == ()
    [doubt] = document.warnings
    assert doubt.message == cautions.GOAL_UNREAD
    assert document.source[doubt.starts_at : doubt.ends_at] == text


def test_the_doubts_of_goals_stand_at_their_clauses() -> None:
    document = reading("做好。满意度和知晓率均达到90%以上。培育3—5家企业。", preamble="")
    assert [
        (doubt.message, document.source[doubt.starts_at : doubt.ends_at]) for doubt in document.warnings
    ] == [
        (cautions.GOAL_SHARED, "满意度和知晓率均达到90%以上"),
        (cautions.GOAL_RANGE, "培育3—5家企业"),
    ]


FIGURES = [text for text, *_rest in GOALS] + [text for text, _reason in LEFT_OUT]


@given(st.lists(st.sampled_from(FIGURES), min_size=1, max_size=6), st.sampled_from(["。", "；", "，"]))
def test_every_clause_with_a_figure_is_a_goal_or_left_out(clauses: list[str], mark: str) -> None:
    document = reading(mark.join(clauses) + "。")
    said = {goal.text for goal in document.targets} | {figure.text for figure in document.figures_left_out}
    listed = [piece for clause in clauses for piece in clause.split("，") if piece != "到2025年"]
    assert {clause for clause in listed if clause not in said} == set()
