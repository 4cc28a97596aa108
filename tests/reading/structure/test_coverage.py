"""Notes that reach beyond their section: rules for what follows, and notes on what stands above."""

import pytest

from reading import Document, cautions, read_document


def read(body: str) -> Document:
    return read_document(f"某市关于推进工作的方案\n{body}")


def owned(document: Document) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return [(task.section, task.lead, task.support, task.guide) for task in document.tasks]


def messages(document: Document) -> list[str]:
    return [warning.message for warning in document.warnings]


RULED = (
    "一、任务\n（一）甲事。做好甲事。（甲部指导，乙市负责落实。以下均需乙市落实，不再列出）\n"
    "（二）乙事。做好乙事。（丙部指导）\n（三）丙事。做好丙事。（丙部负责）\n（四）丁事。做好丁事，抓好保障。\n"
    "（五）戊事。做好戊事。（丙局牵头，丁局配合）\n（六）己事。做好己事。（乙市负责。以下均需戊市落实，不再列出）\n"
    "（七）庚事。做好庚事。（丙局负责）\n二、保障\n（一）领导。加强领导，抓好保障。\n（二）宣传。做好宣传。（丁局负责）\n"
)


def test_a_rule_holds_for_the_tasks_after_it_until_another_one() -> None:
    assert owned(read(RULED)) == [
        ("一/一", ("乙市",), (), ("甲部",)),
        ("一/二", ("乙市",), (), ("丙部",)),
        ("一/三", ("丙部", "乙市"), (), ()),
        ("一/四", ("乙市",), (), ()),
        ("一/五", ("丙局",), ("丁局", "乙市"), ()),
        ("一/六", ("乙市",), (), ()),
        ("一/七", ("丙局", "戊市"), (), ()),
        ("二/二", ("丁局", "戊市"), (), ()),
    ]


def test_a_rule_is_told_once_where_it_stands() -> None:
    document = read(RULED)
    assert messages(document) == [cautions.RULE_BELOW, cautions.RULE_BELOW]
    first = document.warnings[0]
    assert dict(first.values)["count"] == "5"
    assert document.source[first.starts_at : first.ends_at].endswith("以下均需乙市落实，不再列出）")


def test_a_task_of_a_rule_alone_has_no_note_and_the_others_their_own() -> None:
    document = read(RULED)
    notes = [
        None if task.note_at is None else document.source[task.note_at : task.note_to]
        for task in document.tasks
    ]
    assert notes[1:5] == ["（丙部指导）", "（丙部负责）", None, "（丙局牵头，丁局配合）"]


def test_a_note_on_what_stands_above_covers_the_items_before_it() -> None:
    document = read(
        "一、任务\n1.建平台。\n2.推数据。\n3.强监管。\n以上由甲局牵头，乙局配合。\n二、其他\n做好工作。（丙局负责）\n"
    )
    assert owned(document) == [
        ("一/1", ("甲局",), ("乙局",), ()),
        ("一/2", ("甲局",), ("乙局",), ()),
        ("一/3", ("甲局",), ("乙局",), ()),
        ("二", ("丙局",), (), ()),
    ]
    assert [task.text for task in document.tasks[:3]] == ["建平台。", "推数据。", "强监管。"]
    assert messages(document) == []


def test_a_note_on_what_stands_above_leaves_what_has_a_note_which_is_told() -> None:
    document = read(
        "一、任务\n1.建平台。建设平台。\n2.推数据。推广数据。（丙局负责）\n3.强监管。加强监管。\n（以上由甲局牵头）\n"
    )
    assert [(task.section, task.lead) for task in document.tasks] == [
        ("一/1", ("甲局",)),
        ("一/2", ("丙局",)),
        ("一/3", ("甲局",)),
    ]
    assert messages(document) == [cautions.COVERS_ABOVE]


def test_prefixes_printed_now_and_then_are_one_caution_of_the_document() -> None:
    document = read(
        "一、任务\n（一）甲事。做好甲事。（省甲委、乙厅，省丙局负责）\n（二）乙事。做好乙事。（省法院、检察院负责）\n"
    )
    assert [task.lead for task in document.tasks] == [("省甲委", "省乙厅", "省丙局"), ("省法院", "省检察院")]
    assert messages(document) == [cautions.PREFIXES_CARRIED]
    assert dict(document.warnings[0].values)["names"] == "省乙厅、省检察院"


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("（甲局：做甲；乙局：做乙）", cautions.NOTE_UNREAD),
        ("（甲局负责审批）", cautions.WORDS_UNREAD),
        ("（包保单位：甲局）", cautions.LABEL_UNKNOWN),
        ("（甲局、张三负责）", cautions.PERSON_DOUBTFUL),
        ("（甲局、某些对象负责）", cautions.OWNER_DOUBTFUL),
        ("（责任人：张三）", cautions.ONLY_PEOPLE),
        ("（甲部指导）", cautions.ONLY_GUIDES),
        ("（甲局配合）", cautions.NO_LEAD),
        ("（甲局、乙局）", cautions.NAMES_ONLY),
        ("（甲局牵头，乙局）", cautions.NO_VERB),
        ("（甲局负责", cautions.BRACKET_OPEN),
        ("责任单位甲局牵头单位：乙局", cautions.NOTE_IN_TEXT),
    ],
)
def test_every_doubt_about_a_note_has_its_place(note: str, message: str) -> None:
    document = read(
        f"一、任务\n　　（一）甲事。健全机制，\n完善政策，做好甲事。{note}\n"
        "（二）乙事。做好工作。（丁局负责）\n"
    )
    told = [warning for warning in document.warnings if warning.message == message]
    assert told
    for warning in told:
        assert document.source[warning.starts_at : warning.ends_at] in {note, note[6:]}


def test_a_note_in_a_heading_has_its_place() -> None:
    document = read("一、任务（责任单位：甲局）\n做好甲事，健全机制。\n二、其他\n做好工作。\n")
    (warning,) = document.warnings
    assert document.source[warning.starts_at : warning.ends_at] == "（责任单位：甲局）"
    (task,) = document.tasks
    assert document.source[task.note_at : task.note_to] == "（责任单位：甲局）"


def test_notes_that_stand_before_their_text_cover_it_each() -> None:
    document = read("一、任务\n责任单位：甲局\n做甲事。\n责任单位：乙局\n做乙事。\n")
    assert [(task.text, task.lead) for task in document.tasks] == [
        ("做甲事。", ("甲局",)),
        ("做乙事。", ("乙局",)),
    ]
    assert messages(document) == [cautions.NOTE_FIRST, cautions.NOTE_FIRST]
