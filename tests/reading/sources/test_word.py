"""The text of Word documents: what is printed, once, in order."""

import pytest

from reading import read_source
from tests.reading.sources import making


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def lines(body: str, styles: str = "") -> list[str]:
    return read_source(making.word_of_xml(body, styles=styles)).split("\u2029\n")[:-1]


BOX = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
ALTERNATE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>'
    f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent><w:p><w:r><w:t>一、总体要求 1</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "yyyy"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2021</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (run("甲") + run("乙"), "甲乙"),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲\t乙"),
        (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), "甲\n乙"),
        (run("甲") + "<w:r><w:cr/></w:r>" + run("乙"), "甲\n乙"),
        (run("甲") + '<w:r><w:br w:type="page"/></w:r>' + run("乙"), "甲\f乙"),
        (run("甲") + "<w:r><w:softHyphen/></w:r>" + run("\u00ad乙"), "甲乙"),
        (run("A") + "<w:r><w:noBreakHyphen/></w:r>" + run("B"), "A-B"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:char="2460"/></w:r>', "①"),
        (f"<w:ins>{run('甲')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>{run('乙')}", "甲乙"),
        (f"<w:moveFrom>{run('丙')}</w:moveFrom><w:moveTo>{run('甲')}</w:moveTo>", "甲"),
        (f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>", "甲乙"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
        (run("甲", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), "乙"),
        (run("甲", '<w:rStyle w:val="Ghost"/>') + run("乙"), "乙"),
        (FIELD + run("年"), "2021年"),
        (f'<w:fldSimple w:instr="DATE">{run("2021")}</w:fldSimple>', "2021"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase>"
            + run("甲")
            + "</w:rubyBase></w:ruby></w:r>",
            "甲",
        ),
        (run("增长") + "<m:oMath><m:r><m:t>10%</m:t></m:r></m:oMath>", "增长10%"),
        (run("⼯作⻓期ﬁ"), "工作长期fi"),
        (run("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>', "甲"),
    ],
)
def test_what_a_paragraph_prints(content: str, printed: str) -> None:
    ghost = '<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert lines(paragraph(content) + paragraph(run("末")), ghost) == [printed, "末"]


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    assert lines(paragraph(run("甲"), ALTERNATE, run("乙"))) == ["甲乙", "框内"]


def test_paragraphs_and_tables_stand_in_order() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert lines(paragraph(run("一")) + table.format("二") + paragraph(run("三"))) == ["一", "二", "三"]


def test_content_controls_hold_paragraphs() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('甲'))}</w:sdtContent></w:sdt>"
    assert lines(control + paragraph(run("乙"))) == ["甲", "乙"]


def test_tables_of_contents_are_left_out() -> None:
    toc = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 9"/></w:style>'
    line = paragraph('<w:pPr><w:pStyle w:val="T1"/></w:pPr>', run("二、重点任务 3"))
    assert lines(CONTENTS + line + paragraph(run("一、总体要求")), toc) == ["一、总体要求"]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    joined = paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("甲"))
    assert lines(joined + paragraph(run("乙"))) == ["甲乙"]


def test_strict_documents_are_read_too() -> None:
    parts = making.members(making.word(["甲"]))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_source(making.zipped(parts)) == "甲\u2029\n"


def test_the_name_does_not_matter() -> None:
    assert read_source(making.word(["甲"]), "guidance.txt") == "甲\u2029\n"
    assert read_source("甲".encode(), "guidance.docx") == "甲"
