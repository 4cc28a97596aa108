"""A prefix printed once for several names."""

import pytest

from reading.owners.responsibility import read_owners

PREFIXED = [
    ("省科技厅、工业和信息化厅负责", ["省科技厅", "省工业和信息化厅"]),
    ("市发展改革委、科技局、财政局负责", ["市发展改革委", "市科技局", "市财政局"]),
    ("市委组织部、科技局负责", ["市委组织部", "市科技局"]),
    ("省科技厅、财政厅、各市人民政府负责", ["省科技厅", "省财政厅", "各市人民政府"]),
]


@pytest.mark.parametrize(("note", "lead"), PREFIXED)
def test_a_prefix_written_once_is_carried_on(note: str, lead: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert list(owners.lead) == lead
    assert owners.carried


@pytest.mark.parametrize(
    ("note", "lead"),
    [
        ("省科技厅、海关总署负责", ["省科技厅", "海关总署"]),
        ("省科技厅、省财政厅、税务局负责", ["省科技厅", "省财政厅", "税务局"]),
        ("省科技厅、国家税务总局某省税务局负责", ["省科技厅", "国家税务总局某省税务局"]),
        ("市场监管总局、财政局负责", ["市场监管总局", "财政局"]),
        ("市妇联、市政府办公室、市统计局负责", ["市妇联", "市政府办公室", "市统计局"]),
        ("省科技厅、市政协办公室负责", ["省科技厅", "市政协办公室"]),
    ],
)
def test_a_prefix_is_not_carried_where_names_show_their_own_level(note: str, lead: list[str]) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), owners.carried) == (lead, ())
