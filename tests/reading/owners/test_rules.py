"""What a note says beyond its own text."""

import pytest

from reading.owners.responsibility import read_owners


@pytest.mark.parametrize(
    "rule",
    [
        "以下均需乙市落实，不再列出",
        "以下任务均由乙市负责，不再一一列出",
        "以下各项工作均须乙市落实",
        "各项任务均需乙市落实，以下不再列出",
    ],
)
@pytest.mark.parametrize("mark", "。，")
def test_a_rule_for_what_follows_is_read_apart_from_the_note(mark: str, rule: str) -> None:
    owners = read_owners(f"甲部指导，丙县负责落实{mark}{rule}")
    assert owners
    assert (owners.guide, owners.lead, owners.support) == (("甲部",), ("丙县",), ())
    assert owners.rule
    assert owners.rule.lead == ("乙市",)


def test_a_rule_that_names_nobody_is_for_those_of_the_note_but_the_guide() -> None:
    owners = read_owners("甲部指导，乙市负责落实，以下不再列出")
    assert owners
    assert owners.rule
    assert (owners.rule.lead, owners.rule.guide) == (("乙市",), ())


@pytest.mark.parametrize("note", ["甲局负责，下同", "甲局、乙局负责，排在第一位的为牵头单位，下同"])
def test_the_same_below_is_no_rule_on_owners(note: str) -> None:
    owners = read_owners(note)
    assert owners
    assert owners.rule is None


@pytest.mark.parametrize(
    "note", ["以上由甲局牵头", "以上任务由甲局牵头", "上述各项工作均由甲局牵头", "以上1—3项由甲局牵头"]
)
def test_a_note_on_what_stands_above_says_so(note: str) -> None:
    owners = read_owners(note)
    assert owners
    assert (owners.lead, owners.covers_above) == (("甲局",), True)
