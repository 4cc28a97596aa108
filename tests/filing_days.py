"""Days on which filings move by lot, through the real actions: what a portal says of each must stay."""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

import time_machine
from django.utils import timezone

from organizations.models import Organization, OrganizationEvent
from tasks.actions import (
    approve_filing,
    open_period,
    reopen_filing,
    return_filing,
    submit_filing,
    withdraw_filing,
)
from tasks.actions.amend_task import add_task, withdraw_task
from tasks.actions.draft.owners import Owner
from tasks.amendments.plan_statement import task_statement, tasks_statement
from tasks.filings.concerns import concerns_of
from tasks.lines.checked_lines import asked_lines, checked_lines
from tasks.models import Filing, MeasureState, ProgressEntry, Responsibility
from tests.factories import OrganizationFactory
from tests.world import World, answers, explain, seen_in, write_line

# From the end of the first of these days; the window of the year end opens in between.
FIRST, JUMP = dt.date(2021, 10, 10), dt.date(2021, 11, 16)
MOVES = 3
Status = Filing.Status


class FilingDays:
    """Lets filings of the world move by lot, day by day; the same seed moves the same. On some days the plan
    or the tree changes as well: a task is added, another withdrawn, an organization joins."""

    def __init__(self, world: World, seed: int, clock: time_machine.Traveller) -> None:
        self.world, self.clock = world, clock
        self.lot = Random(seed)  # noqa: S311 (nothing secret)
        self.changes: dict[int, Callable[[], None]] = {2: self.join, 3: self.add, 6: self.withdraw}

    def run(self, days: int) -> Iterator[dt.date]:
        """Each day at its last minute, when all has happened; half of them lie after the year end opens."""
        for number in range(days):
            late = number - days // 2
            day = FIRST + dt.timedelta(number) if late < 0 else JUMP + dt.timedelta(late)
            self.clock.move_to(f"{day.isoformat()}T12:00:00+08:00", tick=False)
            self.changes.get(number, lambda: None)()
            for _move in range(MOVES):
                self.move()
            self.clock.move_to(f"{day.isoformat()}T23:59:00+08:00", tick=False)
            yield day

    def move(self) -> None:
        """Something happens to a filing whose window is open."""
        opened = Filing.objects.filter(period__opens_on__lte=timezone.localdate()).order_by("pk")
        filing = self.lot.choice(list(opened))
        {
            Status.DRAFT: self.submit,
            Status.RETURNED: self.submit,
            Status.SUBMITTED: self.lot.choice([self.approve, self.approve, self.give_back, self.draw_back]),
            Status.APPROVED: self.reopen,
        }[Status(filing.status)](filing)

    def submit(self, filing: Filing) -> None:
        """Every line is written anew; a fifth of the time it stays a draft."""
        for checked in asked_lines(checked_lines(filing)):
            content = answers(checked.line, str(self.lot.randint(1, 900)))
            if isinstance(checked.line, ProgressEntry):
                content |= {"problems": f"问题{self.lot.randint(1, 99)}。"}
                content |= {
                    f"measure_{state.measure_id}": self.lot.choice(MeasureState.State.values)
                    for state in checked.line.states
                }
            write_line(checked.line, content, by=self.world.filer)
        explain(filing)
        if self.lot.random() < 0.8:
            submit_filing(filing=filing, by=self.world.lead, at=timezone.now(), seen=seen_in(filing))

    def approve(self, filing: Filing) -> None:
        by = self.world.reviewer
        approve_filing(
            filing=filing,
            by=by,
            at=timezone.now(),
            version=filing.version,
            confirmed=concerns_of(filing, by).keys,
        )

    def give_back(self, filing: Filing) -> None:
        return_filing(
            filing=filing,
            by=self.world.reviewer,
            at=timezone.now(),
            reason="请核对。",
            version=filing.version,
        )

    def draw_back(self, filing: Filing) -> None:
        withdraw_filing(filing=filing, by=self.world.lead, at=timezone.now(), version=filing.version)

    def reopen(self, filing: Filing) -> None:
        reopen_filing(
            filing=filing, by=self.world.reviewer, at=timezone.now(), reason="更正。", version=filing.version
        )

    def join(self) -> None:
        """A bureau comes into the tree."""
        bureau: Organization = OrganizationFactory(
            code="51", short_name="四川", kind="bureau", parent=Organization.objects.get(code="CNIPA")
        )
        OrganizationEvent.objects.create(
            code=bureau.code,
            name=bureau.name,
            kind=OrganizationEvent.Kind.ADDED,
            reason="新设。",
            at=timezone.now(),
            by=self.world.administrator,
        )
        for period in self.world.guidance.periods.all():
            open_period(period=period)

    def add(self) -> None:
        """The plan orders one thing more of every bureau."""
        guidance = self.world.guidance
        add_task(
            section=self.world.local_task.section,
            by=self.world.administrator,
            at=timezone.now(),
            reason="新增。",
            seen=tasks_statement(guidance),
            title="新增任务",
            due_on=None,
            measures=["建立台账", "按季通报"],
            owners=[Owner(Responsibility.Role.LEAD, collective=Responsibility.Collective.LOCAL_BUREAUS)],
        )

    def withdraw(self) -> None:
        """The plan orders one thing less of the department."""
        task = self.world.department_task
        withdraw_task(
            task=task,
            by=self.world.administrator,
            at=timezone.now(),
            reason="取消。",
            seen=task_statement(task),
        )
