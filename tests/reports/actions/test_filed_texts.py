"""What is searched follows approvals: it comes with one, goes with its end, and is replaced by the next."""

import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from background.models import Job
from reports.actions.filed_texts import keep_filed_texts
from reports.indexing import queue_what_is_unindexed, unindexed_filings
from reports.jobs import index_filings
from reports.models import FiledText
from tasks.actions import reopen_filing, take_back_approval
from tasks.models import Filing, ProgressEntry
from tests.background.queue import QUEUE, work_off
from tests.reports.material.filed import approved, indexed
from tests.reports.material.told import approved_cases
from tests.world import World

pytestmark = pytest.mark.django_db


def said(**where: Any) -> set[tuple[str, str, str]]:
    return set(FiledText.objects.filter(**where).values_list("kind", "part", "text"))


def test_each_part_of_each_line_is_a_text_of_its_own(world: World) -> None:
    approved(world)
    assert said() == {
        ("progress", "achievements", "已完成评估指引。"),
        ("progress", "next_steps", "继续推进。"),
        ("progress", "note", "供审核人参考。"),
        ("measurement", "note", "供审核人参考。"),
    }
    text = FiledText.objects.get(part="next_steps")
    filing = world.filing()
    assert (text.filing_version, text.approved_at) == (filing.version, filing.approved_at)
    assert (text.organization, text.period, text.guidance) == (world.province, world.period, world.guidance)
    assert (text.task, text.section) == (world.local_task, world.local_task.section)


def test_a_case_is_one_text_with_its_title_as_heading(world: World) -> None:
    (case,) = approved_cases(world)
    text = FiledText.objects.get(part="case")
    assert (text.heading, text.text, text.case, text.subject_id) == (case.title, case.text, case, 1)
    assert text.section == case.sections[0]


def test_twice_changes_nothing(world: World) -> None:
    filing = approved(world)
    before = said()
    indexed(filing)
    assert said() == before
    assert (
        FiledText.objects.count() == FiledText.objects.values("kind", "subject_id", "part").distinct().count()
    )


def test_what_is_reopened_is_forgotten_at_once_and_what_replaces_it_is_found(world: World) -> None:
    filing = approved(world)
    reopen_filing(
        filing=filing, by=world.reviewer, at=timezone.now(), reason="数字有误。", version=filing.version
    )
    assert said() == set()
    ProgressEntry.objects.filter(filing=filing).update(achievements="已修订评估指引。")
    again = world.filing()
    again.status, again.version = Filing.Status.APPROVED, 2
    again.approved_at, again.approved_by = timezone.now(), world.reviewer
    again.save()
    keep_filed_texts(filings=[filing.pk])
    assert ("progress", "achievements", "已修订评估指引。") in said(filing_version=2)
    assert not said(filing_version=1)


def test_an_approval_that_is_taken_back_leaves_nothing(world: World) -> None:
    filing = approved(world)
    take_back_approval(filing=filing, by=world.reviewer, at=timezone.now())
    assert said() == set()


def test_a_job_reads_a_filing_once_its_approval_cannot_be_taken_back(
    world: World, settings: Settings
) -> None:
    settings.TASKS = QUEUE
    filing = world.approve(world.filing())
    job = Job.objects.get(task_path=index_filings.module_path)
    assert job.args_kwargs["args"] == [[filing.pk]]
    assert said() == set()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=2), tick=False):
        work_off()
    assert said() != set()


def test_a_job_for_a_filing_that_was_reopened_meanwhile_keeps_nothing(world: World) -> None:
    filing = approved(world)
    reopen_filing(
        filing=filing, by=world.reviewer, at=timezone.now(), reason="有误。", version=filing.version
    )
    index_filings.func([filing.pk])
    assert said() == set()


def test_what_was_approved_before_is_caught_up_with_once(world: World, settings: Settings) -> None:
    filing = world.approve(world.filing())
    assert list(unindexed_filings()) == [filing]
    settings.TASKS = QUEUE
    Job.objects.all().delete()
    assert [queue_what_is_unindexed(), queue_what_is_unindexed()] == [1, 0]
    work_off()
    assert list(unindexed_filings()) == []
    assert queue_what_is_unindexed() == 0


def test_a_filing_without_a_word_is_not_waited_for(world: World) -> None:
    filing = world.approve(world.filing())
    ProgressEntry.objects.update(achievements="", problems="", next_steps="", note="", nil_reason="")
    filing.measurements.update(note="", nil_reason="")
    assert list(unindexed_filings()) == []


def command(**options: Any) -> str:
    told = io.StringIO()
    call_command("index_filed_texts", stdout=told, stderr=io.StringIO(), **options)
    return told.getvalue()


def test_the_command_makes_all_of_it_anew_and_says_how_much(world: World) -> None:
    approved(world)
    before = said()
    FiledText.objects.update(text="旧")
    assert command() == f"Read 1 filings: {FiledText.objects.count()} texts.\n"
    assert said() == before
    assert command(missing=True) == "Read 0 filings: 0 texts.\n"
    assert command(year="2021").startswith("Read 1 ")


def test_the_command_drops_what_is_approved_no_more(world: World) -> None:
    filing = approved(world)
    Filing.objects.filter(pk=filing.pk).update(status="submitted", approved_at=None, approved_by=None)
    assert command() == "Read 0 filings: 0 texts.\n"
    assert said() == set()


def test_many_filings_are_read_with_as_many_statements_as_one(
    world: World, django_assert_num_queries: Any
) -> None:
    filings = [world.approve(world.filing(place)).pk for place in (world.province, world.neighbour)]
    for some in (filings[:1], filings):
        with django_assert_num_queries(8):
            keep_filed_texts(filings=some)
