"""The numbers that Word prints before paragraphs and keeps in no text."""

import pytest

from reading import read_document, read_source
from reading.sources.number_formats import print_number
from tests.reading.sources import making

OFFICIAL = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def level(number: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def instance(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def paragraph(text: str, depth: int | None = None, name: int = 1, style: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{styled}{'' if depth is None else numbered}</w:pPr>"
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def official(*more: str) -> str:
    levels = [level(number, kind, text) for number, (kind, text) in enumerate(OFFICIAL)]
    return definition(0, *levels) + instance(1, 0) + "".join(more)


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return read_source(making.word_of_xml(body, numbering=numbering, styles=styles)).split("\u2029\n")[:-1]


def test_levels_count_and_start_again_below_a_new_number() -> None:
    body = "".join(
        paragraph(text, depth)
        for text, depth in [
            *[
                ("总体要求", 0),
                ("指导思想", 1),
                ("目标", 1),
                ("重点任务", 0),
                ("创造", 1),
                ("甲", 2),
                ("乙", 2),
            ],
            *[("保护", 1), ("丙", 2), ("保障", 0)],
        ]
    )
    assert lines(body, official()) == [
        *("一、总体要求", "（一）指导思想", "（二）目标", "二、重点任务", "（一）创造", "1.甲", "2.乙"),
        *("（二）保护", "1.丙", "三、保障"),
    ]


def test_an_official_document_with_automatic_numbers_is_read() -> None:
    body = (
        paragraph("某市关于某事的实施意见")
        + paragraph("总体要求", 0)
        + paragraph("指导思想。坚持稳中求进，加强统筹协调。", 1)
        + paragraph("重点任务", 0)
        + paragraph("完善制度。建立健全制度体系。（市科技局负责）", 1)
    )
    document = read_document(read_source(making.word_of_xml(body, numbering=official())))
    assert [section.path for section in document.sections] == ["一", "一/一", "二", "二/一"]
    assert document.tasks[0].lead == ("市科技局",)


def test_numbers_run_on_where_the_level_never_starts_again() -> None:
    levels = (
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(paragraph("甲", depth) for depth in (0, 1, 1, 0, 1))
    assert lines(body, definition(0, *levels) + instance(1, 0)) == [
        *("一、甲", "（一）甲", "（二）甲", "二、甲", "（三）甲")
    ]


def test_numbers_from_the_style_and_the_style_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="Part"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Sub"/><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    off = paragraph("丙", 0, 0, style="H1")
    body = paragraph("甲", style="H1") + paragraph("乙", style="H2") + off + paragraph("丁", style="H1")
    assert lines(body, numbering + instance(1, 0), styles) == ["一、甲", "（一）乙", "丙", "二、丁"]


def test_a_level_that_belongs_to_a_style() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Sub"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(
        0, level(0, "decimal", "%1."), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    )
    assert lines(paragraph("甲", style="H2"), numbering + instance(1, 0), style) == ["（一）甲"]


def test_a_second_list_of_the_same_kind_starts_where_it_says() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = paragraph("甲", 0) + paragraph("乙", 0) + paragraph("丙", 0, 2) + paragraph("丁", 0, 2)
    assert lines(body, official(instance(2, 0, override))) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_a_second_list_of_the_same_kind_goes_on() -> None:
    body = paragraph("甲", 0) + paragraph("乙", 0, 2)
    assert lines(body, official(instance(2, 0))) == ["一、甲", "二、乙"]


def test_a_start_other_than_one() -> None:
    numbering = definition(0, level(0, "decimal", "%1.").replace('start w:val="1"', 'start w:val="7"'))
    assert lines(paragraph("甲", 0) + paragraph("乙", 0), numbering + instance(1, 0)) == ["7.甲", "8.乙"]


def test_numbers_of_several_levels_in_digits() -> None:
    levels = (
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    )
    body = paragraph("总则", 0) + paragraph("范围", 1) + paragraph("2021年", 1)
    assert lines(body, definition(0, *levels) + instance(1, 0)) == ["第一章总则", "1.1范围", "1.2 2021年"]


@pytest.mark.parametrize(("text", "printed"), [("•", "•"), ("\uf0b7", "●"), ("—", "——"), ("", "●")])
def test_bullets(text: str, printed: str) -> None:
    numbering = definition(0, level(0, "bullet", text)) + instance(1, 0)
    assert lines(paragraph("甲", 0), numbering) == [f"{printed}甲"]


def test_a_list_that_is_defined_nowhere_has_no_numbers() -> None:
    assert lines(paragraph("甲", 0, 9), official()) == ["甲"]


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 53, "五十三"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("ideographDigital", 20, "二〇"),
        ("taiwaneseCounting", 10, "十"),
        ("chineseLegalSimplified", 3, "叁"),
        ("decimal", 12, "12"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 12, "亥"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 14, "XIV"),
        ("none", 4, ""),
        ("hebrew1", 4, "4"),
        ("chineseCounting", 0, "0"),
    ],
)
def test_kinds_of_numbers(kind: str, value: int, printed: str) -> None:
    assert print_number(value, kind) == printed
