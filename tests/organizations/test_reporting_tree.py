"""The reporting tree is changed by actions alone: one root, each kind under its kinds, with a reason."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations import actions
from organizations.errors import TreeChangeRefused
from organizations.models import Organization, OrganizationEvent
from organizations.reporting_tree import ends_in_circle, kinds_above, may_stand_under
from tests.conftest import SignIn
from tests.factories import OrganizationFactory
from tests.world import World

LAST_DAY = dt.date(2021, 9, 30)
REASON = "机构改革"


def about(world: World, **changed: Any) -> dict[str, Any]:
    return {"by": world.person("administrator"), "at": timezone.now(), "reason": REASON, **changed}


def move(world: World, organization: Organization, under: Organization, **changed: Any) -> Any:
    return actions.move_organization(organization=organization, under=under, **about(world, **changed))


def close(world: World, organization: Organization, **said: Any) -> Any:
    said = {"last_day": LAST_DAY, **about(world), **said}
    return actions.close_organization(organization=organization, **said)


def tree() -> dict[str, str]:
    """Each organization's superior by code."""
    by_path = {str(node.path): node.code for node in Organization.objects.all()}
    return {node.code: by_path.get(node.parent_path, "") for node in Organization.objects.all()}


@pytest.mark.parametrize(
    ("kind", "above", "may"),
    [
        ("office", None, True),
        ("bureau", None, False),
        ("office", "office", False),
        ("department", "office", True),
        ("bureau", "office", True),
        ("centre", "office", True),
        ("centre", "bureau", True),
        ("city", "bureau", True),
        ("county", "bureau", True),
        ("county", "city", True),
        ("township", "county", True),
        ("township", "city", True),
        ("township", "bureau", False),
        ("township", "township", False),
        ("county", "township", False),
        ("city", "office", False),
        ("city", "department", False),
        ("bureau", "bureau", False),
        ("city", "city", False),
        ("city", "county", False),
        ("county", "centre", False),
        ("department", "bureau", False),
        ("king", "office", False),
    ],
)
def test_each_kind_stands_under_its_kinds(kind: str, above: str | None, may: bool) -> None:
    assert may_stand_under(kind, above) is may
    assert (above in kinds_above(kind)) is (may and above is not None)


@pytest.mark.parametrize(
    ("pk", "successor", "successors", "circle"),
    [
        (1, 1, {}, True),
        (1, 2, {}, False),
        (1, 2, {2: 1}, True),
        (1, 2, {2: 3, 3: 1}, True),
        (1, 2, {2: 3}, False),
        (1, 2, {2: 3, 3: 2}, False),  # a circle of others, which is not made here
    ],
)
def test_a_successor_does_not_lead_back(
    pk: int, successor: int, successors: dict[int, int | None], circle: bool
) -> None:
    assert ends_in_circle(pk, successor, successors) is circle


def test_a_city_moves_to_another_province_on_record(world: World) -> None:
    event = move(world, world.city, world.neighbour)
    assert tree()["440100"] == "32"
    assert (event.code, event.kind, event.reason, event.by) == (
        "440100",
        "moved",
        REASON,
        world.administrator,
    )
    assert event.changes[0] | {"field": ""} == {
        "field": "",
        "before": world.province.name,
        "after": world.neighbour.name,
    }
    assert not any(Organization.objects.find_problems())
    assert move(world, world.city, world.neighbour) is None


def test_a_change_holds_the_tree_before_it_looks(world: World) -> None:
    """Where the database locks rows; the embedded one lets one write at a time."""
    by = about(world)
    with CaptureQueriesContext(connection) as asked:
        actions.move_organization(organization=world.city, under=world.neighbour, **by)
    held = [query for query in asked if "FOR NO KEY UPDATE" in query["sql"] and '"depth" = 1' in query["sql"]]
    assert len(held) == connection.features.has_select_for_no_key_update


