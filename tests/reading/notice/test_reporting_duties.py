"""The reports that documents ask for."""

import datetime as dt

import pytest

from reading import Document, ReportDuty, Rhythm, cautions, read_document, to_json

HEAD = "某市2021年工作要点\n某政发〔2021〕1号\n"
SIGNED = "某市人民政府\n2021年1月3日\n"


def reading(text: str, *, issued: str = SIGNED) -> Document:
    return read_document(
        f"{HEAD}一、任务\n（一）甲。做好工作。\n（二）乙。再做。\n二、报送\n{text}\n{issued}"
    )


def duties(text: str) -> list[tuple[list[str], str | None, str | None]]:
    return [
        ([f"{day:%y-%m-%d}" for day in duty.due_on], duty.rhythm, duty.receiver)
        for duty in reading(text).reports
    ]


QUARTERS = ["21-03-25", "21-06-25", "21-09-25", "21-12-25"]
MONTHS_END = [
    f"21-{month:02}-{day}" for month, day in enumerate([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 1)
]
DAYS = [
    ("各单位于6月30日、12月31日前将情况报送甲局。", ["21-06-30", "21-12-31"]),
    ("各单位分别于6月30日前和12月31日前将总结报送甲局。", ["21-06-30", "21-12-31"]),
    ("请于 2021 年 6 月 30 日前、12 月 31 日前将情况报送甲局。", ["21-06-30", "21-12-31"]),
    ("3月、6月、9月、12月25日前将情况报送甲局。", QUARTERS),
    ("于7月5日、次年1月5日前将情况报送甲局。", ["21-07-05", "22-01-05"]),
    ("6月底、年底前将情况报送甲局。", ["21-06-30", "21-12-31"]),
    ("2021年11月30日前将总结报送甲局。", ["21-11-30"]),
    ("6月底前完成评估，12月15日前将总结报送甲局。", ["21-12-15"]),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_every_day_that_is_named_is_kept(text: str, days: list[str]) -> None:
    assert duties(text) == [(days, None, "甲局")]


RHYTHMS = [
    ("每季度末月25日前将情况报送甲局。", Rhythm.QUARTERLY, QUARTERS),
    ("每季度第三个月25日前将情况报送甲局。", Rhythm.QUARTERLY, QUARTERS),
    ("每季度首月5日前将情况报送甲局。", Rhythm.QUARTERLY, ["21-01-05", "21-04-05", "21-07-05", "21-10-05"]),
    (
        "每季度第二个月20日前将情况报送甲局。",
        Rhythm.QUARTERLY,
        ["21-02-20", "21-05-20", "21-08-20", "21-11-20"],
    ),
    ("每季度末将情况报送甲局。", Rhythm.QUARTERLY, ["21-03-31", "21-06-30", "21-09-30", "21-12-31"]),
    ("每季度结束后10日内将情况报送甲局。", Rhythm.QUARTERLY, ["21-04-10", "21-07-10", "21-10-10"]),
    ("按季度将情况报送甲局。", Rhythm.QUARTERLY, []),
    ("每月25日前将情况报送甲局。", Rhythm.MONTHLY, [f"21-{month:02}-25" for month in range(1, 13)]),
    ("每月底前将情况报送甲局。", Rhythm.MONTHLY, MONTHS_END),
    ("每半年将情况报送甲局。", Rhythm.HALF_YEARLY, []),
    ("半年和年终分别将情况报送甲局。", Rhythm.HALF_YEARLY, []),
    ("每年12月15日前将情况报送甲局。", Rhythm.YEARLY, ["21-12-15"]),
    ("每年6月底和12月底前将情况报送甲局。", Rhythm.YEARLY, ["21-06-30", "21-12-31"]),
]


@pytest.mark.parametrize(("text", "rhythm", "days"), RHYTHMS)
def test_how_often_is_kept_with_the_days_of_the_plans_year(
    text: str, rhythm: Rhythm, days: list[str]
) -> None:
    expected = [day for day in days if day >= "21-01-03"]
    assert duties(text) == [(expected, rhythm, "甲局")]


def test_a_yearly_day_before_the_issue_is_that_of_the_next_year() -> None:
    document = reading("每年2月15日前将情况报送甲局。", issued="某市人民政府\n2021年3月3日\n")
    assert [duty.due_on for duty in document.reports] == [(dt.date(2022, 2, 15),)]


@pytest.mark.parametrize(
    "text", ["每周五前将情况报送甲局。", "每双月底前将情况报送甲局。", "按旬将情况报送甲局。"]
)
def test_a_rhythm_without_periods_is_doubted_at_its_place(text: str) -> None:
    document = reading(text)
    assert document.reports == ()
    [doubt] = [doubt for doubt in document.warnings if doubt.message != cautions.NO_TASKS]
    assert doubt.message == cautions.REPORT_RHYTHM
    assert document.source[doubt.starts_at : doubt.ends_at] == text.rstrip("。")


def test_a_day_of_a_quarter_without_its_month_is_kept_without_days_and_doubted() -> None:
    document = reading("每季度25日前将情况报送甲局。")
    assert [(duty.due_on, duty.rhythm) for duty in document.reports] == [((), Rhythm.QUARTERLY)]
    assert cautions.REPORT_RHYTHM in [doubt.message for doubt in document.warnings]


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("12月15日前将情况报甲局综合科。", "甲局综合科"),
        ("12月15日前向市改革办报送工作情况。", "市改革办"),
        ("12月15日前将情况反馈至甲局邮箱。", "甲局"),
        ("12月15日前将总结报送我局运用促进司。", "运用促进司"),
        ("12月15日前将情况报送市工业和信息化局（联系人：张三）。", "市工业和信息化局"),
        ("各单位12月10日前将情况报甲局，甲局汇总后报市政府。", "甲局"),
        ("各单位将情况报甲局，由甲局汇总后于12月10日前报市政府。", "甲局"),
        ("年底前将落实情况向市政府报告。", "市政府"),
        ("12月15日前报送年度总结。", None),
    ],
)
def test_who_gets_it(text: str, receiver: str | None) -> None:
    assert [duty.receiver for duty in reading(text).reports] == [receiver]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("12月15日前将情况报送甲局（联系人：张三，电话：12345678）。", "联系人：张三，电话：12345678"),
        ("12月15日前将情况报送甲局。联系人：李四；联系电话：010-6208。", "联系人：李四；联系电话：010-6208"),
        ("12月15日前将情况报送甲局（邮箱：a@b.cn）。", "邮箱：a@b.cn"),
        ("12月15日前将情况报送甲局。做好联系工作。", None),
    ],
)
def test_whom_to_ask_stands_as_printed(text: str, contact: str | None) -> None:
    assert [duty.contact for duty in reading(text).reports] == [contact]


