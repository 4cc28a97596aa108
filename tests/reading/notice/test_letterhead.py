"""The notice before, after or without the body; title, number, signature, date."""

import datetime as dt

import pytest

from reading import DocumentError, SpanKind, cautions, read_document

BODY = "一、总体要求\n（一）指导思想。坚持稳中求进。立足新发展阶段。\n二、工作要求\n做好各项工作。\n"
NOTICE = (
    "某省人民政府办公厅关于印发《某省创新发展实施方案》的通知\n"
    "某政办发〔2021〕12号\n"
    "各市、县（市、区）人民政府，省政府各部门：\n"
    "《某省创新发展实施方案》已经省政府同意，现印发给你们，请认真贯彻执行。\n"
)
SIGNED = "某省人民政府办公厅\n2021年3月3日\n"
TITLE = "某省创新发展实施方案\n"


def kinds(text: str) -> list[SpanKind]:
    found: list[SpanKind] = []
    for span in read_document(text).spans:
        if not found or found[-1] is not span.kind:
            found.append(span.kind)
    return found


@pytest.mark.parametrize(
    "text",
    [
        NOTICE + SIGNED + TITLE + "为做好工作，制定本方案。\n" + BODY,
        NOTICE + SIGNED + "（此件公开发布）\n" + TITLE + BODY,
        NOTICE + "附件：某省创新发展实施方案\n" + SIGNED + "附件\n" + TITLE + BODY,
        NOTICE + "附件：1.某省创新发展实施方案\n2.任务清单\n" + SIGNED + TITLE + BODY,
        NOTICE.replace("《", "").replace("》", "") + SIGNED + TITLE + BODY,
        NOTICE + SIGNED + "某省创新发展\n实施方案\n" + BODY,
        TITLE + BODY + NOTICE + SIGNED,
    ],
    ids=["before", "public", "attached", "two attachments", "no marks", "two lines", "after"],
)
def test_a_notice_beside_the_body(text: str) -> None:
    document = read_document(text)
    assert document.title == "某省创新发展实施方案"
    assert document.document_number == "某政办发〔2021〕12号"
    assert document.issuer == "某省人民政府办公厅"
    assert document.issued_on == dt.date(2021, 3, 3)
    assert [section.path for section in document.sections] == ["一", "一/一", "二"]
    assert document.sections[-1].text == "做好各项工作。"
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text


def test_a_document_that_is_its_own_notice() -> None:
    text = (
        "某省人民政府关于加快发展\n服务业的指导意见\n某政发〔2022〕5号\n各市人民政府：\n"
        "为加快发展，现提出以下意见：\n" + BODY + "某省人民政府\n2022年5月6日\n（此件公开发布）\n"
    )
    document = read_document(text)
    assert document.title == "某省人民政府关于加快发展服务业的指导意见"
    assert (document.issuer, document.issued_on) == ("某省人民政府", dt.date(2022, 5, 6))
    assert document.year == 2022
    assert kinds(text) == [
        SpanKind.TITLE,
        SpanKind.NOTICE,
        SpanKind.PREAMBLE,
        SpanKind.SECTION,
        SpanKind.CLOSING,
    ]


def test_a_body_alone() -> None:
    document = read_document(TITLE + BODY)
    assert document.title == "某省创新发展实施方案"
    assert (document.issuer, document.issued_on, document.document_number) == (None, None, None)
    assert kinds(TITLE + BODY) == [SpanKind.TITLE, SpanKind.SECTION]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2021年3月3日", dt.date(2021, 3, 3)),
        ("2021 年 3 月 3 日", dt.date(2021, 3, 3)),
        ("２０２１年３月３日", dt.date(2021, 3, 3)),
        ("二〇二一年三月三日", dt.date(2021, 3, 3)),
        ("二○二一年十二月三十一日", dt.date(2021, 12, 31)),
        ("二零二一年十月二十日", dt.date(2021, 10, 20)),
        ("2021-03-03", dt.date(2021, 3, 3)),
    ],
)
def test_dates_of_all_kinds(printed: str, day: dt.date) -> None:
    assert read_document(f"{TITLE}{BODY}某省人民政府\n{printed}\n").issued_on == day