@pytest.mark.parametrize(
    ("what", "where", "words"),
    [
        ("office", "province", "files to nobody"),
        ("province", "province", "cannot file to itself"),
        ("province", "city", "cannot file to itself"),
        ("province", "neighbour", "cannot stand under"),
        ("city", "office", "cannot stand under"),
        ("city", "department", "cannot stand under"),
        ("department", "province", "cannot stand under"),
    ],
)
def test_what_would_break_the_tree_is_refused_in_words(
    world: World, what: str, where: str, words: str
) -> None:
    before = tree()
    with pytest.raises(TreeChangeRefused, match=words):
        move(world, getattr(world, what), getattr(world, where))
    assert tree() == before
    assert not OrganizationEvent.objects.exists()


def test_nobody_files_to_one_that_is_closed(world: World) -> None:
    close(world, world.neighbour)
    with pytest.raises(TreeChangeRefused, match="is closed"):
        move(world, world.city, world.neighbour)


@pytest.mark.parametrize("changed", [{"reason": "  "}, {"by": "reviewer"}, {"by": "provincial_reviewer"}])
def test_the_tree_is_changed_by_administrators_with_a_reason(world: World, changed: dict[str, Any]) -> None:
    if "by" in changed:
        changed = {"by": world.person(changed["by"])}
    new = Organization(code="33", name="浙江", short_name="浙江", english_name="Zhejiang", kind="bureau")
    tries = (
        lambda: move(world, world.city, world.neighbour, **changed),
        lambda: close(world, world.city, **changed),
        lambda: actions.add_organization(organization=new, under=world.office, **about(world, **changed)),
        lambda: actions.reopen_organization(organization=world.city, **about(world, **changed)),
        lambda: actions.remove_organization(organization=world.city, **about(world, **changed)),
    )
    for attempt in tries:
        with pytest.raises(TreeChangeRefused):
            attempt()
    assert not OrganizationEvent.objects.exists()


def test_a_merged_organization_has_a_successor_that_goes_on(world: World) -> None:
    other = OrganizationFactory(parent=world.province, code="440600", kind="city")
    close(world, world.city, successor=other)
    world.city.refresh_from_db()
    assert (world.city.active_until, world.city.successor) == (LAST_DAY, other)
    with pytest.raises(TreeChangeRefused, match="was itself merged into"):
        close(world, other, successor=world.city, last_day=LAST_DAY - dt.timedelta(days=1))
    with pytest.raises(TreeChangeRefused, match="does not exist the day after"):
        close(world, other, successor=world.city)
    with pytest.raises(TreeChangeRefused):
        close(world, other, successor=other)
    with pytest.raises(TreeChangeRefused, match="a department into a department"):
        close(world, other, successor=world.department)


def test_one_to_which_others_file_is_not_closed(world: World) -> None:
    with pytest.raises(TreeChangeRefused, match=f"{world.city.full_display_name}. Move or close them first"):
        close(world, world.province)
    with pytest.raises(TreeChangeRefused, match="is not closed"):
        close(world, world.office)
    close(world, world.city)
    close(world, world.province)
    with pytest.raises(TreeChangeRefused, match="Its superior is closed"):
        actions.reopen_organization(organization=world.city, **about(world))
    actions.reopen_organization(organization=world.province, **about(world))
    assert actions.reopen_organization(organization=world.province, **about(world)) is None
    kinds = OrganizationEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["closed", "closed", "reopened"]


def test_a_last_day_before_the_first_one_is_refused(world: World) -> None:
    Organization.objects.filter(pk=world.city.pk).update(active_from=dt.date(2021, 10, 1))
    with pytest.raises(TreeChangeRefused, match="lies before the first"):
        close(world, world.city)


def names_of(organization: Organization, **changed: Any) -> dict[str, Any]:
    known = ("name", "short_name", "english_name", "aliases", "active_from")
    return {name: getattr(organization, name) for name in known} | changed


