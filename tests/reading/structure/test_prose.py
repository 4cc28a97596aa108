"""The notice and the preamble as paragraphs."""

from pathlib import Path

from reading.structure.prose import unwrap

SOURCE = (Path(__file__).parents[3] / "fixtures" / "guidance_2021.txt").read_text(encoding="utf-8")
BODY_AT = SOURCE.rindex("推动知识产权高质量发展年度工作指引（2021）")


def test_the_notice_keeps_its_paragraphs_and_loses_its_line_breaks() -> None:
    paragraphs = unwrap(SOURCE, 0, BODY_AT).splitlines()
    assert paragraphs[1].startswith("各省、自治区、直辖市")
    assert paragraphs[1].endswith("局其他直属单位、各社会团体：")
    assert paragraphs[-2:] == ["国家知识产权局", "2021 年 3 月 3 日"]


def test_the_preamble_is_the_title_and_one_paragraph() -> None:
    paragraphs = unwrap(SOURCE, BODY_AT, SOURCE.index("一、总体要求")).splitlines()
    assert len(paragraphs) == 2
    assert paragraphs[1].endswith("制订本指引。")
