"""Where notes stand, and which brackets are none."""

import pytest

from reading import cautions, read_document
from reading.owners.notes import find_notes


def printed(text: str) -> list[str]:
    return [note.as_printed for note in find_notes(text)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "做好工作。（科技局负责）",
        "做好工作（科技局负责）。",
        "做好工作。（科技局负责）。",
        "做好工作；（科技局负责）",
        "做好工作(科技局负责)。",
        "做好工作。\n（科技局负责）",
        "做好工作。 （科技局负责） 另一件工作。",
        "做好工作。【责任单位：科技局】",
        "做好工作。［科技局负责］",
    ],
)
def test_a_bracket_at_the_end_of_a_sentence_is_a_note(text: str) -> None:
    notes, warnings = find_notes(text)
    assert [note.owners.lead for note in notes] == [("科技局",)]
    assert warnings == []


@pytest.mark.parametrize(
    "text",
    [
        "做好工作。\n责任单位：科技局、财政局",
        "做好工作。\n责任单位：科技局、财政局。",
        "做好工作。责任单位：科技局、财政局",
        "做好工作。\n【责任单位】科技局、财政局",
        "做好工作。\n【责任单位】：科技局、财政局",
        "做好工作。\n科技局、财政局负责。",
        "做好工作。\n责任单位：\n科技局、财政局",
    ],
)
def test_notes_outside_brackets(text: str) -> None:
    if text.endswith("：\n科技局、财政局"):
        text = text.replace("：\n", "：")
    notes, _ = find_notes(text)
    assert [note.owners.lead for note in notes] == [("科技局", "财政局")]


def test_labels_on_lines_of_their_own_are_one_note() -> None:
    text = "引进人才。\n牵头单位：人社局\n配合单位：科技局、教育局\n完成时限：2021年6月底"
    notes, _ = find_notes(text)
    assert len(notes) == 1
    assert (notes[0].owners.lead, notes[0].owners.support) == (("人社局",), ("科技局", "教育局"))
    assert notes[0].owners.time == "2021年6月底"


def test_two_brackets_side_by_side_are_one_note() -> None:
    notes, _ = find_notes("做好工作。（科技局牵头）（财政局配合）")
    assert len(notes) == 1
    assert (notes[0].owners.lead, notes[0].owners.support) == (("科技局",), ("财政局",))


@pytest.mark.parametrize(
    "text",
    [
        "由主管部门（市场监管局负责）统一实施改革。",
        "有关机构（由市场监管局负责）、企业和高校要做好工作。",
        "《管理办法（试行）》印发实施。",
        "建设自由贸易试验区（以下简称自贸试验区）是重要举措。",
        "外国（地区）企业登记。",
        "交易凭证（须经交易双方确认）替代合同。",
        "某中心（暂定名）挂牌。",
        "“科技局负责（科技局负责）。”是一句引文。",
    ],
)
def test_other_brackets_are_no_notes(text: str) -> None:
    assert printed(text) == []


def test_a_responsibility_inside_a_sentence_is_told() -> None:
    _, warnings = find_notes("由主管部门（市场监管局负责）统一实施改革。", section="一")
    assert [warning.message for warning in warnings] == [cautions.NOTE_IN_SENTENCE]


@pytest.mark.parametrize(
    "text", ["做好工作。（科技局、财政局要切实负起责任）", "做好工作。（科技局、财政局“双打”）"]
)
def test_a_note_that_cannot_be_read_is_told(text: str) -> None:
    _, warnings = find_notes(text, section="一")
    assert [warning.message for warning in warnings] == [cautions.NOTE_UNREAD]


@pytest.mark.parametrize("first_leads", [False, True])
def test_names_alone_are_read_and_told_unless_the_document_says_who_leads(*, first_leads: bool) -> None:
    notes, warnings = find_notes("做好工作。（科技局、财政局）", section="一", first_leads=first_leads)
    assert [note.owners.lead + note.owners.support for note in notes] == [("科技局", "财政局")]
    assert [warning.message for warning in warnings] == ([] if first_leads else [cautions.NAMES_ONLY])


@pytest.mark.parametrize(
    "inner", ["含工业园区", "不含科技局", "试行", "科技部等", "企业、高校", "2021年3月财政部", "见《科技局》"]
)
def test_brackets_that_are_no_names_are_no_notes(inner: str) -> None:
    assert printed(f"做好工作。（{inner}）") == []


def body(text: str) -> str:
    return f"某市关于推进工作的方案\n{text}"


def test_each_note_owns_the_text_since_the_one_before() -> None:
    document = read_document(
        body("一、推进工作。做甲事。做乙事。（甲局负责）做丙事（乙局负责）；做丁事（丙局负责）。")
    )
    assert [(task.text, task.lead) for task in document.tasks] == [
        ("做甲事。做乙事。", ("甲局",)),
        ("做丙事", ("乙局",)),
        ("做丁事", ("丙局",)),
    ]
    assert document.sections[0].title == "推进工作"


