"""What keeps a draft from being published, and where to settle it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.models import User
from tasks.actions import draft as actions
from tasks.drafts.publication_blockers import leaderless, open_points, period_obstacles
from tasks.drafts.review_page import DraftCheck
from tasks.models import Guidance, ReadingCaution, ReportingPeriod, Responsibility, UnmatchedOwner
from tests.factories import ReportingPeriodFactory
from tests.tasks.drafts import as_read
from texts.punctuation import within_quotes

Role = Responsibility.Role


@pytest.fixture
def settled(draft: Guidance, editor: User) -> Guidance:
    """The draft when nothing is open in its text any more."""
    for caution in draft.cautions.all():
        actions.settle_caution(caution=caution, by=editor, at=timezone.now())
    return draft


def test_nothing_keeps_a_settled_draft(settled: Guidance) -> None:
    assert open_points(settled) == []
    assert leaderless(settled) == []


def test_a_document_without_tasks_is_no_plan(settled: Guidance, editor: User) -> None:
    for task in settled.tasks.all():
        as_read.drop_task(task=task, by=editor)
    assert open_points(settled) == [
        "No task was recognised: make one of a section, or read another document."
    ]


def test_a_printed_name_in_two_tasks_is_one_open_point(settled: Guidance) -> None:
    for task in settled.tasks.all()[:2]:
        UnmatchedOwner.objects.create(task=task, name="天文台", role=Role.LEAD)
    assert open_points(settled) == ["1 printed name is no known organization yet."]


def test_a_task_without_owner_and_a_doubt_are_open(settled: Guidance, editor: User) -> None:
    as_read.set_owners(task=settled.tasks.all()[0], by=editor, owners=[])
    ReadingCaution.objects.create(guidance=settled, message="Look.")
    assert open_points(settled) == [
        "Nobody answers for 1 task.",
        "Nobody has looked at 1 doubt of the reader.",
    ]


def test_a_task_that_nobody_leads_is_named_with_its_page(settled: Guidance) -> None:
    task = settled.tasks.all()[0]
    task.responsibilities.update(role=Role.SUPPORT)
    (found,) = leaderless(settled)
    assert found.text == f"Nobody leads “{within_quotes(task.title)}”."
    assert found.url == reverse("tasks:draft-task", args=[settled.year, task.pk])
    UnmatchedOwner.objects.create(task=task, name="天文台", role=Role.LEAD)
    assert leaderless(settled) == []


def test_for_a_task_with_a_guide_alone_nobody_answers(settled: Guidance) -> None:
    task = settled.tasks.all()[0]
    task.responsibilities.update(role=Role.GUIDE)
    assert open_points(settled) == ["Nobody answers for 1 task."]
    assert leaderless(settled) == []
    assert [one.pk for one in DraftCheck(settled).unowned] == [task.pk]
    UnmatchedOwner.objects.create(task=task, name="天文台", role=Role.GUIDE)
    assert "Nobody answers for 1 task." in open_points(settled)
    assert DraftCheck(settled).unowned
    UnmatchedOwner.objects.create(task=task, name="气象台", role=Role.SUPPORT)
    assert open_points(settled) == ["2 printed names are no known organizations yet."]
    assert len(leaderless(settled)) == 1
    assert not DraftCheck(settled).unowned


def test_a_guidance_without_periods_asks_for_them(settled: Guidance) -> None:
    (found,) = period_obstacles(settled)
    assert found.url == reverse("tasks:draft-periods", args=[settled.year])
    ReportingPeriodFactory(guidance=settled, kind=ReportingPeriod.Kind.YEAR_END, due_on=dt.date(2021, 12, 15))
    assert period_obstacles(settled) == []