@pytest.mark.parametrize("printed", ["2021年13月3日", "2021年2月30日"])
def test_a_day_that_does_not_exist_is_no_date(printed: str) -> None:
    assert read_document(f"{TITLE}{BODY}某省人民政府\n{printed}\n").issued_on is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("国办发〔2018〕121号", "国办发〔2018〕121号"),
        ("国发［2018］38号", "国发〔2018〕38号"),
        ("某政发(2019) 3 号", "某政发〔2019〕3号"),
        ("（某政发〔2019〕3号）", "某政发〔2019〕3号"),
    ],
)
def test_document_numbers(printed: str, number: str) -> None:
    assert read_document(f"某省关于某事的意见\n{printed}\n各市：\n{BODY}").document_number == number


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("国 务 院\n2021年3月3日\n", "国务院"),
        ("教育部　科技部\n2021年3月3日\n", "教育部、科技部"),
        ("教育部\n科技部\n2021年3月3日\n", "教育部、科技部"),
        ("某省人民政府办公厅（代章）\n2021年3月3日\n", "某省人民政府办公厅"),
    ],
)
def test_signatures(signed: str, issuer: str) -> None:
    document = read_document(TITLE + BODY + signed)
    assert document.issuer == issuer
    assert document.sections[-1].text == "做好各项工作。"


def test_without_a_signature_the_title_names_the_issuer() -> None:
    assert read_document("某省人民政府关于某事的意见\n" + BODY).issuer == "某省人民政府"


def test_a_bracket_below_the_title_belongs_to_it() -> None:
    text = "某省创新发展行动计划\n（2021—2025年）\n" + BODY + SIGNED
    assert read_document(text).title == "某省创新发展行动计划（2021—2025年）"
    assert read_document(text).year == 2021


def test_the_year_in_the_title_counts_before_the_date() -> None:
    assert read_document("某省2022年工作要点\n" + BODY + SIGNED).year == 2022


def test_an_attachment_with_numbers_is_told() -> None:
    document = read_document(TITLE + BODY + SIGNED + "附件\n任务清单\n一、甲\n二、乙\n")
    assert [section.path for section in document.sections] == ["一", "一/一", "二"]
    assert [warning.message for warning in document.warnings] == [cautions.AFTER_SIGNATURE, cautions.NO_TASKS]


def test_closing_words_belong_to_no_section() -> None:
    body = "一、任务\n（一）甲。做好甲事。（甲局负责）\n各市、各有关部门要抓好落实。\n"
    document = read_document(TITLE + body + SIGNED)
    assert document.sections[-1].text == "做好甲事。（甲局负责）"


@pytest.mark.parametrize(
    ("sentence", "day", "department"),
    [
        (
            "各单位要在2021年12月15日前将成效报送我局知识产权运用促进司。",
            dt.date(2021, 12, 15),
            "知识产权运用促进司",
        ),
        ("请各市于11月30日前将落实情况报省科技厅。", dt.date(2021, 11, 30), "省科技厅"),
        (
            "各市于年底前将总结上报省市场监管局（省知识产权局）。",
            dt.date(2021, 12, 31),
            "省市场监管局（省知识产权局）",
        ),
        ("各市于2021年11月底前将方案报送至省财政厅，并抄送省科技厅。", dt.date(2021, 11, 30), "省财政厅"),
        ("重大事项及时报告省人民政府。", None, None),
        ("加强统计报表管理，做好工作。", None, None),
    ],
)
def test_the_report_asked_for(sentence: str, day: dt.date | None, department: str | None) -> None:
    document = read_document(TITLE + BODY + sentence + "\n" + SIGNED)
    assert (document.report_due_on, document.receiving_department) == (day, department)


def test_a_yearly_report_falls_due_first_after_the_issue_and_is_told() -> None:
    document = read_document(TITLE + BODY + "各市每年2月底前将上年情况报送省科技厅。\n" + SIGNED)
    assert document.report_due_on == dt.date(2022, 2, 28)
    assert [warning.message for warning in document.warnings] == [cautions.NO_TASKS, cautions.REPORT_YEARLY]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\n\f", "empty"),
        ("关于某事的通知\n请认真贯彻执行。\n", "numbered sections"),
        ("一、总体要求\n坚持稳中求进。\n", "title"),
        ("这是一封普通的信，没有编号。", "numbered sections"),
    ],
)
def test_a_text_that_is_no_such_document(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as raised:
        read_document(text)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("below", ["2023年3月15日", "（2023年3月15日）", "2023年3月15日\n市知识产权局"])
def test_a_date_below_the_title_is_that_of_the_document(below: str) -> None:
    document = read_document(f"某市2023年知识产权工作要点\n{below}\n一、总体要求\n坚持。\n二、任务\n做好。\n")
    assert document.title == "某市2023年知识产权工作要点"
    assert [section.path for section in document.sections] == ["一", "二"]
