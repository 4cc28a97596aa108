"""What responsibility notes say, in the forms that offices use."""

import pytest

from reading.owners.responsibility import read_owners
from reading.owners.rules import says_first_leads

JOINT = [
    ("运用促进司负责", ["运用促进司"]),
    ("国际合作司、保护司负责", ["国际合作司", "保护司"]),
    ("由市场监管局负责", ["市场监管局"]),
    ("科技部、教育部按职责分工负责", ["科技部", "教育部"]),
    ("科技部、教育部按照职责分工负责", ["科技部", "教育部"]),
    ("科技部、教育部按各自职责分工负责", ["科技部", "教育部"]),
    ("科技部、教育部依职责负责", ["科技部", "教育部"]),
    ("科技部、教育部分别负责", ["科技部", "教育部"]),
    ("科技部、教育部共同负责", ["科技部", "教育部"]),
    ("科技部和教育部负责", ["科技部", "教育部"]),
    ("科技部、工业和信息化部负责", ["科技部", "工业和信息化部"]),
    ("住房和城乡建设部、文化和旅游部负责", ["住房和城乡建设部", "文化和旅游部"]),
    ("住房和城乡建设部和公安部负责", ["住房和城乡建设部", "公安部"]),
    ("人力资源和社会保障局与教育局负责", ["人力资源和社会保障局", "教育局"]),
    ("发展改革委、粮食和储备局负责", ["发展改革委", "粮食和储备局"]),
    ("科技部，教育部，财政部负责", ["科技部", "教育部", "财政部"]),
    ("科技部；教育部；财政部负责", ["科技部", "教育部", "财政部"]),
    ("科 技 部、教育部 负责", ["科技部", "教育部"]),
    ("责任单位：科技部、教育部", ["科技部", "教育部"]),
    ("责任单位:科技部、教育部", ["科技部", "教育部"]),
    ("责任部门：科技部", ["科技部"]),
    ("负责部门：科技部、教育部", ["科技部", "教育部"]),
    ("负责单位：科技部", ["科技部"]),
    ("负责部门：海关总署，适用范围：福建自贸试验区", ["海关总署"]),
    ("负责部门：海关总署；适用范围：所有自贸试验区，以下适用范围均为所有自贸试验区", ["海关总署"]),
    ("海洋局、空管委办公室负责", ["海洋局", "空管委办公室"]),
    ("北京冬奥组委、中国铁路总公司负责", ["北京冬奥组委", "中国铁路总公司"]),
    ("最高人民法院、全国妇联、国铁集团按职责分工负责", ["最高人民法院", "全国妇联", "国铁集团"]),
    ("省市场监管局（省知识产权局）负责", ["省市场监管局（省知识产权局）"]),
    ("省市场监管局(省知识产权局)、省财政厅负责", ["省市场监管局（省知识产权局）", "省财政厅"]),
    ("省网信办（省大数据局、省信息中心）负责", ["省网信办（省大数据局、省信息中心）"]),
    ("联席办负责", ["联席办"]),
    ("科技部牵头", ["科技部"]),
    ("科技部牵头负责", ["科技部"]),
]


@pytest.mark.parametrize(("note", "lead"), JOINT)
def test_joint_owners_all_lead(note: str, lead: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), owners.support, owners.and_others) == (lead, (), False)


LED = [
    ("科技部牵头，教育部、财政部配合", ["科技部"], ["教育部", "财政部"]),
    ("科技部牵头、教育部参加", ["科技部"], ["教育部"]),
    ("科技部牵头，教育部参与", ["科技部"], ["教育部"]),
    ("科技部牵头负责，教育部、财政部配合", ["科技部"], ["教育部", "财政部"]),
    ("科技部牵头；教育部、财政部按职责分工负责", ["科技部"], ["教育部", "财政部"]),
    ("科技部负责，教育部配合", ["科技部"], ["教育部"]),
    ("科技部、商务部牵头，教育部配合", ["科技部", "商务部"], ["教育部"]),
    ("科技部会同教育部、财政部负责", ["科技部"], ["教育部", "财政部"]),
    ("科技部牵头，会同教育部、财政部落实", ["科技部"], ["教育部", "财政部"]),
    ("由科技部牵头会同教育部组织实施", ["科技部"], ["教育部"]),
    ("牵头单位：科技部；配合单位：教育部、财政部", ["科技部"], ["教育部", "财政部"]),
    ("牵头单位：科技部，配合单位：教育部", ["科技部"], ["教育部"]),
    ("牵头单位：科技部；责任单位：教育部、财政部", ["科技部"], ["教育部", "财政部"]),
    ("牵头部门：科技部；参加部门：教育部", ["科技部"], ["教育部"]),
    ("责任单位：科技部牵头，教育部配合", ["科技部"], ["教育部"]),
    ("主办单位：科技部；协办单位：教育部", ["科技部"], ["教育部"]),
    ("牵头单位：省科技厅，配合单位：各区、县级市", ["省科技厅"], ["各区、县级市"]),
]