def test_a_name_is_corrected_on_record(world: World) -> None:
    said = names_of(world.city, name="广州市市场监督管理局", aliases=["广州局"])
    event = actions.correct_organization(organization=world.city, **said, **about(world))
    assert event is not None
    assert [change["after"] for change in event.changes] == ["广州市市场监督管理局", "广州局"]
    assert actions.correct_organization(organization=world.city, **said, **about(world)) is None
    taken = names_of(world.city, name=world.province.name)
    with pytest.raises(TreeChangeRefused):
        actions.correct_organization(organization=world.city, **taken, **about(world))


# --- The back office --------------------------------------------------------------------------------


def act_page(organization: Organization, name: str) -> str:
    return reverse("admin:organizations_organization_act", args=[organization.pk, name])


def test_the_back_office_adds_under_another_with_a_reason(world: World, signed_in: SignIn) -> None:
    page = reverse("admin:organizations_organization_add")
    form = {
        "code": "440300",
        "name": "深圳市知识产权局",
        "short_name": "深圳",
        "english_name": "Shenzhen",
        "kind": "city",
        "aliases": "深圳局\n",
        "active_from": "",
        "under": str(world.province.pk),
        "reason": "",
    }
    client = signed_in("administrator")
    assert client.get(page).status_code == 200
    assert client.post(page, form).status_code == 422
    form["reason"] = "新增填报单位"
    assert client.post(page, form | {"under": str(world.office.pk)}).status_code == 422
    assert client.post(page, form).status_code == 302
    assert tree()["440300"] == "44"
    assert Organization.objects.get(code="440300").aliases == ["深圳局"]
    event = OrganizationEvent.objects.get()
    assert (event.code, event.kind, event.reason) == ("440300", "added", "新增填报单位")
    listed = client.get(reverse("admin:organizations_organizationevent_changelist")).content.decode()
    assert "新增填报单位" in listed


def test_each_change_has_its_page_and_says_what_stands_in_its_way(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    for name in ("correct", "move", "close", "remove"):
        assert client.get(act_page(world.city, name)).status_code == 200
    assert client.get(act_page(world.city, "reopen")).status_code == 404
    assert client.get(act_page(world.office, "move")).status_code == 404
    moved = client.post(act_page(world.city, "move"), {"under": world.neighbour.pk, "reason": REASON})
    assert moved.status_code == 302
    assert tree()["440100"] == "32"
    refused = client.post(act_page(world.neighbour, "close"), {"last_day": "2021-12-31", "reason": REASON})
    assert refused.status_code == 422
    assert "Move or close them first" in refused.content.decode()
    closed = {"last_day": "2021-12-31", "successor": world.province.pk, "reason": REASON}
    assert client.post(act_page(world.city, "close"), closed).status_code == 302
    assert client.get(act_page(world.city, "reopen")).status_code == 200
    text = client.get(
        reverse("admin:organizations_organization_change", args=[world.city.pk])
    ).content.decode()
    assert REASON in text
    assert f'href="{act_page(world.city, "move")}"' in text


def test_the_old_ways_to_move_are_gone(world: World, signed_in: SignIn) -> None:
    before = tree()
    client = signed_in("administrator")
    dragged = {"node_id": world.province.pk, "sibling_id": world.office.pk, "as_child": 0, "parent_id": 0}
    client.post("/admin/organizations/organization/move/", dragged)
    page = reverse("admin:organizations_organization_change", args=[world.province.pk])
    placed = {"kind": "office", "treebeard_position": "first-sibling", "treebeard_ref_node": ""}
    assert client.post(page, placed).status_code == 403
    assert tree() == before


def test_nobody_else_opens_these_pages(world: World, signed_in: SignIn) -> None:
    for name in ("reviewer", "observer", "lead"):
        assert signed_in(name).get(act_page(world.city, "move")).status_code == 302
