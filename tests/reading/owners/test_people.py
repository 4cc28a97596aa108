"""Persons in owner notes: told from organizations, and never among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.owners.people import is_person
from reading.owners.responsibility import read_owners
from reading.vocabulary import SURNAMES


@pytest.mark.parametrize(
    "name", ["张三", "李四", "欧阳修文", "王五局长", "副市长赵六", "分管副市长", "市科技局局长"]
)
def test_a_person_is_one(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "高校",
        "金融",
        "时限",
        "成员",
        "金融办",
        "方面",
        "甲局",
        "海南省",
        "温州市",
        "石化集团",
        "各区",
        "年底",
        "常态化推进",
    ],
)
def test_words_that_begin_as_a_surname_does_are_none(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("note", "lead", "people", "is_sure"),
    [
        ("甲局 张三，乙局 李四负责", ("甲局", "乙局"), ("张三", "李四"), True),
        ("甲局（张三）、乙局（责任人：李四）负责", ("甲局", "乙局"), ("张三", "李四"), True),
        ("责任领导：张三　责任单位：甲局　责任人：李四", ("甲局",), ("张三", "李四"), True),
        ("牵头单位及责任人：甲局 张三", ("甲局",), ("张三",), True),
        ("甲局张三、乙局李四负责", ("甲局", "乙局"), ("张三", "李四"), False),
        ("甲局、张三负责", ("甲局",), ("张三",), False),
        ("责任人：乙局，责任单位：甲局", ("乙局", "甲局"), (), False),
        ("责任人：张三", (), ("张三",), True),
        ("责任领导：张三（副市长）；责任单位：甲局", ("甲局",), ("张三",), True),
    ],
)
def test_offices_own_and_people_are_people(
    note: str, lead: tuple[str, ...], people: tuple[str, ...], *, is_sure: bool
) -> None:
    owners = read_owners(note)
    assert owners
    assert (owners.lead, owners.people, owners.is_sure) == (lead, people, is_sure)


@given(st.sampled_from(SURNAMES), st.text("明丽强国建华", min_size=1, max_size=2))
def test_a_person_behind_an_office_is_never_part_of_its_name(surname: str, given_name: str) -> None:
    owners = read_owners(f"市示例局 {surname}{given_name}负责")
    assert owners
    named = owners.lead + owners.support + owners.guide
    assert "市示例局" in named or not owners.is_sure
    assert not any(given_name in name for name in named) or not owners.is_sure
