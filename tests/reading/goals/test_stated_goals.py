"""Goals as documents word them."""

import pytest

from reading import Comparator, cautions, read_document
from reading.goals.clauses import read_clause

NUMBERS = [
    ("发明专利审查周期压减至 18.5 个月", "发明专利审查周期", "AT_MOST", "18.5", "个月"),
    ("商标注册平均审查周期稳定在 4 个月", "商标注册平均审查周期", "HOLD_AT", "4", "个月"),
    ("审批时限由5个月压缩至4个月以内", "审批时限", "AT_MOST", "4", "个月"),
    ("平均审查周期从20个月缩短到15个月", "平均审查周期", "AT_MOST", "15", "个月"),
    ("专利商标质押融资规模达 2400 亿元", "专利商标质押融资规模", "AT_LEAST", "2400", "亿元"),
    ("在严控风险前提下融资规模达2400亿元", "融资规模", "AT_LEAST", "2400", "亿元"),
    ("融资惠及企业数量增长率超过 10%", "融资惠及企业数量增长率", "MORE_THAN", "10", "%"),
    ("增长率超过10％", "增长率", "MORE_THAN", "10", "%"),
    ("产业总规模达到2万亿元", "产业总规模", "AT_LEAST", "2", "万亿元"),
    ("到2025年产业总规模达到1.5万亿元", "产业总规模", "AT_LEAST", "1.5", "万亿元"),
    ("力争营业收入突破5000亿元", "营业收入", "MORE_THAN", "5000", "亿元"),
    ("结案准确率不低于93%", "结案准确率", "AT_LEAST", "93", "%"),
    ("能耗总量不超过1,200万吨标准煤", "能耗总量", "AT_MOST", "1200", "万吨标准煤"),
    ("城镇登记失业率控制在5.5%以内", "城镇登记失业率", "AT_MOST", "5.5", "%"),
    ("城镇调查失业率6%左右", "城镇调查失业率", "HOLD_AT", "6", "%"),
    ("网上可办率90%以上", "网上可办率", "AT_LEAST", "90", "%"),
    ("网上可办率达到100%", "网上可办率", "ALL", "100", "%"),
    ("网上可办率达到百分之九十以上", "网上可办率", "AT_LEAST", "90", "%"),
    ("科技进步贡献率提高到65%", "科技进步贡献率", "AT_LEAST", "65", "%"),
    ("优良天数比例保持在85%以上", "优良天数比例", "AT_LEAST", "85", "%"),
    ("每万人口高价值发明专利拥有量达到１２件", "每万人口高价值发明专利拥有量", "AT_LEAST", "12", "件"),
    ("占比提高2个百分点", "占比提高", "AT_LEAST", "2", "个百分点"),
    ("单位能耗下降13.5%", "单位能耗下降", "AT_LEAST", "13.5", "%"),
    ("研发经费投入年均增长7%以上", "研发经费投入年均增长", "AT_LEAST", "7", "%"),
    ("建设100家创新中心", "创新中心", "AT_LEAST", "100", "家"),
    ("完成在华建设 100 家支持中心（TISC）首期建设目标", "支持中心（TISC）", "AT_LEAST", "100", "家"),
    ("推出100项具有较大知名度的精品赛事", "精品赛事", "AT_LEAST", "100", "项"),
    ("培育不少于50家示范企业", "示范企业", "AT_LEAST", "50", "家"),
    ("示范企业达到一百家", "示范企业", "AT_LEAST", "100", "家"),
    ("城镇新增就业900万人以上", "城镇新增就业", "AT_LEAST", "900", "万人"),
]


@pytest.mark.parametrize(("clause", "indicator", "comparator", "value", "unit"), NUMBERS)
def test_a_number_to_reach(clause: str, indicator: str, comparator: str, value: str, unit: str) -> None:
    goals = read_clause(clause)
    assert [(goal.indicator, goal.comparator.name, goal.value, goal.unit) for goal in goals] == [
        (indicator, comparator, value, unit)
    ]