@pytest.mark.parametrize(("note", "lead", "support"), LED)
def test_who_leads_and_who_supports(note: str, lead: list[str], support: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), list(owners.support)) == (lead, support)


OTHERS = [
    ("科技部、教育部等负责", ["科技部", "教育部"]),
    ("科技部、教育部等部门负责", ["科技部", "教育部"]),
    ("科技部、教育部等有关部门负责", ["科技部", "教育部"]),
    ("科技部、教育部等国务院相关部门负责", ["科技部", "教育部"]),
    ("科技部、教育部等部门和单位按职责分工负责", ["科技部", "教育部"]),
    ("科技部、教育部等8个部门负责", ["科技部", "教育部"]),
    ("科技部等和各省级人民政府按职责分工负责", ["科技部", "各省级人民政府"]),
    ("科技部等部门及各地区按职责分工负责", ["科技部", "各地区"]),
    ("省科技厅、省财政厅等省有关部门和各市人民政府按职责分工负责", ["省科技厅", "省财政厅", "各市人民政府"]),
    ("负责部门：人民银行等部门，适用范围：浙江自贸试验区", ["人民银行"]),
]


@pytest.mark.parametrize(("note", "lead"), OTHERS)
def test_others_are_remembered_but_not_named(note: str, lead: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), owners.and_others) == (lead, True)


def test_others_does_not_cut_names_apart() -> None:
    owners = read_owners("省高等院校管理局、省平等促进中心负责")
    assert owners
    assert (owners.lead, owners.and_others) == (("省高等院校管理局", "省平等促进中心"), False)


COLLECTIVE = [
    ("各地方知识产权局负责", ["各地方知识产权局"]),
    ("各地区、各有关部门负责", ["各地区", "各有关部门"]),
    ("各有关部门按职责分工负责", ["各有关部门"]),
    ("各区、县级市负责", ["各区、县级市"]),
    ("各区和县级市负责", ["各区和县级市"]),
    ("各省、自治区、直辖市人民政府负责", ["各省、自治区、直辖市人民政府"]),
    (
        "各省、自治区、直辖市及新疆生产建设兵团知识产权局负责",
        ["各省、自治区、直辖市及新疆生产建设兵团知识产权局"],
    ),
    ("各市、县（区）人民政府负责", ["各市、县（区）人民政府"]),
    ("各县（市、区）人民政府负责", ["各县（市、区）人民政府"]),
    ("各市（州）人民政府负责", ["各市（州）人民政府"]),
    ("国务院有关部门负责", ["国务院有关部门"]),
    ("地方各级人民政府负责", ["地方各级人民政府"]),
    ("省级人民政府负责", ["省级人民政府"]),
    ("各级党委和政府负责", ["各级党委和政府"]),
    ("省直有关部门负责", ["省直有关部门"]),
]


@pytest.mark.parametrize(("note", "names"), COLLECTIVE)
def test_names_of_many_organizations_stand_twice(note: str, names: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), list(owners.collective)) == (names, names)


def test_only_the_collective_names_are_repeated() -> None:
    owners = read_owners("国家发展改革委牵头，国务院相关部门、财政部及各地区按职责分工负责")
    assert owners
    assert owners.support == ("国务院相关部门", "财政部", "各地区")
    assert owners.collective == ("国务院相关部门", "各地区")


def test_a_city_office_after_all_districts_is_a_name_of_its_own() -> None:
    owners = read_owners("各区、市科技局负责")
    assert owners
    assert owners.lead == ("各区", "市科技局")


RULES = [
    "税务总局、财政部负责，排在第一位的部门为牵头部门，下同",
    "税务总局、财政部负责，列第一位者为牵头单位，下同",
    "税务总局、财政部负责。排第一位的为牵头单位，下同",
    "税务总局、财政部负责，列首位的为牵头单位，下同",
    "税务总局、财政部负责，第一个单位为牵头单位，下同",
]


