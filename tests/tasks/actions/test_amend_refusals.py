"""What an amendment is refused for, and what the database keeps of one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from tasks.actions.amend import record_amendment
from tasks.actions.amend_dates import amend_facts
from tasks.actions.amend_task import withdraw_task
from tasks.amendments.changes import Change
from tasks.amendments.plan_statement import facts_statement, task_statement
from tasks.errors import ActionRefused, ReasonMissing, TransitionNotAllowed
from tasks.models import (
    Amendment,
    Guidance,
)
from tests.conftest import SignIn
from tests.factories import GuidanceFactory
from tests.tasks.actions.test_amend import amend, made
from tests.world import World, answers, write_line

DAY = dt.date(2021, 11, 30)


# --- Always -----------------------------------------------------------------------------------------

Act = Callable[[World, Guidance, dict[str, Any]], object]
ACTS: dict[str, Act] = {
    "amend_task": lambda world, _guidance, told: amend(world, world.local_task, title="另一个", **told),
    "withdraw_task": lambda world, _guidance, told: withdraw_task(
        task=world.local_task, at=timezone.now(), seen=task_statement(world.local_task), **told
    ),
    "amend_facts": lambda _world, guidance, told: amend_facts(
        guidance=guidance,
        at=timezone.now(),
        seen=facts_statement(guidance),
        report_due_on=DAY,
        receiving_department=None,
        **told,
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_only_administrators_amend_and_only_with_a_reason(world: World, name: str) -> None:
    for told, refusal in (
        ({"by": world.administrator, "reason": "  "}, ReasonMissing),
        ({"by": world.reviewer, "reason": "有"}, TransitionNotAllowed),
        ({"by": world.lead, "reason": "有"}, TransitionNotAllowed),
    ):
        with pytest.raises(refusal):
            ACTS[name](world, world.guidance, told)
    assert not Amendment.objects.exists()


def test_a_draft_is_corrected_and_not_amended(world: World) -> None:
    with pytest.raises(ActionRefused):
        ACTS["amend_facts"](world, GuidanceFactory(year=2022), {"by": world.administrator, "reason": "有"})


def test_amendments_are_written_once(world: World) -> None:
    amendment = record_amendment(
        guidance=world.guidance,
        kind=Amendment.Kind.CHANGED,
        subject="x" * 400,
        changes=[Change("目标", "18.5", "18")],
        reason="有",
        by=world.administrator,
        at=timezone.now(),
        affected=[world.province],
    )
    assert len(amendment.subject) == 300
    assert (list(amendment.affected.all()), amendment.affects_local_bureaus) == ([world.province], False)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tasks_amendment SET reason = 'y'")


def test_a_local_bureau_is_concerned_by_what_concerns_them_all(world: World) -> None:
    amendment = made(amend(world, world.local_task, title="健全监测体系"))
    assert (list(amendment.affected.all()), amendment.affects_local_bureaus) == ([], True)


def test_a_line_says_that_its_task_was_amended_after_it_was_saved(world: World, signed_in: SignIn) -> None:
    filing = world.filing()
    url = reverse("tasks:line-edit", args=[filing.pk, "progress", world.local_task.pk])
    world.fill(filing, by=world.filer)
    assert "after this line was saved" not in signed_in("filer").get(url).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        made(amend(world, world.local_task, title="健全统计监测与评估体系"))
        page = signed_in("filer").get(url).content.decode()
        assert "after this line was saved" in page
        assert "健全统计监测与评估体系" in page
        world.fill(filing, by=world.filer)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        saved = filing.progress_entries.get()
        write_line(saved, answers(saved) | {"achievements": "已按修订后的任务填报。"}, by=world.filer)
        assert "after this line was saved" not in signed_in("filer").get(url).content.decode()
