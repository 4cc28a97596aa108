"""Which part of a text is the plan: what a notice puts out, whatever points of its own the notice has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Document, SpanKind, cautions, read_document

HEAD = "某政办发〔2024〕5号\n各县区人民政府，市直各单位：\n"
ANNOUNCED = f"某市人民政府办公室关于印发《某市2024年重点工作任务分解方案》的通知\n{HEAD}"
UNNAMED = f"关于做好2024年重点工作任务分解的通知\n{HEAD}"
TOLD = "经市政府研究，现将任务分解方案印发给你们，并提出如下要求：\n"
POINTS = [
    "加强领导。各县区要高度重视。",
    "强化督办。各责任单位要牵头负责，抓好落实。",
    "严格考核。由市政府督查室负责考核。",
]
MARKS = {
    "parts": ("一、", "二、", "三、"),
    "sections": ("（一）", "（二）", "（三）"),
    "items": ("1.", "2.", "3."),
}
SIGNATURES = {
    "dated": "某市人民政府办公室\n2024年3月1日\n",
    "without a year": "某市人民政府办公室\n3月1日\n",
    "in brackets": "某市人民政府办公室\n（2024年3月1日）\n",
    "on one line": "某市人民政府办公室　2024年3月1日\n",
    "in Chinese": "某市人民政府办公室\n二〇二四年三月一日\n",
}
TITLES = {
    "one line": "任务分解方案\n",
    "two lines": "某市2024年重点工作\n任务分解方案\n",
    "attached": "附件1\n任务分解方案\n",
    "on the line": "附件1：任务分解方案\n",
    "on the line, in two": "附件：某市2024年重点工作\n任务分解方案\n",
    "behind a blank": "附件1 某市重点工作任务分解方案\n",
    "附": "附：任务分解方案\n",
}
OWNERS = ["市科技局", "市人社局", "市商务局"]
PLANS = {
    "parts": "一、创新\n（一）建平台。建设平台。{0}\n二、开放\n（二）引人才。{1}\n（三）稳外贸。{2}\n",
    "sections": "（一）建平台。建设平台。{0}\n（二）引人才。引进人才。{1}\n（三）稳外贸。稳住外贸。{2}\n",
    "items": "1.建平台。建设平台。{0}\n2.引人才。引进人才。{1}\n3.稳外贸。稳住外贸。{2}\n",
    "chapters": "第一章 创新\n第一条 建平台。{0}\n第二章 开放\n第二条 引人才。{1}\n第三条 稳外贸。{2}\n",
}
PATHS = {
    "parts": ["一", "一/一", "二", "二/二", "二/三"],
    "sections": ["一", "二", "三"],
    "items": ["1", "2", "3"],
    "chapters": ["一", "一/一", "二", "二/二", "二/三"],
}


def plan(kind: str, *, owned: bool = True) -> str:
    notes = [f"（牵头单位：{owner}）" for owner in OWNERS] if owned else [""] * len(OWNERS)
    return PLANS[kind].format(*notes)


def points(marks: str) -> str:
    return "".join(f"{mark}{point}\n" for mark, point in zip(MARKS[marks], POINTS, strict=True))


def check(text: str, kind: str) -> Document:
    document = read_document(text)
    assert [section.path for section in document.sections] == PATHS[kind]
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text
    notice = "".join(
        text[span.starts_at : span.ends_at] for span in document.spans if span.kind is SpanKind.NOTICE
    )
    assert all(point in notice for point in POINTS)
    return document


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("signature", SIGNATURES)
def test_the_plan_is_what_follows_the_signature(title: str, signature: str) -> None:
    text = f"{UNNAMED}{TOLD}{points('parts')}{SIGNATURES[signature]}{TITLES[title]}{plan('parts')}"
    document = check(text, "parts")
    assert document.title.endswith("任务分解方案")
    assert not document.title.startswith("附")
    assert (document.issuer, str(document.issued_on)) == ("某市人民政府办公室", "2024-03-01")
    assert [task.lead for task in document.tasks] == [(owner,) for owner in OWNERS]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_way_of_numbering_both(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(PLANS)))
    head = data.draw(st.sampled_from([UNNAMED, ANNOUNCED]))
    listed = data.draw(st.sampled_from(["", "附件：任务分解方案\n", "附件：1.任务分解方案\n2.联系人名单\n"]))
    published = data.draw(st.sampled_from(["", "（此件公开发布）\n"]))
    title = data.draw(st.sampled_from(["", *TITLES.values()]))
    owned = data.draw(st.booleans())
    marks = data.draw(st.sampled_from(list(MARKS)))
    signature = data.draw(st.sampled_from(list(SIGNATURES.values())))
    text = f"{head}{TOLD}{points(marks)}{listed}{signature}{published}{title}{plan(kind, owned=owned)}"
    document = check(text, kind)
    assert len(document.tasks) == (len(OWNERS) if owned else 0)


def test_a_title_taken_from_the_notice_is_told() -> None:
    text = ANNOUNCED + TOLD + points("parts") + SIGNATURES["dated"] + plan("parts")
    document = check(text, "parts")
    assert document.title == "某市2024年重点工作任务分解方案"
    assert cautions.TITLE_FROM_NOTICE in [warning.message for warning in document.warnings]


def test_a_day_without_a_year_is_told_where_it_stands() -> None:
    text = (
        UNNAMED + TOLD + points("parts") + SIGNATURES["without a year"] + TITLES["one line"] + plan("parts")
    )
    [warning] = [one for one in read_document(text).warnings if one.message == cautions.YEAR_OF_NUMBER]
    assert text[warning.starts_at : warning.ends_at] == "3月1日"


@pytest.mark.parametrize(
    "between", ["任务分解方案\n", "某市人民政府办公室\n", "某市人民政府办公室\n任务分解方案\n"]
)
def test_a_notice_without_a_date_ends_where_the_numbers_begin_again(between: str) -> None:
    document = check(UNNAMED + TOLD + points("parts") + between + plan("parts"), "parts")
    assert len(document.tasks) == len(OWNERS)


def test_a_notice_whose_points_are_the_plan_stays_it() -> None:
    form = "附件\n报名表\n1.姓名\n2.单位\n"
    title = f"关于做好2024年工作的通知\n{HEAD}现通知如下：\n"
    document = read_document(f"{title}{plan('parts')}{SIGNATURES['dated']}{form}")
    assert [section.path for section in document.sections] == PATHS["parts"]
    assert document.warnings == ()


@pytest.mark.parametrize(
    "annex",
    ["附件1\n领导小组组成人员名单\n一、组长：张三\n二、成员：李四\n", "附件：联系人信息表\n1.姓名\n2.电话\n"],
)
def test_lists_of_people_and_forms_behind_a_plan_change_nothing(annex: str) -> None:
    text = f"某市2024年工作方案\n{plan('parts', owned=False)}{SIGNATURES['dated']}{annex}"
    document = read_document(text)
    assert [section.path for section in document.sections] == PATHS["parts"]
    assert document.title == "某市2024年工作方案"


def test_an_annex_that_alone_names_owners_joins_a_plan() -> None:
    annex = "附件\n重点任务分工表\n1.建平台。（市科技局负责）\n2.引人才。（市人社局负责）\n"
    text = f"某市关于加快创新的实施意见\n{plan('parts', owned=False)}{SIGNATURES['dated']}{annex}"
    document = read_document(text)
    assert [section.path for section in document.sections] == [*PATHS["parts"], "附件", "附件/1", "附件/2"]
    assert [section.title for section in document.sections if section.path == "附件"] == ["重点任务分工表"]
    assert [(task.section, task.lead) for task in document.tasks] == [
        ("附件/1", ("市科技局",)),
        ("附件/2", ("市人社局",)),
    ]
    [warning] = document.warnings
    assert warning.message == cautions.GOES_ON_BELOW
    assert text[warning.starts_at : warning.ends_at] == annex.strip()
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text


def test_an_annex_of_a_plan_with_owners_is_told_with_its_place() -> None:
    annex = "附件2\n重点项目安排\n1.甲。（市科技局负责）\n2.乙。（市人社局负责）\n"
    text = f"某市2024年工作方案\n{plan('parts')}{SIGNATURES['dated']}{annex}"
    [warning] = read_document(text).warnings
    assert warning.message == cautions.AFTER_SIGNATURE
    assert text[warning.starts_at : warning.ends_at] == annex.strip()


def test_sections_that_count_on_behind_the_signature_are_read() -> None:
    rest = "三、保障\n（四）加强领导。加强。（市政府办公室负责）\n"
    text = f"某市2024年工作方案\n{plan('parts')}{SIGNATURES['dated']}{rest}"
    document = read_document(text)
    assert [section.path for section in document.sections] == [*PATHS["parts"], "三", "三/四"]
    assert [warning.message for warning in document.warnings] == [cautions.GOES_ON_BELOW]
    assert document.sections[-3].text.endswith("（牵头单位：市商务局）")


def test_days_in_the_cells_of_a_list_end_no_part() -> None:
    text = "某市工作方案\n一、任务\n1.甲事。做好。\n甲局\n2024年3月1日\n2.乙事。做好。（乙局负责）\n"
    document = read_document(text)
    assert [section.path for section in document.sections] == ["一", "一/1", "一/2"]


@pytest.mark.parametrize("day", ["2024年3月", "2024年3月 日", "二〇二四年三月"])
def test_a_day_that_is_not_whole_is_told_where_it_stands(day: str) -> None:
    text = f"{UNNAMED}{TOLD}{points('parts')}某市人民政府办公室\n{day}\n{TITLES['one line']}{plan('parts')}"
    document = check(text, "parts")
    [warning] = [one for one in document.warnings if one.message == cautions.DAY_INCOMPLETE]
    assert (document.issued_on, text[warning.starts_at : warning.ends_at]) == (None, day)


@pytest.mark.parametrize(
    "body",
    [
        "一、甲\n做好甲。实施期为\n2024年3月1日\n至2024年4月1日。（甲局负责）\n二、乙\n做好。（乙局负责）\n",
        "一、甲\n做好甲。\n责任单位：甲局\n完成时限：\n2024年6月30日\n二、乙\n做好。（乙局负责）\n",
    ],
)
def test_a_day_that_a_sentence_goes_on_over_ends_nothing(body: str) -> None:
    document = read_document(f"某市2024年工作方案\n{body}")
    assert [section.path for section in document.sections] == ["一", "二"]
    assert document.issued_on is None


def test_a_table_of_owners_behind_a_plan_is_told() -> None:
    table = "附件\n任务分工表\n序号\t任务\t牵头单位\n甲\t建平台\t市科技局\n"
    text = f"某市2024年工作方案\n{plan('parts')}{SIGNATURES['dated']}{table}"
    messages = [warning.message for warning in read_document(text).warnings]
    assert cautions.AFTER_SIGNATURE in messages or read_document(text).tables


@pytest.mark.parametrize(
    "above",
    [
        "当前位置：首页 > 政务公开 > 文件\n",
        "【字体：大 中 小】\n",
        "2024-03-05　来源：市政府办公室　浏览次数：218\n",
        "发文机关：某市人民政府办公室　成文日期：2024年3月1日\n",
    ],
)
def test_what_a_web_page_prints_around_a_plan_is_left_out(above: str) -> None:
    below = "【打印本页】 【关闭窗口】\n扫一扫在手机打开当前页\n"
    document = read_document(f"{above}某市2024年工作方案\n{plan('parts')}{below}")
    assert document.title == "某市2024年工作方案"
    assert document.sections[-1].text.endswith("（牵头单位：市商务局）")