@pytest.mark.parametrize("note", RULES)
def test_the_rule_that_the_first_one_leads(note: str) -> None:
    assert says_first_leads(note)
    owners = read_owners(note, first_leads=True)
    assert owners
    assert (owners.lead, owners.support) == (("税务总局",), ("财政部",))


@pytest.mark.parametrize("note", ["税务总局、财政部负责", "责任单位：税务总局、财政部"])
def test_the_rule_holds_for_other_notes(note: str) -> None:
    owners = read_owners(note, first_leads=True)
    assert owners
    assert (owners.lead, owners.support) == (("税务总局",), ("财政部",))


def test_an_explicit_lead_overrides_the_rule() -> None:
    owners = read_owners("税务总局、财政部牵头，海关总署配合", first_leads=True)
    assert owners
    assert (owners.lead, owners.support) == (("税务总局", "财政部"), ("海关总署",))


@pytest.mark.parametrize(
    ("note", "time"),
    [
        ("科技部负责，2021年12月底前完成", "2021年12月底前完成"),
        ("科技部牵头，年底前出台相关政策，年内持续推进", "年底前出台相关政策，年内持续推进"),
        ("责任单位：科技部；完成时限：2021年6月底", "2021年6月底"),
        ("2022年底前完成，科技部负责", "2022年底前完成"),
        ("科技部负责，持续推进", "持续推进"),
    ],
)
def test_when_is_told_apart_from_who(note: str, time: str) -> None:
    owners = read_owners(note)
    assert owners
    assert (owners.lead, owners.support, owners.time) == (("科技部",), (), time)


@pytest.mark.parametrize(
    "text",
    [
        *("试行", "暂定名", "以下简称牵头单位", "某省人民政府代章", "此件公开发布", "2019—2022 年", "TISC"),
        *(
            "谁执法谁负责",
            "各方各负其责",
            "实行行政首长负责制",
            "企业法人负责",
            "须经交易双方确认",
            "",
            "，，",
        ),
        *("科技部、教育部", "国家法律法规暂不允许的除外", "包括设计、施工、监理等", "党政同责、失职追责"),
    ],
)
def test_what_is_no_responsibility(text: str) -> None:
    assert read_owners(text) is None


def test_names_without_a_verb_after_a_leader_support_and_are_told() -> None:
    owners = read_owners("教育部牵头，科技部、财政部")
    assert owners
    assert (owners.support, owners.unverbed) == (("科技部", "财政部"), ("科技部", "财政部"))


def test_a_name_that_is_no_organization_is_told() -> None:
    owners = read_owners("科技部、特定对象负责")
    assert owners
    assert owners.doubtful == ("特定对象",)


def test_a_person_among_organizations_is_one_and_told() -> None:
    owners = read_owners("科技部、张三负责")
    assert owners
    assert (owners.lead, owners.people, owners.doubtful_people) == (("科技部",), ("张三",), ("张三",))


GUIDED = [
    ("甲部指导，乙市负责落实", ["乙市"], [], ["甲部"]),
    ("甲部、丙部指导，乙市落实", ["乙市"], [], ["甲部", "丙部"]),
    ("由甲部业务指导，乙局牵头，丙局配合", ["乙局"], ["丙局"], ["甲部"]),
    ("甲部督导、乙局落实", ["乙局"], [], ["甲部"]),
    ("甲部指导乙局落实", ["乙局"], [], ["甲部"]),
    ("甲部指导", [], [], ["甲部"]),
    ("指导单位：甲部；责任单位：乙局", ["乙局"], [], ["甲部"]),
    ("业务指导部门：甲部　牵头单位：乙局　配合单位：丙局", ["乙局"], ["丙局"], ["甲部"]),
    ("省委督导组、市就业指导中心负责", ["省委督导组", "市就业指导中心"], [], []),
]


@pytest.mark.parametrize(("note", "lead", "support", "guide"), GUIDED)
def test_who_guides(note: str, lead: list[str], support: list[str], guide: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), list(owners.support), list(owners.guide)) == (lead, support, guide)


