"""``load_regions``: cities, counties and townships from GB/T 2260 data."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Organization

pytestmark = pytest.mark.django_db

CITIES = [
    {"code": "130100", "name": "石家庄市", "province": "13", "city": "01"},
    {"code": "419000", "name": "河南省-省直辖县级行政区划", "province": "41", "city": "90"},
    {"code": "440100", "name": "广州市", "province": "44", "city": "01"},
    {"code": "513200", "name": "阿坝藏族羌族自治州", "province": "51", "city": "32"},
]
AREAS = [
    {"code": "110105", "name": "朝阳区", "province": "11", "city": "01", "area": "05"},
    {"code": "130101", "name": "市辖区", "province": "13", "city": "01", "area": "01"},
    {"code": "130102", "name": "长安区", "province": "13", "city": "01", "area": "02"},
    {"code": "130171", "name": "石家庄高新技术产业开发区", "province": "13", "city": "01", "area": "71"},
    {"code": "419001", "name": "济源市", "province": "41", "city": "90", "area": "01"},
    {"code": "440106", "name": "天河区", "province": "44", "city": "01", "area": "06"},
    {"code": "440107", "name": "天河区", "province": "44", "city": "01", "area": "07"},
]
TOWNS = [
    {"code": "110105", "name": "建外街道", "province": "11", "city": "01", "area": "05", "town": "001000"},
    {"code": "130102", "name": "西兆通镇", "province": "13", "city": "01", "area": "02", "town": "100000"},
    {"code": "440106", "name": "五山街道", "province": "44", "city": "01", "area": "06", "town": "001000"},
    {"code": "440107", "name": "沙河街道", "province": "44", "city": "01", "area": "07", "town": "001000"},
    {"code": "440107", "name": "沙河街道", "province": "44", "city": "01", "area": "07", "town": "002000"},
    {"code": "130101", "name": "中心街道", "province": "13", "city": "01", "area": "01", "town": "001000"},
    {"code": "130171", "name": "长江街道", "province": "13", "city": "01", "area": "71", "town": "001000"},
    {"code": "441900", "name": "莞城街道", "province": "44", "city": "19", "area": "00", "town": "004000"},
]
CITY_WITHOUT_COUNTIES = {"code": "441900", "name": "东莞市", "province": "44", "city": "19"}
NESTED = [
    {"code": "110000", "name": "北京市", "province": "11", "children": AREAS[:1]},
    {
        "code": "130000",
        "name": "河北省",
        "province": "13",
        "children": [CITIES[0] | {"children": AREAS[1:4]}],
    },
    {"code": "710000", "name": "台湾省", "province": "71", "children": []},
]


@pytest.fixture(autouse=True)
def _tree() -> None:
    call_command("load_organizations", stdout=StringIO())


def parent_code(node: Organization) -> str:
    return str(Organization.objects.get(path=node.parent_path).code)


def load(tmp_path: Path, *contents: Any) -> str:
    paths = []
    for place, content in enumerate(contents):
        path = tmp_path / f"regions-{place}.json"
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        paths.append(str(path))
    out = StringIO()
    call_command("load_regions", *paths, stdout=out)
    return out.getvalue()


def names(*codes: str) -> list[str]:
    return [Organization.objects.get(code=code).name for code in codes]


def test_load_regions_adds_cities_and_counties_under_their_parents(tmp_path: Path) -> None:
    assert load(tmp_path, CITIES, AREAS).startswith("6 regions added, 1 left")
    parents = {node.code: parent_code(node) for node in Organization.objects.filter(depth__gte=3)}
    assert parents["130100"] == "13"
    assert parents["130102"] == "130100"
    assert parents["440107"] == "440100"
    assert names("130102", "440107") == ["石家庄市长安区知识产权局", "广州市天河区知识产权局"]
    assert not any(Organization.objects.find_problems())


def test_load_regions_puts_direct_counties_under_the_province(tmp_path: Path) -> None:
    load(tmp_path, CITIES, AREAS)
    assert parent_code(Organization.objects.get(code="419001")) == "41"
    assert parent_code(Organization.objects.get(code="110105")) == "11"
    assert names("110105", "419001") == ["北京市朝阳区知识产权局", "河南省济源市知识产权局"]


def test_load_regions_adds_townships_under_their_counties(tmp_path: Path) -> None:
    load(tmp_path, [*CITIES, CITY_WITHOUT_COUNTIES], AREAS, TOWNS)
    found = Organization.objects.filter(kind="township")
    assert {node.code: parent_code(node) for node in found} == {
        "110105001": "110105",
        "130102100": "130102",
        "440106001": "440107",  # of two codes for one county the later one counts
        "440107002": "440107",  # and likewise of two for one township
        "130101001": "130100",  # beneath the districts of a city, which are no county
        "441900004": "441900",  # of a city without counties
    }
    assert names("110105001", "130102100", "441900004") == [
        "北京市朝阳区建外街道知识产权工作站",
        "石家庄市长安区西兆通镇知识产权工作站",
        "东莞市莞城街道知识产权工作站",
    ]
    assert not any(Organization.objects.find_problems())


def test_load_regions_adds_townships_later_than_their_counties(tmp_path: Path) -> None:
    load(tmp_path, CITIES, AREAS)
    assert load(tmp_path, TOWNS[:2]).startswith("2 regions added")
    assert parent_code(Organization.objects.get(code="130102100")) == "130102"


def test_load_regions_names_townships_of_one_name_apart(tmp_path: Path) -> None:
    same = [TOWNS[0], TOWNS[1] | {"name": TOWNS[0]["name"]}]
    load(tmp_path, CITIES, AREAS, same)
    assert names("110105001", "130102100") == [
        "北京市朝阳区建外街道知识产权工作站",
        "石家庄市长安区建外街道知识产权工作站",
    ]


@pytest.mark.parametrize("code", ["419000", "130101", "130171", "440106", "710000", "130000"])
def test_load_regions_leaves_out_what_does_not_report(tmp_path: Path, code: str) -> None:
    load(tmp_path, CITIES, AREAS, NESTED)
    assert not Organization.objects.filter(code=code).exists()


def test_load_regions_reads_nested_data(tmp_path: Path) -> None:
    assert load(tmp_path, NESTED).startswith("3 regions added")


def test_load_regions_twice_adds_nothing(tmp_path: Path) -> None:
    load(tmp_path, CITIES, AREAS)
    count = Organization.objects.count()
    assert load(tmp_path, CITIES, AREAS).startswith("0 regions added")
    assert load(tmp_path, AREAS).startswith("0 regions added")
    assert Organization.objects.count() == count


def test_load_regions_takes_a_constant_number_of_queries(
    tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    many = [
        {"code": f"1301{area:02}", "name": f"第{area}县", "province": "13", "city": "01"}
        for area in range(2, 70)
    ]
    with django_assert_max_num_queries(12):
        load(tmp_path, CITIES, many)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"a": 1}, "holds no list"),
        (["130100"], "A row is no object"),
        ([{"code": "13", "name": "河北"}], "no six-digit"),
        ([{"code": "130100\n", "name": "石家庄市"}], "no six-digit"),
        ([{"code": 130100, "name": "石家庄市"}], "no six-digit"),
        ([{"code": "130100"}], "has no name"),
        ([{"code": "130100", "name": "石家庄市", "children": "none"}], "has no name"),
        ([{"code": "810000", "name": "香港特别行政区"}], "No city, county or township"),
        (AREAS[2:3], "its city 130100 is unknown"),
        (TOWNS[1:2], "130102100 西兆通镇: its county 130102 is unknown"),
        ([TOWNS[0] | {"town": "001"}], "110105: “001” are no digits of a township"),
        ([TOWNS[0] | {"town": 1000}], "no digits of a township"),
        ([TOWNS[0] | {"town": "00100\n"}], "no digits of a township"),
        ([CITIES[0] | {"name": "长" * 120}], "130100, name"),
        ([CITIES[0] | {"name": "广州市"}], "already stands under the code 440100"),
    ],
)
def test_load_regions_refuses_bad_data_and_changes_nothing(tmp_path: Path, content: Any, words: str) -> None:
    before = Organization.objects.count()
    with pytest.raises(CommandError) as refusal:
        load(tmp_path, content)
    assert words in str(refusal.value)
    assert Organization.objects.count() == before


def test_load_regions_without_provinces_says_what_to_do(tmp_path: Path) -> None:
    Organization.objects.all().delete()
    with pytest.raises(CommandError, match="Run load_organizations first"):
        load(tmp_path, CITIES)