def test_a_note_in_the_heading_covers_the_text_below_and_is_told() -> None:
    document = read_document(
        body("一、加强宣传（责任单位：宣传部）\n要加强宣传。要扩大影响。\n二、其他\n做好工作。\n")
    )
    assert document.sections[0].title == "加强宣传"
    assert [(task.text, task.lead) for task in document.tasks] == [("要加强宣传。要扩大影响。", ("宣传部",))]
    assert [warning.message for warning in document.warnings] == [cautions.NOTE_FIRST]


def test_a_note_before_the_text_covers_what_follows_and_is_told() -> None:
    document = read_document(body("一、加强宣传\n责任单位：宣传部\n要加强宣传。\n"))
    assert [(task.text, task.lead) for task in document.tasks] == [("要加强宣传。", ("宣传部",))]
    assert [warning.message for warning in document.warnings] == [cautions.NOTE_FIRST]


def test_a_heading_with_nothing_but_a_note_is_the_duty_itself() -> None:
    document = read_document(
        body("一、加强宣传\n（责任单位：宣传部）\n二、扩大开放（责任单位：商务局）\n1.甲事\n2.乙事\n")
    )
    assert [(task.section, task.lead) for task in document.tasks] == [
        ("一", ("宣传部",)),
        ("二", ("商务局",)),
    ]
    assert [task.text for task in document.tasks] == ["加强宣传", "扩大开放"]


def test_a_lone_note_after_the_last_of_several_items_is_told() -> None:
    document = read_document(
        body("一、任务\n1.甲。做好甲事工作。\n2.乙。做好乙事工作。\n（责任单位：财政局、教育局）\n")
    )
    assert [task.section for task in document.tasks] == ["一/2"]
    assert [warning.message for warning in document.warnings] == [cautions.NOTE_MAY_COVER_ALL]


def test_the_rule_of_the_first_one_is_for_the_whole_document() -> None:
    document = read_document(
        body(
            "一、任务\n（一）甲。做好甲事。（甲局、乙局负责，列第一位者为牵头单位，下同）\n"
            "（二）乙。做好乙事。（丙局、丁局负责）\n（三）丙。做好丙事。（甲局、乙局牵头，丙局配合）\n"
        )
    )
    assert [(task.lead, task.support) for task in document.tasks] == [
        (("甲局",), ("乙局",)),
        (("丙局",), ("丁局",)),
        (("甲局", "乙局"), ("丙局",)),
    ]


def test_a_bracket_with_the_time_belongs_to_the_note_before_it() -> None:
    notes, warnings = find_notes("做好工作。（科技局负责）（2022年6月底前完成）再做工作。")
    assert [(note.as_printed, note.owners.time) for note in notes] == [
        ("（科技局负责）（2022年6月底前完成）", "2022年6月底前完成")
    ]
    assert warnings == []


@pytest.mark.parametrize(
    ("note", "lead", "support", "guide"),
    [
        ("责任单位：市科技局 市财政局", ("市科技局", "市财政局"), (), ()),
        ("——牵头单位：市科技局；配合单位：市财政局", ("市科技局",), ("市财政局",), ()),
        ("（教育部负责指导，各省级人民政府组织实施）", ("各省级人民政府",), (), ("教育部",)),
        ("（市科技局负责，省科技厅指导）", ("市科技局",), (), ("省科技厅",)),
        ("〔市科技局负责〕", ("市科技局",), (), ()),
    ],
)
def test_other_ways_to_say_it(
    note: str, lead: tuple[str, ...], support: tuple[str, ...], guide: tuple[str, ...]
) -> None:
    notes, _ = find_notes(f"做好工作。{note}")
    assert [(note.owners.lead, note.owners.support, note.owners.guide) for note in notes] == [
        (lead, support, guide)
    ]


def test_names_alone_in_the_middle_of_a_paragraph_own_the_text_before_them() -> None:
    notes, _ = find_notes("做甲事。（规划处、法规处）做乙事。（保护处）")
    assert [note.owners.lead for note in notes] == [("规划处", "法规处"), ("保护处",)]


@pytest.mark.parametrize(
    "text",
    [
        "建设平台（科技局负责），完善制度（财政局负责）。",
        "建设平台（科技局负责），完善制度。（财政局负责）",
        "建设平台(科技局负责),完善制度(财政局负责).",
        "建设平台（科技局负责）和完善制度（财政局负责）。",
    ],
)
def test_each_of_several_notes_in_a_sentence_owns_the_words_before_it(text: str) -> None:
    notes, warnings = find_notes(text.replace(").", ")。"))
    assert [note.owners.lead for note in notes] == [("科技局",), ("财政局",)]
    assert [warning.message for warning in warnings] == [cautions.NOTE_READ_IN_SENTENCE]


@pytest.mark.parametrize(
    "text",
    [
        "建设平台（由科技局负责），完善制度（财政局负责）。",
        "建设平台（科技局负责）应于年底前完成（财政局负责）。",
        "建设平台（科技局负责）、制度（财政局负责）。",
        "建设平台（科技局负责），完善制度。推广经验（财政局负责）。",
    ],
)
def test_a_bracket_that_only_explains_is_no_note_though_another_follows(text: str) -> None:
    notes, warnings = find_notes(text)
    assert [note.owners.lead for note in notes] == [("财政局",)]
    assert [warning.message for warning in warnings] == [cautions.NOTE_IN_SENTENCE]


