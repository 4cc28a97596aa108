"""Who put a document out, who passed it on, and who wrote it."""

import datetime as dt

import pytest

from reading import Issuer, IssuerPart, read_document

PLAN = "一、任务\n（一）甲。做好甲事。（甲局负责）\n（二）乙。做好乙事。（乙局负责）\n"
NUMBER = "某政办〔2023〕20号\n各市人民政府：\n"
SIGNED = "某省人民政府办公厅\n2023年5月18日\n"
ISSUES = "关于印发某市工作方案的通知\n各区：\n现印发给你们。\n"
FORWARDED, WROTE, ISSUED = IssuerPart.FORWARDED, IssuerPart.WROTE, IssuerPart.ISSUED


def issuers(text: str) -> list[tuple[str, IssuerPart]]:
    document = read_document(text)
    assert document.issuer == "、".join(issuer.name for issuer in document.issuers)
    assert [section.path for section in document.sections] == ["一", "一/一", "一/二"]
    return [(issuer.name, issuer.part) for issuer in document.issuers]


@pytest.mark.parametrize("verb", ["转发", "批转"])
@pytest.mark.parametrize(
    ("below", "behind"),
    [
        ("省示例局\n", ""),
        ("省示例局\n（2023年4月1日）\n", ""),
        ("", "省示例局\n2023年4月1日\n"),
        ("", ""),
    ],
)
def test_one_forwards_what_another_wrote(verb: str, below: str, behind: str) -> None:
    text = (
        f"某省人民政府办公厅{verb}省示例局关于某事的意见的通知\n{NUMBER}"
        f"省示例局《关于某事的意见》已经省政府同意，现{verb}给你们。\n{SIGNED}"
        f"关于某事的意见\n{below}为做好工作，提出意见。\n{PLAN}{behind}"
    )
    assert issuers(text) == [("某省人民政府办公厅", FORWARDED), ("省示例局", WROTE)]
    document = read_document(text)
    assert document.issued_on == dt.date(2023, 5, 18)
    assert document.title == "关于某事的意见"


def test_the_writers_own_signature_names_all_of_them() -> None:
    text = (
        f"某省人民政府办公厅转发省示例局等部门关于某事意见的通知\n{NUMBER}"
        f"省示例局等部门《关于某事的意见》已经省政府同意，现转发给你们。\n{SIGNED}"
        f"关于某事的意见\n{PLAN}省示例局　省财政厅\n省教育厅\n2023年4月1日\n"
    )
    writers = [("省示例局", WROTE), ("省财政厅", WROTE), ("省教育厅", WROTE)]
    assert issuers(text) == [("某省人民政府办公厅", FORWARDED), *writers]


def test_several_writers_named_by_the_notice_alone() -> None:
    text = (
        f"国务院批转发展改革委等部门关于某事意见的通知\n国发〔2023〕20号\n各省人民政府：\n"
        "国务院同意发展改革委、财政部《关于某事的意见》，现转发给你们。\n国务院\n2023年5月18日\n"
        f"关于某事的意见\n发展改革委　财政部\n{PLAN}"
    )
    assert issuers(text) == [("国务院", FORWARDED), ("发展改革委", WROTE), ("财政部", WROTE)]


def test_a_notice_that_forwards_a_notice() -> None:
    text = (
        f"某县人民政府办公室转发某市人民政府办公室关于印发《某市工作方案》的通知\n某县政办〔2023〕9号\n各乡镇：\n"
        "现转发给你们，并提出以下要求：\n一、加强领导。各乡镇要重视。\n二、抓好落实。\n"
        "某县人民政府办公室\n2023年6月1日\n"
        f"某市人民政府办公室关于印发《某市工作方案》的通知\n{NUMBER}现印发给你们。\n"
        "一、高度重视。\n二、按期完成。\n某市人民政府办公室\n2023年5月18日\n"
        f"某市工作方案\n{PLAN}"
    )
    assert issuers(text) == [("某县人民政府办公室", FORWARDED), ("某市人民政府办公室", WROTE)]
    assert read_document(text).issued_on == dt.date(2023, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        f"某市教育局　某市财政局{ISSUES}某市教育局　某市财政局\n2023年1月1日\n某市工作方案\n{PLAN}",
        f"某市教育局　某市财政局\n{ISSUES}2023年1月1日\n某市工作方案\n{PLAN}",
        f"某市工作方案\n{PLAN}某市教育局\n某市财政局\n2023年1月1日\n",
        f"某市工作方案\n{PLAN}某市教育局　某市财政局　2023年1月1日\n",
    ],
)
def test_joint_signatories(text: str) -> None:
    assert issuers(text) == [("某市教育局", ISSUED), ("某市财政局", ISSUED)]


def test_one_who_signs() -> None:
    assert read_document(f"某市工作方案\n{PLAN}某市教育局\n2023年1月1日\n").issuers == (
        Issuer("某市教育局", ISSUED),
    )
    assert read_document(f"某市工作方案\n{PLAN}").issuers == ()


def test_the_head_of_a_web_page_names_the_issuer() -> None:
    text = f"发文机关：某市教育局\n成文日期：2023年1月1日\n某市工作方案\n{PLAN}"
    document = read_document(text)
    assert (document.issuer, document.issued_on) == ("某市教育局", dt.date(2023, 1, 1))
