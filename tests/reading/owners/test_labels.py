"""Labels of owner notes, however they are parted from what stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.owners.labels import kind_of
from reading.owners.notes import find_notes
from reading.owners.responsibility import read_owners

SEPARATORS = ["　", " ", "\t", "；", "，", "、", "。", "", "\n", "  ；"]


@pytest.mark.parametrize("mark", SEPARATORS)
def test_two_labels_part_whatever_stands_between_them(mark: str) -> None:
    owners = read_owners(f"牵头单位：甲局{mark}配合单位：乙局、丙局")
    assert owners
    assert (owners.lead, owners.support, owners.is_sure) == (("甲局",), ("乙局", "丙局"), True)


@pytest.mark.parametrize("mark", SEPARATORS)
def test_a_deadline_and_a_person_behind_the_owners_are_neither_lost_nor_owners(mark: str) -> None:
    owners = read_owners(f"责任单位：甲局{mark}完成时限：12月底{mark}责任人：赵六")
    assert owners
    assert (owners.lead, owners.support, owners.time, owners.people) == (("甲局",), (), "12月底", ("赵六",))


ORDERS = st.permutations(
    [
        ("牵头单位", "甲局"),
        ("配合单位", "乙局"),
        ("指导单位", "丙厅"),
        ("责任领导", "张三"),
        ("完成时限", "6月底"),
    ]
)


@given(ORDERS, st.sampled_from(SEPARATORS), st.sampled_from("：:"))
def test_labels_in_any_order_say_the_same(labels: list[tuple[str, str]], mark: str, colon: str) -> None:
    owners = read_owners(mark.join(f"{label}{colon}{value}" for label, value in labels))
    assert owners
    assert (owners.lead, owners.support, owners.guide) == (("甲局",), ("乙局",), ("丙厅",))
    assert (owners.people, owners.time, owners.is_sure) == (("张三",), "6月底", True)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("牵头单位", "lead"),
        ("市级牵头单位", "lead"),
        ("牵头（责任）单位", "lead"),
        ("牵头单位及责任人", "lead"),
        ("责任单位（部门）", "plain"),
        ("市直责任单位", "plain"),
        ("配合部门", "support"),
        ("业务指导单位", "guide"),
        ("督导部门", "guide"),
        ("责任领导", "people"),
        ("牵头领导", "people"),
        ("分管市领导", "unknown people"),
        ("第一责任人", "people"),
        ("联系人", "contact"),
        ("完成时间节点", "time"),
        ("备注", "other"),
        ("包保单位", "unknown"),
        ("帮扶领导", "people"),
        ("整改时限", "time"),
        ("工作目标", ""),
    ],
)
def test_what_stands_behind_a_label(label: str, kind: str) -> None:
    assert kind_of(label) == kind.removeprefix("unknown ")


@pytest.mark.parametrize(
    "text",
    [
        "做好工作。\n责 任 单 位：甲局",
        "做好工作。\n责　任　单　位 ： 甲局",
        "做好工作　责任单位：甲局",
        "做好工作。\n市级责任单位：甲局",
        "做好工作。\n责任单位：\n甲局",
        "做好工作。\n责任单位（部门）：甲局",
        "做好工作。\n——责任单位：甲局",
        "做好工作。\n完成时限：长期\n责任单位：甲局",
    ],
)
def test_a_label_with_blanks_or_at_any_place_opens_a_note(text: str) -> None:
    notes, warnings = find_notes(text)
    assert [note.owners.lead for note in notes] == [("甲局",)]
    assert warnings == []


def test_a_label_right_behind_the_text_is_read_and_told() -> None:
    notes, warnings = find_notes("做好工作责任单位：甲局", section="一")
    assert [note.owners.lead for note in notes] == [("甲局",)]
    assert ["amid the text" in str(warning) for warning in warnings] == [True]


def test_owners_behind_a_label_that_nobody_knows_are_read_and_told() -> None:
    owners = read_owners("包保单位：甲局；责任单位：乙局")
    assert owners
    assert (owners.lead, owners.unknown) == (("甲局", "乙局"), ("包保单位",))


def test_a_remark_that_speaks_of_owners_is_told_and_any_other_is_not() -> None:
    owners = read_owners("责任单位：甲局；备注：由乙局牵头")
    assert owners
    assert (owners.lead, owners.unread) == (("甲局",), ("由乙局牵头",))
    assert (plain := read_owners("责任单位：甲局；备注：新增"))
    assert plain.unread == ()


def test_a_contact_alone_makes_no_note_and_beside_owners_is_a_person() -> None:
    assert find_notes("按时报送。（联系人：张三，联系电话：1234567）")[0] == []
    owners = read_owners("责任单位：甲局　联系人：张三　联系电话：1234567")
    assert owners
    assert (owners.lead, owners.people) == (("甲局",), ("张三",))


def test_the_head_of_a_working_group_is_no_owner() -> None:
    notes, _ = find_notes("成立领导小组。\n组　长：张三\n副组长：李四\n成员：甲局局长王五")
    assert notes == []
