"""Amending a guidance in force: what changes, what is written down, and what of the filings stays."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tasks.actions.amend_dates import amend_facts, amend_period
from tasks.actions.amend_task import MeasureEdit, add_task, amend_task, withdraw_task
from tasks.actions.draft.owners import Owner
from tasks.amendments.plan_statement import facts_statement, task_statement, tasks_statement, window_statement
from tasks.errors import TransitionNotAllowed
from tasks.lines.checked_lines import checked_lines
from tasks.models import (
    Amendment,
    Filing,
    MeasureState,
    ProgressEntry,
    ReportingPeriod,
    Responsibility,
    Task,
)
from tests.factories import OrganizationFactory
from tests.world import World, answers, write_line

LOCAL = Responsibility.Collective.LOCAL_BUREAUS
DAY = dt.date(2021, 11, 30)


def edits(task: Task) -> list[MeasureEdit]:
    return [MeasureEdit(measure.text, measure.pk) for measure in task.measures.all()]


def owners(task: Task) -> list[Owner]:
    return [
        Owner(role=owner.role, organization=owner.organization, collective=owner.collective)
        for owner in task.responsibilities.select_related("organization")
    ]


def amend(world: World, task: Task, **changed: Any) -> Amendment | None:
    """Amend a task by what is given and leave the rest."""
    said: dict[str, Any] = {
        "title": task.title,
        "due_on": task.due_on,
        "measures": edits(task),
        "owners": owners(task),
        "reason": "机构改革后职责调整。",
        "seen": task_statement(Task.objects.get(pk=task.pk)),
        "by": world.administrator,
        "at": timezone.now(),
    }
    return amend_task(task=task, **(said | changed))


def made(amendment: Amendment | None) -> Amendment:
    assert amendment is not None
    return amendment


def report(world: World, task: Task, filing: Filing) -> ProgressEntry:
    """The line on a task as the filer saves it, with a state for every measure."""
    checked = next(line for line in checked_lines(filing) if line.line.subject_id == task.pk)
    line = write_line(checked.line, answers(checked.line), by=world.filer)
    assert isinstance(line, ProgressEntry)
    return line


# --- A task -----------------------------------------------------------------------------------------


def test_an_amendment_says_what_why_who_and_when(world: World) -> None:
    amendment = made(amend(world, world.local_task, title="健全监测体系", due_on=DAY))
    assert [(change["before"], change["after"]) for change in amendment.changes] == [
        ("健全地方统计监测体系", "健全监测体系"),
        ("", "2021-11-30"),
    ]
    assert (amendment.subject, amendment.task) == ("健全地方统计监测体系", world.local_task)
    assert (amendment.kind, amendment.by) == ("changed", world.administrator)
    assert amendment.reason == "机构改革后职责调整。"
    assert (amendment.affects_local_bureaus, list(amendment.affected.all())) == (True, [])
    world.local_task.refresh_from_db()
    assert (world.local_task.title, world.local_task.due_on) == ("健全监测体系", DAY)


def test_nothing_changed_writes_nothing(world: World) -> None:
    assert amend(world, world.local_task) is None
    assert not Amendment.objects.exists()


def test_a_measure_is_reworded_added_and_dropped(world: World) -> None:
    first, second = edits(world.department_task)
    assert second.pk
    changed = [MeasureEdit("健全专利评估体系", first.pk), MeasureEdit("发布评估指引。")]
    amendment = made(amend(world, world.department_task, measures=changed))
    assert [(change["before"], change["after"]) for change in amendment.changes] == [
        (first.text, "健全专利评估体系。"),
        (second.text, ""),
        ("", "发布评估指引。"),
    ]
    task = Task.objects.get(pk=world.department_task.pk)
    assert task.text == "健全专利评估体系。发布评估指引。"
    assert [measure.text for measure in task.measures.all()] == ["健全专利评估体系。", "发布评估指引。"]


def test_what_was_reported_on_is_reworded_and_never_dropped(world: World) -> None:
    entry = report(world, world.local_task, world.filing())
    entry.measure_states.add(
        *(
            MeasureState(entry=entry, measure=measure, state="completed")
            for measure in world.local_task.measures.exclude(states__entry=entry)
        ),
        bulk=False,
    )
    first, second = edits(world.local_task)
    with pytest.raises(TransitionNotAllowed):
        amend(world, world.local_task, measures=[first])
    assert world.local_task.measures.count() == 2
    amend(world, world.local_task, measures=[first, MeasureEdit("加快发展金融服务。", second.pk)])
    states = MeasureState.objects.filter(entry=entry, measure__text="加快发展金融服务。")
    assert states.count() == 1
    assert ProgressEntry.objects.filter(pk=entry.pk).exists()


def test_a_new_owner_gets_a_filing_for_what_is_not_due_yet(world: World) -> None:
    newcomer = OrganizationFactory(kind="department", parent=world.office)
    new = [*owners(world.department_task), Owner(role="support", organization=newcomer)]
    amendment = made(amend(world, world.department_task, owners=new))
    assert set(amendment.affected.all()) == {world.department, newcomer}
    assert not amendment.affects_local_bureaus
    assert Filing.objects.filter(organization=newcomer).count() == 2
    added = world.department_task.responsibilities.get(organization=newcomer)
    assert (added.role, added.basis) == ("support", "assigned")
    kept = world.department_task.responsibilities.get(organization=world.department)
    assert kept.basis == "stated"


def test_a_closed_period_is_left_alone(world: World) -> None:
    newcomer = OrganizationFactory(kind="department", parent=world.office)
    world.period.due_on = dt.date(2021, 10, 9)
    world.period.save()
    new = [*owners(world.department_task), Owner(role="support", organization=newcomer)]
    amend(world, world.department_task, owners=new)
    assert [filing.period for filing in Filing.objects.filter(organization=newcomer)] == [world.year_end]


def test_what_was_filed_stays_when_its_owner_goes(world: World) -> None:
    entry = report(world, world.local_task, world.filing())
    amendment = made(
        amend(world, world.local_task, owners=[Owner(role="lead", organization=world.department)])
    )
    assert amendment.affects_local_bureaus
    assert list(amendment.affected.all()) == [world.department]
    assert ProgressEntry.objects.get(pk=entry.pk).achievements == entry.achievements
    assert Filing.objects.filter(pk=entry.filing_id).exists()


def test_a_task_keeps_words_and_owners(world: World) -> None:
    with pytest.raises(TransitionNotAllowed):
        amend(world, world.local_task, owners=[])
    with pytest.raises(TransitionNotAllowed):
        amend(world, world.local_task, measures=[MeasureEdit("  ")])


def test_a_withdrawn_task_is_asked_for_no_more_and_keeps_what_was_filed(world: World) -> None:
    entry = report(world, world.local_task, world.filing())
    asked = {
        "by": world.administrator,
        "at": timezone.now(),
        "seen": task_statement(world.local_task),
    }
    amendment = made(withdraw_task(task=world.local_task, reason="并入", **asked))
    assert (amendment.kind, amendment.subject) == ("withdrawn", "健全地方统计监测体系")
    world.local_task.refresh_from_db()
    assert world.local_task.withdrawn_on == dt.date(2021, 10, 10)
    assert world.local_task not in Task.objects.current()
    assert ProgressEntry.objects.filter(pk=entry.pk).exists()
    again = withdraw_task(task=world.local_task, reason="并入", **asked)
    assert again is None
    with pytest.raises(TransitionNotAllowed):
        amend(world, world.local_task, title="另一个")


def test_a_task_is_added_to_a_section(world: World) -> None:
    newcomer = OrganizationFactory(kind="department", parent=world.office)
    amendment = add_task(
        section=world.local_task.section,
        by=world.administrator,
        at=timezone.now(),
        reason="国务院新要求。",
        seen=tasks_statement(world.guidance),
        title="开展专项行动",
        due_on=None,
        measures=["印发方案", "总结评估。"],
        owners=[Owner(role="lead", organization=newcomer)],
    )
    task = Task.objects.get(title="开展专项行动")
    assert (amendment.kind, amendment.task) == ("added", task)
    assert task.text == "印发方案。总结评估。"
    assert task.order > max(world.local_task.order, world.department_task.order)
    assert Filing.objects.filter(organization=newcomer).count() == 2


# --- Dates ------------------------------------------------------------------------------------------


def test_the_report_may_be_due_later_and_go_to_somebody_else(world: World) -> None:
    amendment = made(
        amend_facts(
            guidance=world.guidance,
            by=world.administrator,
            at=timezone.now(),
            reason="会议推迟。",
            seen=facts_statement(world.guidance),
            report_due_on=dt.date(2021, 12, 20),
            receiving_department=world.department,
        )
    )
    assert [change["after"] for change in amendment.changes] == ["2021-12-20"]
    assert amendment.affects_local_bureaus
    assert list(amendment.affected.all()) == [world.department]
    world.guidance.refresh_from_db()
    assert world.guidance.report_due_on == dt.date(2021, 12, 20)


def window(world: World, opens_on: dt.date, due_on: dt.date) -> Amendment | None:
    return amend_period(
        period=world.period,
        by=world.administrator,
        at=timezone.now(),
        reason="系统维护。",
        seen=window_statement(ReportingPeriod.objects.get(pk=world.period.pk)),
        opens_on=opens_on,
        due_on=due_on,
    )


def test_a_window_is_extended_for_everyone(world: World) -> None:
    Filing.objects.filter(organization=world.province).update(extended_due_on=dt.date(2021, 10, 25))
    Filing.objects.filter(organization=world.city).update(extended_due_on=dt.date(2021, 11, 25))
    amendment = made(window(world, world.period.opens_on, dt.date(2021, 10, 31)))
    assert [change["after"] for change in amendment.changes] == ["2021-10-31"]
    assert amendment.affects_local_bureaus
    assert list(amendment.affected.all()) == [world.department]
    assert world.filing().due_on == dt.date(2021, 10, 31)
    assert world.filing(world.city).due_on == dt.date(2021, 11, 25)
    assert window(world, world.period.opens_on, dt.date(2021, 10, 31)) is None


@pytest.mark.parametrize(
    ("opens_on", "due_on"),
    [
        (dt.date(2021, 10, 1), dt.date(2021, 10, 9)),
        (dt.date(2021, 10, 12), dt.date(2021, 10, 20)),
        (dt.date(2021, 10, 1), dt.date(2021, 9, 1)),
    ],
)
def test_a_window_that_nobody_can_keep_is_refused(world: World, opens_on: dt.date, due_on: dt.date) -> None:
    with pytest.raises(TransitionNotAllowed):
        window(world, opens_on, due_on)


def test_a_closed_window_is_not_amended(world: World) -> None:
    world.period.due_on = dt.date(2021, 10, 9)
    world.period.save()
    with pytest.raises(TransitionNotAllowed):
        window(world, world.period.opens_on, dt.date(2021, 10, 31))
