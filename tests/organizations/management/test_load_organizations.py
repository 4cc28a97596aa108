"""``load_organizations``: the 2021 tree, idempotent, all or nothing."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Organization, OrganizationEvent

pytestmark = pytest.mark.django_db
Kind = Organization.Kind


def parent_code(node: Organization) -> str:
    return str(Organization.objects.get(path=node.parent_path).code)


def load(*files: Path) -> str:
    out = StringIO()
    call_command("load_organizations", *map(str, files), stdout=out)
    return out.getvalue()


def written(tmp_path: Path, records: Any) -> Path:
    path = tmp_path / "organizations.json"
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return path


def record(code: str, parent: Any = "CNIPA", **changes: Any) -> dict[str, Any]:
    kind = Kind.OFFICE if parent is None else Kind.BUREAU
    names = {"name": f"机构{code}", "short_name": code, "english_name": f"Body {code}"}
    return {"code": code, "kind": str(kind), "parent": parent, **names, **changes}


def test_load_organizations_brings_the_tree_of_2021() -> None:
    load()
    kinds = Counter(Organization.objects.values_list("kind", flat=True))
    assert kinds == {Kind.OFFICE: 1, Kind.DEPARTMENT: 10, Kind.BUREAU: 32, Kind.CENTRE: 2, Kind.CITY: 45}
    office = Organization.objects.get(code="CNIPA")
    assert Organization.objects.filter(depth=2).local().count() == 34
    assert office.numchild == 44


@pytest.mark.parametrize(
    ("code", "short_name", "parent", "children"),
    [
        ("44", "广东", "CNIPA", 21),
        ("32", "江苏", "CNIPA", 13),
        ("33", "浙江", "CNIPA", 11),
        ("66", "兵团", "CNIPA", 0),
        ("51-1", "四川促进中心", "CNIPA", 0),
        ("44-1", "广东保护中心", "CNIPA", 0),
        ("D-YYC", "运用促进司", "CNIPA", 0),
        ("440300", "深圳", "44", 0),
    ],
)
def test_load_organizations_places_each(code: str, short_name: str, parent: str, children: int) -> None:
    load()
    found = Organization.objects.get(code=code)
    assert (found.short_name, parent_code(found), found.numchild) == (short_name, parent, children)


def test_load_organizations_keeps_a_sound_tree() -> None:
    load()
    assert not any(Organization.objects.find_problems())


def test_load_organizations_twice_adds_nothing_and_keeps_edits() -> None:
    load()
    Organization.objects.filter(code="44").update(name="广东省市场监督管理局（知识产权局）")
    assert load().startswith("0 organizations added, 90 left")
    assert Organization.objects.get(code="44").name == "广东省市场监督管理局（知识产权局）"


def test_load_organizations_adds_what_is_new_after_the_last_child(tmp_path: Path) -> None:
    load()
    load(written(tmp_path, [record("99")]))
    office = Organization.objects.get(code="CNIPA")
    assert Organization.objects.get_last_child(office).code == "99"
    assert not any(Organization.objects.find_problems())


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ("no list", "holds no list"),
        ([], "holds no list"),
        ([1], "Record 1 is no object"),
        ([{"code": "X"}], "Record 1 has no “name”"),
        ([record("X", None), record("Y", "Z")], "the parent Z is unknown"),
        ([record("X", None), record("Y", None)], "only the one national office"),
        ([record("Y", None, kind="bureau")], "only the one national office"),
        ([record("X", None), record("Y", "X", name="机构X")], "already stands under the code X"),
        ([record("X", None), record("Y", "X"), record("Z", "Y")], "Z: bureau cannot stand under Y, bureau"),
        ([record("X", None), record("Y", "X", kind="county")], "Y: county cannot stand under X, office"),
        ([record("X", None), record("Y", "X", kind="office")], "Y: office cannot stand under X, office"),
        ([record("X", None), record("y!", "X")], "y!, code"),
        ([record("X", None), record("Y", "X", kind="ministry")], "Y, kind"),
        ([record("X", None), record("Y", "X", short_name="长" * 41)], "Y, short_name"),
        ([record("X", None, aliases="one")], "“aliases” must be a list"),
        ([record("X", 3)], "“parent” must be a code"),
    ],
)
def test_load_organizations_refuses_bad_records_in_one_line(tmp_path: Path, records: Any, words: str) -> None:
    with pytest.raises(CommandError) as refusal:
        load(written(tmp_path, records))
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not Organization.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b"[" * 100_000])
def test_load_organizations_refuses_what_is_no_json(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"is not a JSON file"):
        load(path)


def test_load_organizations_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        load(tmp_path / "nowhere.json")


def test_load_organizations_puts_each_on_record() -> None:
    load()
    event = OrganizationEvent.objects.get(code="44")
    assert (event.kind, event.by, event.reason) == ("added", None, "")
    load()
    assert OrganizationEvent.objects.count() == Organization.objects.count()


def test_load_organizations_adds_nothing_under_one_that_is_closed(tmp_path: Path) -> None:
    load()
    Organization.objects.filter(code="13").update(active_until="2021-12-31")
    with pytest.raises(CommandError, match=r"130700: 13 is closed"):
        load(written(tmp_path, [record("130700", "13", kind="city")]))
    assert not Organization.objects.filter(code="130700").exists()
