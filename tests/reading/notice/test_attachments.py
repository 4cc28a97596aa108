"""The plan is read wherever it stands: alone, behind its notice, in the first attachment or a later one."""

import pytest

from reading import SpanKind, cautions, read_document

PLAN = """\
为做好工作，制定本方案。
一、总体要求
（一）指导思想。坚持稳中求进。立足新发展阶段。
（二）主要目标。到2025年，企业数量超过1000家。
二、重点任务
（三）做好甲事。推进甲事落实。（省科技厅负责）
（四）做好乙事。推进乙事落实。（省财政厅牵头，省教育厅配合）
三、保障措施
（五）加强领导。落实责任。（各市人民政府负责）
"""
NUMBERED = """\
一、高度重视。各单位要提高认识。
二、抓好落实。各单位要制定方案。
三、加强报送。各单位请于2021年11月30日前报送总结至某省知识产权局综合处。
"""
TITLE = "某省知识产权创新发展实施方案\n"
SIGNED = "某省知识产权局\n2021年3月3日\n"
ADDRESSED = "某知发〔2021〕3号\n各市知识产权局：\n"
NOTICES = {
    "different title in notice": f"""\
关于印发《知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
附件
{TITLE}\
{PLAN}""",
    "title on attachment line": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
附件：{TITLE}\
{PLAN}""",
    "title on attachment line 1": f"""\
关于印发知识产权方案的通知
{ADDRESSED}\
现印发给你们。
附件：1.{TITLE}\
2.任务表
{SIGNED}\
附件1：{TITLE}\
{PLAN}\
附件2：任务表
1.甲
2.乙
""",
    "numbered notice, other title": f"""\
关于开展知识产权创新发展工作的通知
{ADDRESSED}\
现通知如下：
{NUMBERED}\
附件：{TITLE}\
{SIGNED}\
附件
{TITLE}\
{PLAN}""",
    "numbered notice, announced": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现通知如下：
{NUMBERED}\
附件：{TITLE}\
{SIGNED}\
附件
{TITLE}\
{PLAN}""",
    "notice list after signature": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
附件：1.{TITLE}\
2.任务表
{TITLE}\
{PLAN}""",
    "forward": f"""\
某市人民政府办公厅转发市知识产权局关于知识产权创新发展实施方案的通知
某政办〔2021〕2号
各区人民政府：
市知识产权局《关于知识产权创新发展的实施方案》已经市政府同意，现转发给你们。
某市人民政府办公厅
2021年3月3日
关于知识产权创新发展的实施方案
市知识产权局
（2021年2月25日）
{PLAN}""",
    "no attachment word, two-line title": f"""\
某省知识产权局
关于印发某省知识产权创新发展
实施方案的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
某省知识产权创新发展
实施方案
{PLAN}""",
    "attachment with number in brackets": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
附件一
{TITLE}\
{PLAN}\
附件二
任务清单
一、甲
二、乙
""",
    "附 at top": f"""\
附：
{TITLE}\
{PLAN}""",
    "plan first, then notice": f"""\
{TITLE}\
{PLAN}\
某省知识产权局关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}""",
    "no date signature": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们，请认真贯彻执行。
附件：{TITLE}\
某省知识产权局
附件：
{TITLE}\
{PLAN}""",
    "parenthesised title page": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
附件
某省知识产权创新发展
实施方案
（2021—2025年）
某省知识产权局
二〇二一年三月
目　录
一、总体要求………1
二、重点任务………2
三、保障措施………5
{PLAN}""",
    "toc dots": f"""\
{TITLE}\
目  录
一、总体要求 ........ 1
（一）指导思想 ........ 1
（二）主要目标 ........ 1
二、重点任务 ........ 2
三、保障措施 ........ 3
{PLAN}""",
    "plan as 2nd attachment": f"""\
关于成立工作专班并印发实施方案的通知
{ADDRESSED}\
现通知如下：
{SIGNED}\
附件1
工作专班组成人员名单
一、组长：张某
二、成员：李某
附件2
{TITLE}\
{PLAN}""",
    "abbrev in notice": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
为落实规划，我局制定了《某省知识产权创新发展实施方案》（以下简称《方案》），现印发给你们，并提出以下要求：
{NUMBERED}\
{SIGNED}\
{TITLE}\
{PLAN}""",
    "spaced attachment": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
附　件：{TITLE}\
{SIGNED}\
附　件

{TITLE}\
{PLAN}\
（联系人：张某，电话：123）
""",
    "issued footer then plan": f"""\
关于印发《某省知识产权创新发展实施方案》的通知
{ADDRESSED}\
现印发给你们。
{SIGNED}\
（此件公开发布）
抄送：省委办公厅，省人大常委会办公厅。
某省知识产权局办公室 2021年3月4日印发
附件
{TITLE}\
{PLAN}""",
}