def test_a_note_right_behind_the_first_sentence_covers_it() -> None:
    items = "1.推进甲事。（科技局负责）落实乙事。（财政局负责）\n2.推进丙事。（教育局负责）\n"
    text = f"某省实施方案\n一、任务\n{items}"
    tasks = read_document(text).tasks
    assert [(task.text, task.lead) for task in tasks] == [
        ("推进甲事。", ("科技局",)),
        ("落实乙事。", ("财政局",)),
        ("推进丙事。", ("教育局",)),
    ]


def test_a_note_that_only_a_heading_stands_before_is_kept_and_told() -> None:
    text = (
        "某省实施方案\n一、推进行动。（科技局负责）\n（一）组织对接。每年一次。\n（二）完善补偿。健全机制。\n"
    )
    document = read_document(text)
    assert [(task.section, task.lead) for task in document.tasks] == [("一", ("科技局",))]
    assert [warning.message for warning in document.warnings] == [cautions.NOTE_IN_HEADING]


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("做好甲事工作。由甲局牵头，乙局配合。", ("甲局",), ("乙局",)),
        ("做好甲事。此项工作由甲局负责，乙局、丙局参与。", ("甲局",), ("乙局", "丙局")),
        ("做好甲事。甲局牵头，乙局配合。", ("甲局",), ("乙局",)),
        ("做好甲事。\n此项工作由甲局负责。", ("甲局",), ()),
    ],
)
def test_a_sentence_at_the_end_of_running_text_is_a_note(
    text: str, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    notes, warnings = find_notes(text)
    assert [(note.owners.lead, note.owners.support) for note in notes] == [(lead, support)]
    assert warnings == []


@pytest.mark.parametrize(
    "text", ["做好甲事，由甲局牵头，乙局配合。", "做好甲事。由甲局牵头，乙局配合。同时做好宣传。"]
)
def test_a_note_amid_running_text_is_read_and_told(text: str) -> None:
    notes, warnings = find_notes(text)
    assert [(note.owners.lead, note.owners.support) for note in notes] == [(("甲局",), ("乙局",))]
    assert [warning.message for warning in warnings] == [cautions.NOTE_IN_TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "各级各部门要加强领导，抓好落实。",
        "做好工作。各地区、各部门要认真抓好落实。",
        "做好工作。本方案由市科技局负责解释。",
        "领导小组办公室设在市科技局，由市科技局负责日常工作。",
        "做好工作。宣传周由市科技局主办。",
        "推动平台由甲局统一管理。",
    ],
)
def test_sentences_that_say_more_than_who_does_it_are_no_notes(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "做好工作。（甲局、乙局（丙局）负责",
        "做好工作。甲局、乙局（丙局）负责）",
        "做好工作。（甲局、乙局（丙局）负责】",
    ],
)
def test_a_bracket_without_its_partner_is_read_and_told(text: str) -> None:
    notes, warnings = find_notes(text)
    assert [note.owners.lead for note in notes] == [("甲局", "乙局（丙局）")]
    assert [warning.message for warning in warnings] == [cautions.BRACKET_OPEN]


def test_owners_in_brackets_that_do_not_fit_are_told_and_none_of_them_read() -> None:
    notes, warnings = find_notes("做好工作。（甲局、乙局（丙局负责）")
    assert notes == []
    assert [warning.message for warning in warnings] == [cautions.NOTE_UNREAD]


@pytest.mark.parametrize("text", ["建设平台，扩大覆盖范围（甲局、乙局）。", "做好工作。\n甲局、乙局"])
def test_names_alone_at_the_end_of_a_sentence_are_read_and_told(text: str) -> None:
    notes, warnings = find_notes(text)
    assert [note.owners.lead for note in notes] == [("甲局", "乙局")]
    assert [warning.message for warning in warnings] == [cautions.NAMES_ONLY]


def test_another_name_of_an_office_is_no_owner() -> None:
    assert printed("设立某市市场监管局（某市知识产权局）。") == []


def test_a_doubt_says_where_in_the_text_it_stands() -> None:
    text = "做好工作。（甲局、乙局要切实负起责任）再做工作（由丙局负责）。"
    _, warnings = find_notes(text)
    assert [text[warning.starts_at : warning.ends_at] for warning in warnings] == [
        "（甲局、乙局要切实负起责任）"
    ]


@pytest.mark.parametrize(
    "text", ["做好工作。【甲司、乙中心，持续推进】", "做好工作。（甲股/各学校）", "做好工作。（某海关）"]
)
def test_names_alone_of_any_kind_are_found(text: str) -> None:
    notes, warnings = find_notes(text)
    assert len(notes) == 1
    assert [warning.message for warning in warnings] == [cautions.NAMES_ONLY]
