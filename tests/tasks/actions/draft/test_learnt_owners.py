"""What a printed name was settled to once settles the next document alike; what no longer holds does not."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from organizations.models import Organization, User
from tasks.actions import draft as actions
from tasks.models import Guidance, LearntOwner, Responsibility, SettledOwner, Task, UnmatchedOwner
from tests import drafts
from tests.tasks.drafts import as_read
from tests.world import World

LOCAL = Responsibility.Collective.LOCAL_BUREAUS


@pytest.fixture
def first(world: World) -> Guidance:
    return drafts.make_draft()


@pytest.fixture
def editor(world: World) -> User:
    return world.administrator


def next_document() -> Guidance:
    """The document of the year after, which prints the same names."""
    return drafts.make_draft(drafts.TEXT.replace("2030", "2031"))


def settle(draft: Guidance, by: User, name: str = "天文台", **said: Any) -> None:
    as_read.match_owner(guidance=draft, by=by, name=name, **{"remember": True, **said})


def owners(draft: Guidance, title: str) -> set[str]:
    task = drafts.task_on(draft, title)
    return {
        owner.organization.code if owner.organization else owner.collective
        for owner in task.responsibilities.all()
    }


def open_names(draft: Guidance) -> set[str]:
    return set(UnmatchedOwner.objects.filter(task__guidance=draft).values_list("name", flat=True))


def test_a_name_that_means_an_organization_is_an_alias_and_settles_the_next(
    world: World, first: Guidance, editor: User
) -> None:
    settle(first, editor, organizations=[world.department])
    learnt = LearntOwner.objects.get()
    assert (learnt.name, learnt.meaning) == ("天文台", "organizations")
    assert (learnt.said_by, learnt.year) == (editor, 2030)
    assert "天文台" in Organization.objects.get(pk=world.department.pk).aliases
    following = next_document()
    assert open_names(following) == {"海洋司"}
    assert owners(following, "服务") == {world.department.code}
    settled = SettledOwner.objects.filter(task__guidance=following)
    assert {row.learnt for row in settled} == {learnt}
    assert {row.settled_by for row in settled} == {None}


def test_a_name_that_runs_several_together_is_split_alike(
    world: World, first: Guidance, editor: User
) -> None:
    settle(first, editor, organizations=[world.department, world.province])
    assert owners(first, "服务") == {world.department.code, world.province.code}
    assert not any("天文台" in each.aliases for each in Organization.objects.all())
    assert owners(next_document(), "服务") == {world.department.code, world.province.code}


def test_a_collective_and_nobody_are_learnt_too(first: Guidance, editor: User) -> None:
    settle(first, editor, collective=LOCAL)
    as_read.drop_owner(guidance=first, by=editor, name="海洋司", remember=True)
    following = next_document()
    assert open_names(following) == set()
    assert owners(following, "服务") == {LOCAL}
    [dropped] = SettledOwner.objects.filter(task__guidance=following, name="海洋司")
    assert (dropped.meant, dropped.is_new) == ("", False)


def test_a_name_is_known_however_it_is_set(first: Guidance, editor: User) -> None:
    settle(first, editor, collective=LOCAL)
    following = drafts.make_draft(drafts.TEXT.replace("2030", "2031").replace("天文台", "天 文 台"))
    assert open_names(following) == {"海洋司"}


def test_what_nobody_wants_remembered_is_not_learnt(world: World, first: Guidance, editor: User) -> None:
    settle(first, editor, organizations=[world.department], remember=False)
    as_read.drop_owner(guidance=first, by=editor, name="海洋司")
    assert not LearntOwner.objects.exists()
    assert open_names(next_document()) == {"天文台", "海洋司"}


def test_a_name_that_means_another_in_another_task_is_not_learnt(
    world: World, first: Guidance, editor: User
) -> None:
    one = drafts.task_on(first, "服务")
    settle(first, editor, organizations=[world.department], task=one.pk)
    assert open_names(first) == {"天文台", "海洋司"}
    assert not LearntOwner.objects.exists()
    settle(first, editor, organizations=[world.province])
    assert owners(first, "服务") == {world.department.code}
    assert not LearntOwner.objects.exists()


def test_a_name_that_is_settled_one_by_one_to_the_same_is_learnt(
    world: World, first: Guidance, editor: User
) -> None:
    for title in ("服务", "统计"):
        settle(first, editor, organizations=[world.department], task=drafts.task_on(first, title).pk)
    assert LearntOwner.objects.get().organizations == [world.department]


def renamed(organization: Organization) -> None:
    organization.name = "改名后的司"


def closed(organization: Organization) -> None:
    organization.active_until = dt.date(2020, 1, 1)


def without_alias(organization: Organization) -> None:
    organization.aliases = []


@pytest.mark.parametrize("change", [renamed, closed, without_alias])
def test_an_organization_that_is_another_by_now_is_only_proposed(
    world: World, first: Guidance, editor: User, change: Any
) -> None:
    settle(first, editor, organizations=[world.department])
    stored = Organization.objects.get(pk=world.department.pk)
    change(stored)
    stored.save()
    following = next_document()
    assert "天文台" in open_names(following)
    assert not SettledOwner.objects.filter(task__guidance=following).exists()


def test_a_dropped_name_that_an_organization_bears_by_now_is_asked_about(
    world: World, first: Guidance, editor: User
) -> None:
    """It would be silently lost otherwise."""
    as_read.drop_owner(guidance=first, by=editor, name="天文台", remember=True)
    Organization.objects.filter(pk=world.department.pk).update(short_name="天文台")
    following = next_document()
    assert "天文台" in open_names(following)
    assert owners(following, "服务") == set()


def test_opening_a_name_again_takes_everything_back(world: World, first: Guidance, editor: User) -> None:
    before = said_of(first)
    settle(first, editor, organizations=[world.department, world.province])
    assert as_read.reopen_owner(guidance=first, by=editor, name="天文台") == 2
    assert said_of(first) == before
    assert LearntOwner.objects.get().forgotten_by == editor
    assert as_read.reopen_owner(guidance=first, by=editor, name="天文台") == 0
    assert open_names(next_document()) == {"天文台", "海洋司"}


def test_opening_again_takes_the_alias_back_that_it_brought_and_no_other(
    world: World, first: Guidance, editor: User
) -> None:
    stored = Organization.objects.get(pk=world.department.pk)
    stored.aliases = ["老名字"]
    stored.save()
    settle(first, editor, organizations=[stored])
    as_read.reopen_owner(guidance=first, by=editor, name="天文台")
    stored.refresh_from_db()
    assert stored.aliases == ["老名字"]


def said_of(draft: Guidance) -> list[tuple[str, str, str, set[str]]]:
    return [
        (owner.task.title, owner.owner_name, owner.role, open_names(draft))
        for owner in Responsibility.objects.filter(task__guidance=draft).order_by("task__order", "pk")
    ]


def test_who_was_made_to_lead_supports_again(world: World, first: Guidance, editor: User) -> None:
    task = drafts.task_on(first, "服务")
    task.responsibilities.create(organization=world.department, role="support", basis="stated")
    settle(first, editor, organizations=[world.department])
    assert task.responsibilities.get().role == "lead"
    as_read.reopen_owner(guidance=first, by=editor, name="天文台")
    assert task.responsibilities.get().role == "support"


def test_another_name_that_means_the_same_keeps_who_answers(
    world: World, first: Guidance, editor: User
) -> None:
    for name in ("天文台", "海洋司"):
        settle(first, editor, name=name, organizations=[world.department])
    as_read.reopen_owner(guidance=first, by=editor, name="天文台")
    assert owners(first, "统计") == {world.department.code}
    as_read.reopen_owner(guidance=first, by=editor, name="海洋司")
    assert owners(first, "统计") == set()


def test_undoing_it_in_the_next_document_forgets_it_only_when_asked(
    world: World, first: Guidance, editor: User
) -> None:
    settle(first, editor, collective=LOCAL)
    following = next_document()
    as_read.reopen_owner(guidance=following, by=editor, name="天文台")
    assert LearntOwner.objects.in_use().exists()
    assert "天文台" in open_names(following)
    assert owners(first, "服务") == {LOCAL}
    as_read.reopen_owner(guidance=following, by=editor, name="天文台", forget=True)
    assert not LearntOwner.objects.in_use().exists()


def test_a_forgotten_name_is_learnt_anew(world: World, first: Guidance, editor: User) -> None:
    settle(first, editor, collective=LOCAL)
    learnt = LearntOwner.objects.get()
    assert actions.forget_owner(learnt=learnt, by=editor, at=timezone.now())
    assert not actions.forget_owner(learnt=learnt, by=editor, at=timezone.now())
    following = next_document()
    settle(following, editor, organizations=[world.department])
    learnt.refresh_from_db()
    assert (learnt.forgotten_at, learnt.year, learnt.collective) == (None, 2031, "")
    assert learnt.organizations == [world.department]


def test_a_joined_and_a_split_task_keep_what_their_names_were_settled_to(
    world: World, first: Guidance, editor: User
) -> None:
    task = drafts.task_on(first, "统计")
    settle(first, editor, collective=LOCAL)
    other = as_read.split_task(task=Task.objects.get(pk=task.pk), by=editor, before_measure=2)
    assert other.settled_owners.get(name="天文台").meant
    as_read.join_task(task=other, by=editor)
    assert task.settled_owners.filter(name="天文台").count() == 1


def test_start_over_settles_what_was_learnt(world: World, first: Guidance, editor: User) -> None:
    settle(first, editor, collective=LOCAL)
    as_read.start_over(guidance=first, by=editor)
    assert open_names(first) == {"海洋司"}