@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES.keys())
def test_the_plan_is_the_body_and_the_notice_the_notice(text: str) -> None:
    document = read_document(text)
    paths = ["一", "一/一", "一/二", "二", "二/三", "二/四", "三", "三/五"]
    assert [section.path for section in document.sections] == paths
    assert [task.lead for task in document.tasks] == [("省科技厅",), ("省财政厅",), ("各市人民政府",)]
    assert [target.value for target in document.targets] == ["1000"]
    assert "创新发展" in document.title
    assert document.title.startswith(("某省", "关于知识产权"))
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text


def test_the_notice_says_number_issuer_and_report() -> None:
    document = read_document(NOTICES["numbered notice, other title"])
    assert (document.document_number, document.issuer) == ("某知发〔2021〕3号", "某省知识产权局")
    assert (str(document.report_due_on), document.receiving_department) == (
        "2021-11-30",
        "某省知识产权局综合处",
    )
    assert document.spans[0].kind is SpanKind.NOTICE


def test_an_attachment_that_was_not_read_is_told() -> None:
    document = read_document(NOTICES["attachment with number in brackets"])
    assert cautions.AFTER_SIGNATURE in [warning.message for warning in document.warnings]


def test_a_table_of_contents_is_furniture() -> None:
    text = NOTICES["toc dots"]
    dropped = [span for span in read_document(text).spans if span.kind is SpanKind.FURNITURE]
    assert "".join(text[span.starts_at : span.ends_at] for span in dropped).strip().startswith("目  录")


ITEMS = {
    "notes in brackets": "1.建平台。建设平台。（市科技局负责）\n2.引人才。引进人才。（市人社局负责）\n",
    "notes below": "1.建平台\n牵头单位：市科技局\n2.引人才\n牵头单位：市人社局\n",
    "texts below": "1.建平台\n建设平台。（市科技局负责）\n2.引人才\n引进人才。（市人社局负责）\n",
    "headings like titles": (
        "1.编制方案\n编制好方案。（市科技局负责）\n2.制定清单\n制定好清单。（市人社局负责）\n"
    ),
    "no owners": "1.建平台。建设平台。\n2.引人才。引进人才。\n",
}


@pytest.mark.parametrize("items", ITEMS.values(), ids=ITEMS.keys())
@pytest.mark.parametrize(
    "head", ["附件\n", "附件：\n", "附件1\n", "附 件\n", "附：\n", "附件1：任务清单\n", "附件：\n任务清单\n"]
)
def test_what_stands_behind_an_attachment_line_is_a_task(head: str, items: str) -> None:
    text = f"关于印发任务清单的通知\n{ADDRESSED}现印发给你们。\n附件：任务清单\n{SIGNED}{head}{items}"
    document = read_document(text)
    assert [section.path for section in document.sections] == ["1", "2"]
    assert [task.lead for task in document.tasks] == (
        [] if "局" not in items else [("市科技局",), ("市人社局",)]
    )


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.某市任务清单\n2.联系人名单\n",
        "附件：1．某市任务清单\n　　　2．联系人名单\n",
        "附件1：某市任务清单\n附件2：联系人名单\n",
        "附件1.某市任务清单\n附件2.联系人名单\n",
        "附件：\n1.某市任务清单\n2.联系人名单\n",
        "附件：1.某市重点工作任务\n清单\n2.联系人名单\n",
        "附件：某市任务清单\n",
        "附件：1.某市任务清单\n2.2024年联系人名单\n",
    ],
)
def test_a_list_of_attachments_holds_no_section(listed: str) -> None:
    text = (
        f"关于印发某市任务清单的通知\n{ADDRESSED}现印发给你们。\n一、加强领导。\n二、抓好落实。\n{listed}{SIGNED}"
        f"附件1\n某市任务清单\n{ITEMS['notes in brackets']}附件2\n联系人名单\n1.张三\n2.李四\n"
    )
    document = read_document(text)
    assert [section.path for section in document.sections] == ["1", "2"]
    assert document.title == "某市任务清单"