WORDS = [
    ("力争全部实现知识产权业务“一窗通办”", "知识产权业务“一窗通办”", "ALL"),
    ("高频事项全部实现跨省通办", "高频事项", "ALL"),
    ("实现乡镇全覆盖", "乡镇全覆盖", "ALL"),
    ("全国专利密集型产业增加值平稳增长", "全国专利密集型产业增加值", "INCREASE"),
    ("出口额稳步扩大", "出口额", "INCREASE"),
    ("知识产权保护社会满意度达到较高水平", "知识产权保护社会满意度", "QUALITATIVE"),
    ("便利化程度与好评度进一步提升", "便利化程度与好评度", "QUALITATIVE"),
    ("审查周期明显缩短", "审查周期", "QUALITATIVE"),
]


@pytest.mark.parametrize(("clause", "indicator", "comparator"), WORDS)
def test_a_goal_in_words(clause: str, indicator: str, comparator: str) -> None:
    goals = read_clause(clause)
    assert [(goal.indicator, goal.comparator.name, goal.value, goal.unit) for goal in goals] == [
        (indicator, comparator, None, None)
    ]


@pytest.mark.parametrize(
    "clause",
    [
        *("知识产权运营服务体系进一步完善", "审查质量和审查效率持续提升", "全社会创造力和市场活力进一步激发"),
        *(
            "大力实施商标品牌战略",
            "推进平台建设",
            "培育一批龙头企业",
            "2021 年底",
            "",
            "到2025年",
            "第二十五次会议",
        ),
        "深入落实《提升发明专利审查质量和审查效率专项实施方案（2019—2022 年）》",
    ],
)
def test_no_goal(clause: str) -> None:
    assert read_clause(clause) == []


def test_two_indicators_with_one_number() -> None:
    goals = read_clause("公众满意度和社会知晓率均达到90%以上")
    assert [(goal.indicator, goal.value, goal.is_shared) for goal in goals] == [
        ("公众满意度", "90", True),
        ("社会知晓率", "90", True),
    ]


def test_two_indicators_that_share_their_noun() -> None:
    goals = read_clause("城市、农村生活污水处理率均达到90%以上")
    assert [goal.indicator for goal in goals] == ["城市生活污水处理率", "农村生活污水处理率"]


def test_two_indicators_with_two_numbers() -> None:
    goals = read_clause("公众满意度和社会知晓率分别达到85%和90%")
    assert [(goal.indicator, goal.value, goal.unit) for goal in goals] == [
        ("公众满意度", "85", "%"),
        ("社会知晓率", "90", "%"),
    ]


def goals_of(body: str) -> list[tuple[str, str]]:
    document = read_document("某市关于推进工作的方案\n" + body)
    return [(target.section, target.indicator) for target in document.targets]


GOALS = "到2025年，企业数量超过1000家，质量明显改善。"


@pytest.mark.parametrize(
    ("body", "section"),
    [
        (f"一、总体要求\n（一）主要目标。{GOALS}再做工作。\n二、其他\n做。\n", "一/一"),
        (f"一、发展目标\n{GOALS}\n二、其他\n做。\n", "一"),
        (f"一、总体目标和要求\n{GOALS}\n二、其他\n做。\n", "一"),
        (f"1.工作目标。{GOALS}\n2.其他。做好。\n", "1"),
        (f"一、总体要求\n做好工作。\n主要目标：{GOALS}\n二、其他\n做。\n", "一"),
        (f"一、目标任务\n（一）甲\n——乙。{GOALS}\n二、其他\n做。\n", "一/一/1"),
    ],
)
def test_goals_are_found_by_name_wherever_they_stand(body: str, section: str) -> None:
    assert goals_of(body) == [(section, "企业数量")]


def test_a_heading_on_targets_of_another_kind_makes_no_goals_of_words() -> None:
    body = (
        "一、强化目标责任考核\n建设100家中心，满意度达到较高水平。\n二、推进指标体系建设\n出口额稳步扩大。\n"
    )
    assert goals_of(body) == [("一", "中心")]


def test_a_shared_number_and_a_range_are_told() -> None:
    document = read_document(
        "某市关于推进工作的方案\n一、主要目标\n公众满意度和社会知晓率均达到90%以上。培育3—5家龙头企业。\n"
    )
    assert {warning.message for warning in document.warnings} == {
        cautions.GOAL_SHARED,
        cautions.GOAL_RANGE,
        cautions.NO_TASKS,
    }
    assert document.targets[-1].value == "3"
    assert {target.comparator for target in document.targets} == {Comparator.AT_LEAST}
