"""How a department is named in full: with the office that issued the guidance, where it is one."""

import pytest

from reports.composition.occasion import named_in_full
from reports.snapshot.year import Name


@pytest.mark.parametrize(
    ("issuer", "department", "named"),
    [
        ("国家知识产权局", "知识产权运用促进司", "国家知识产权局知识产权运用促进司"),
        ("国家知识产权局", "国家知识产权局办公室", "国家知识产权局办公室"),
        ("国家知识产权局", "国务院部际联席会议办公室", "国务院部际联席会议办公室"),
        ("", "规划司", "规划司"),
        ("某市人民政府办公室、某市科学技术局", "规划科", "规划科"),
    ],
)
def test_a_department_is_named_with_the_one_office_that_it_belongs_to(
    issuer: str, department: str, named: str
) -> None:
    assert named_in_full(issuer, Name(department, "Department")) == Name(named, "Department")