def test_every_duty_of_a_document_is_kept_at_its_place() -> None:
    document = reading("各单位于每月25日前向改革办报送进展情况，12月10日前报送年度总结。")
    assert [(duty.rhythm, duty.receiver) for duty in document.reports] == [
        (Rhythm.MONTHLY, "改革办"),
        (None, None),
    ]
    assert [document.source[duty.starts_at : duty.ends_at].strip("，") for duty in document.reports] == [
        "各单位于每月25日前向改革办报送进展情况",
        "12月10日前报送年度总结",
    ]
    assert document.report_due_on == dt.date(2021, 12, 10)


def test_the_notice_before_the_plan_is_read_as_well() -> None:
    document = read_document(
        "关于印发要点的通知\n各单位：\n现予印发，请于2021年12月15日前将总结报送促进司。\n某局\n2021年3月3日\n"
        "2021年工作要点\n一、甲\n做好。\n二、乙\n再做。\n"
    )
    assert [(duty.receiver, duty.due_on) for duty in document.reports] == [
        ("促进司", (dt.date(2021, 12, 15),))
    ]


@pytest.mark.parametrize(
    "text",
    ["及时报送工作进展情况。", "每季度举办1场活动。", "6月底前完成评估。", "第三季度报送省司法厅审查。"],
)
def test_what_asks_for_no_report(text: str) -> None:
    assert duties(text) == []


def test_a_duty_in_the_contract() -> None:
    [duty] = to_json(reading("每季度末月25日前将情况报送甲局（联系人：张三）。"))["reports"]
    assert duty == {
        "text": "每季度末月25日前将情况报送甲局（联系人：张三）",
        "due_on": ["2021-03-25", "2021-06-25", "2021-09-25", "2021-12-25"],
        "rhythm": "quarterly",
        "receiver": "甲局",
        "contact": "联系人：张三",
    }


def test_without_a_year_a_rhythm_has_no_days() -> None:
    document = read_document("某市关于推进工作的方案\n一、任务\n每月25日前将情况报送甲局。\n二、其他\n做。\n")
    assert document.reports == (
        ReportDuty("每月25日前将情况报送甲局", (), Rhythm.MONTHLY, "甲局", None, 17, 30),
    )


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("每季度末月25日前报送市科技局（联系人：张三，电话：12345678）。", "张三，电话：12345678"),
        ("请于2021年12月15日前报送市科技局（联系人：张三）。", "张三"),
    ],
)
def test_a_receiver_alone_says_that_something_is_reported(text: str, contact: str) -> None:
    [duty] = reading(text).reports
    assert (duty.receiver, contact in (duty.contact or "")) == ("市科技局", True)


def test_what_is_sent_up_for_approval_is_no_report() -> None:
    assert reading("12月底前上报国务院审批。").reports == ()