NAMES = [
    ("中央和国家机关工委负责", ["中央和国家机关工委"]),
    ("退役军人事务局、发展和改革委员会负责", ["退役军人事务局", "发展和改革委员会"]),
    ("住房和城乡建设局和各级党委和政府负责", ["住房和城乡建设局", "各级党委和政府"]),
    ("甲局 乙局 丙局负责", ["甲局", "乙局", "丙局"]),
    ("甲局/乙局／丙局负责", ["甲局", "乙局", "丙局"]),
    ("甲局\\乙局|丙局负责", ["甲局", "乙局", "丙局"]),
    ("甲局﹑乙局､丙局负责", ["甲局", "乙局", "丙局"]),
    ("各镇街、科技局负责", ["各镇街", "科技局"]),
    ("各区政府〈含开发区、景区，下同〉负责", ["各区政府〈含开发区、景区，下同〉"]),
    ("各县‹市、区>政府、甲局负责", ["各县‹市、区>政府", "甲局"]),
    ("各县[市、区]政府负责", ["各县[市、区]政府"]),
    ("各乡镇（街道）、县林业局负责", ["各乡镇（街道）", "县林业局"]),
    ("各区、县教育局负责", ["各区、县教育局"]),
    ("各市政府结合实际落实", ["各市政府"]),
    ("市公安局市医保局负责", ["市公安局", "市医保局"]),
    ("县委县政府负责", ["县委", "县政府"]),
    ("市委市政府办公室负责", ["市委市政府办公室"]),
    ("1.甲局牵头；2.乙局牵头", ["甲局", "乙局"]),
]


@pytest.mark.parametrize(("note", "lead"), NAMES)
def test_where_names_begin_and_end(note: str, lead: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), owners.is_sure) == (lead, True)


@pytest.mark.parametrize(
    "time",
    ["全年推进", "长期坚持", "持续推进", "按时间节点推进", "2023年12月底完成", "常态化开展", "贯穿全年"],
)
def test_a_pace_is_no_name(time: str) -> None:
    owners = read_owners(f"甲局负责，{time}")
    assert owners
    assert (owners.lead, owners.support, owners.time, owners.is_sure) == (("甲局",), (), time, True)


@pytest.mark.parametrize(
    ("note", "lead", "unread"),
    [
        ("甲局负责审批，乙局负责监管", ("甲局", "乙局"), ("负责审批", "负责监管")),
        ("甲局负责统筹推进并督促乙局落实", ("甲局",), ("负责统筹推进并督促乙局落实",)),
        ("甲局负责，确保按时完成任务", ("甲局",), ("确保按时完成任务",)),
    ],
)
def test_words_that_are_neither_names_nor_verbs_are_told_not_swallowed(
    note: str, lead: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    owners = read_owners(note)
    assert owners
    assert (owners.lead, owners.unread) == (lead, unread)


def test_a_verb_amid_a_clause_parts_the_names() -> None:
    owners = read_owners("甲局牵头乙局配合")
    assert owners
    assert (owners.lead, owners.support, owners.is_sure) == (("甲局",), ("乙局",), True)


@pytest.mark.parametrize(
    ("note", "lead", "support"),
    [
        ("责任单位：甲局（牵头）、乙局", ("甲局",), ("乙局",)),
        ("甲局牵头（乙局配合）", ("甲局",), ("乙局",)),
    ],
)
def test_a_verb_in_a_bracket_says_what_it_does(
    note: str, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    owners = read_owners(note)
    assert owners
    assert (owners.lead, owners.support) == (lead, support)


@pytest.mark.parametrize(
    "name", ["甲局（乙局", "做好工作的甲局", "甲局对口乙局由丙局", "市2019年方案局", "甲局落实某事局"]
)
def test_a_name_that_swallowed_something_is_told(name: str) -> None:
    owners = read_owners(f"丁局、{name}负责")
    assert owners is None or not owners.is_sure


def test_names_that_others_support_lead() -> None:
    owners = read_owners("甲司；配合单位：乙司、丙中心")
    assert owners
    assert (owners.lead, owners.support, owners.unverbed) == (("甲司",), ("乙司", "丙中心"), ())


@pytest.mark.parametrize("note", ["6月底前由甲局负责", "2024年底前甲局负责", "每年12月底前由甲局负责"])
def test_a_time_before_an_owner_does_not_swallow_it(note: str) -> None:
    owners = read_owners(note)
    assert owners
    assert (owners.lead, owners.is_sure, bool(owners.time)) == (("甲局",), True, True)
