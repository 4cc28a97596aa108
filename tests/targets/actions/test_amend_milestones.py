"""Milestones: what is expected on the way to a goal, in place of a straight path (design R12)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from targets.actions import set_milestones
from targets.figures.queries import figures_of
from targets.models import Target
from targets.target_statement import target_statement
from tasks.errors import ActionRefused, ReasonMissing, TransitionNotAllowed
from tasks.models import Amendment
from tests.amending import confirm
from tests.conftest import SignIn
from tests.world import World

AUTUMN = dt.date(2021, 9, 30)


def fresh(target: Target) -> Target:
    return Target.objects.select_related("indicator", "guidance").get(pk=target.pk)


def put(world: World, **changed: Any) -> Amendment | None:
    asked: dict[str, Any] = {
        "target": fresh(world.pledge),
        "by": world.administrator,
        "at": timezone.now(),
        "reason": "下半年集中放款",
        "milestones": {AUTUMN: Decimal(900)},
    }
    asked |= changed
    return set_milestones(seen=target_statement(asked["target"]), **asked)


def expected(world: World, on: dt.date) -> Decimal | None:
    shown = figures_of(world.office, [fresh(world.pledge)])[world.pledge.pk]
    return shown.goal.expected_on(on)


def test_milestones_bend_the_path_and_are_an_amendment(world: World) -> None:
    amendment = put(world)
    assert amendment is not None
    assert expected(world, AUTUMN) == 900
    assert amendment.reason == "下半年集中放款"
    assert amendment.changes == [{"field": "里程碑", "before": "", "after": "2021-09-30 900 亿元"}]


def test_the_same_milestones_are_no_amendment(world: World) -> None:
    put(world)
    assert put(world) is None
    assert Amendment.objects.count() == 1


def test_without_any_the_path_is_straight_again(world: World) -> None:
    put(world)
    put(world, milestones={}, reason="恢复")
    assert expected(world, dt.date(2021, 12, 31)) == 2400
    assert expected(world, AUTUMN) == Decimal(2400) * 273 / 365


@pytest.mark.parametrize(
    ("milestones", "words"),
    [
        ({AUTUMN: Decimal(2500)}, "between the one before and the goal"),
        ({dt.date(2021, 12, 31): Decimal(900)}, "within the year"),
        ({dt.date(2020, 12, 31): Decimal(0)}, "within the year"),
    ],
)
def test_milestones_off_the_way_are_refused(
    world: World, milestones: dict[dt.date, Decimal], words: str
) -> None:
    with pytest.raises(TransitionNotAllowed, match=words):
        put(world, milestones=milestones)
    assert fresh(world.pledge).milestones == {}


def test_only_administrators_with_a_reason_set_them(world: World) -> None:
    with pytest.raises(ReasonMissing):
        put(world, reason=" ")
    with pytest.raises(ActionRefused):
        put(world, by=world.reviewer)


def test_a_goal_without_a_way_has_none(world: World) -> None:
    Target.objects.filter(pk=world.cycle.pk).update(comparator="hold_at")
    with pytest.raises(TransitionNotAllowed, match="all year"):
        put(world, target=fresh(world.cycle), milestones={AUTUMN: Decimal(19)})


# --- The page ------------------------------------------------------------------------------------------
@pytest.fixture
def administrator(world: World, signed_in: SignIn) -> Client:
    return signed_in("administrator")


def page_of(target: Target) -> str:
    return reverse("targets:target-milestones", args=[target.pk])


SENT = {"on_20210930": "900", "reason": "下半年集中放款"}


def test_the_page_asks_for_the_end_of_each_period_and_shows_whom_it_concerns(
    world: World, administrator: Client
) -> None:
    page = administrator.get(page_of(world.pledge)).content.decode()
    assert "By the end of 2021-09-30 (Third quarter of 2021)" in page
    assert "on_20211231" not in page
    seen = administrator.post(page_of(world.pledge), SENT).content.decode()
    assert fresh(world.pledge).milestones == {}
    assert "900 亿元" in seen
    confirm(administrator, page_of(world.pledge), SENT)
    assert fresh(world.pledge).waypoints == ((AUTUMN, Decimal(900)),)
    detail = administrator.get(reverse("targets:target-detail", args=[world.pledge.pk])).content.decode()
    assert "2021-09-30: " in detail


def test_units_are_converted_and_what_cannot_be_read_stays(world: World, administrator: Client) -> None:
    confirm(administrator, page_of(world.pledge), SENT | {"on_20210930": "0.09万亿元"})
    assert fresh(world.pledge).waypoints == ((AUTUMN, Decimal(900)),)
    response = administrator.post(page_of(world.pledge), SENT | {"on_20210930": "much"})
    assert response.status_code == 422
    assert 'value="much"' in response.content.decode()


def test_a_number_that_turns_back_is_told_at_its_field(world: World, administrator: Client) -> None:
    response = administrator.post(page_of(world.pledge), SENT | {"on_20210930": "3000"})
    assert response.status_code == 422
    assert "It does not lie between the milestone before and the goal." in response.content.decode()


def test_a_milestone_of_a_day_that_no_period_ends_on_stays_to_be_changed(
    world: World, administrator: Client
) -> None:
    put(world, milestones={dt.date(2021, 5, 15): Decimal(300)})
    page = administrator.get(page_of(world.pledge)).content.decode()
    assert "By the end of 2021-05-15<" in page
    assert 'name="on_20210515" value="300"' in page


def test_a_goal_without_a_way_says_so_and_leads_back(world: World, administrator: Client) -> None:
    Target.objects.filter(pk=world.cycle.pk).update(comparator="hold_at")
    response = administrator.get(page_of(world.cycle), follow=True)
    assert "it has no milestones" in response.content.decode()
