"""Guidances, what was done with them and amended in them, and two of them side by side, as tables."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from organizations.row_batches import RowBatches
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from tasks.comparison import Change, Kind
from tasks.comparison.duties import DutyChange
from tasks.drafts.plan_parts import Compared
from tasks.models import Amendment, Guidance, GuidanceEvent, ReportingPeriod, Task
from tasks.tables.tasks import owners_in_words

INSTANT, NAME, WIDE, TEXT = 18, 18, 40, 60


def guidance_table(guidances: Sequence[Guidance], *, with_state: bool) -> Table:
    """All guidances; with their state and who published them for those who administer them."""
    head = [(_("Year"), 8), (_("Title"), TEXT), (_("Published"), INSTANT)]
    states = [(_("State"), NAME), (_("Published by"), NAME)] if with_state else []
    return Table(
        _("All guidances"),
        columns(*head, *states),
        [guidance_row(guidance, with_state=with_state) for guidance in guidances],
        len(guidances),
    )


def guidance_row(guidance: Guidance, *, with_state: bool) -> Row:
    row: Row = (guidance.year, guidance.title, guidance.published_at if guidance.is_published else None)
    if not with_state:
        return row
    by = guidance.published_by if guidance.is_published else None
    return (*row, guidance.get_status_display(), by.name if by else None)


def history_table(events: RowBatches[GuidanceEvent]) -> Table:
    """Who did what with a guidance, the latest first."""
    head = columns((_("When"), INSTANT), (_("Who"), NAME), (_("What"), 24), (_p("history", "About"), TEXT))
    rows: Iterator[Row] = (
        (
            event.at,
            event.by.name if event.by else _("a command of the installation"),
            event.get_action_display(),
            event.subject,
        )
        for event in events.rows()
    )
    return Table(_p("guidance", "History"), head, rows, len(events))


def amendment_table(amendments: RowBatches[Amendment]) -> Table:
    """What was amended, the latest first."""
    head = columns(
        (_("When"), INSTANT),
        (_("Who"), NAME),
        (_("What"), 14),
        (_p("history", "About"), WIDE),
        (_("Reason"), TEXT),
        (_("Concerns:").rstrip(":："), WIDE),
    )
    rows: Iterator[Row] = (
        (
            amendment.at,
            amendment.by.name,
            amendment.get_kind_display(),
            amendment.subject,
            amendment.reason,
            concerned(amendment),
        )
        for amendment in amendments.rows()
    )
    return Table(_("Amendments"), head, rows, len(amendments))


def concerned(amendment: Amendment) -> str:
    names = [_("Every local bureau")] if amendment.affects_local_bureaus else []
    names += [str(organization) for organization in amendment.affected.all()]
    return _p("between names", ", ").join(names)


def amendable_tables(
    tasks: Iterable[Task], guidance: Guidance, periods: Sequence[ReportingPeriod]
) -> list[Table]:
    """The tasks in force and the dates to come, as they can be amended."""
    task_rows: list[Row] = [
        (f"{task.section.number}{task.display_title}", owners_in_words(task)) for task in tasks
    ]
    receiver = guidance.receiving_department
    report: Row = (
        _("The report of the year"),
        None,
        guidance.report_due_on,
        receiver.full_display_name if receiver else None,
    )
    dates: list[Row] = [
        report,
        *[(str(period), period.opens_on, period.due_on, None) for period in periods],
    ]
    return [
        Table(_("Tasks"), columns((_("Task"), WIDE), (_("Responsible"), TEXT)), task_rows, len(task_rows)),
        Table(
            _("Dates"),
            columns(
                (_("Period"), WIDE), (_("Window opens"), 14), (_("Due on"), 14), (_("Received by"), WIDE)
            ),
            dates,
            len(dates),
        ),
    ]


def clause_table(changes: Sequence[Change], guidance: Guidance, previous: Guidance) -> Table:
    """What became of each clause."""
    head = columns(
        (_("Change"), 14),
        (_("Section"), WIDE),
        (str(previous.year), TEXT),
        (str(guidance.year), TEXT),
    )
    rows: Iterator[Row] = (
        (
            kind_in_words(change.kind, is_elsewhere=change.is_elsewhere),
            change.headings[1] or change.headings[0],
            change.old.text if change.old else None,
            change.new.text if change.new else None,
        )
        for change in changes
    )
    return Table(_("Clauses"), head, rows, len(changes))


def kind_in_words(kind: str, *, is_elsewhere: bool = False) -> str:
    if kind == Kind.REWORDED and is_elsewhere:
        return _p("clause", "Reworded and moved")
    return {
        Kind.KEPT: _p("clause", "Kept"),
        Kind.NEW: _p("clause", "New"),
        Kind.DROPPED: _p("clause", "Dropped"),
        Kind.REWORDED: _p("clause", "Reworded"),
        Kind.MOVED: _p("clause", "Moved"),
    }[Kind(kind)]


def goal_kind_in_words(kind: str) -> str:
    return _p("goal", "Changed") if kind == Kind.REWORDED else kind_in_words(kind)


def duty_table(duties: Sequence[DutyChange]) -> Table:
    """Tasks of both years whose owners, people or due date changed."""
    head = columns(
        (_("Task"), WIDE),
        (_("Owners kept"), WIDE),
        (_("Owners no longer"), WIDE),
        (_("Owners new"), WIDE),
        (_("Owners in another role"), WIDE),
        (_("People in charge before"), 24),
        (_("People in charge"), 24),
        (_("Due before"), 14),
        (_p("day", "Due"), 14),
    )
    return Table(_("Owners and due dates"), head, map(duty_row, duties), len(duties))


def duty_row(duty: DutyChange) -> Row:
    def listed(names: Iterable[str]) -> str:
        return _p("between names", ", ").join(names)

    def before(due_on: dt.date | None) -> dt.date | None:
        return due_on if duty.has_other_date else None

    return (
        duty.new.title,
        listed(duty.kept),
        listed(duty.left),
        listed(duty.joined),
        listed(role_now(owner.name, owner.role) for owner in duty.swapped),
        duty.old.people if duty.has_other_people else None,
        duty.new.people,
        before(duty.old.due_on),
        duty.new.due_on,
    )


def role_now(name: str, role: str) -> str:
    """How the page says that an owner stayed in another role."""
    said = {"lead": _("%(name)s leads now"), "guide": _("%(name)s guides now")}
    return said.get(role, _("%(name)s supports now")) % {"name": name}


def goal_table(goals: Sequence[Compared], guidance: Guidance, previous: Guidance) -> Table:
    """Goals of both years."""
    head = columns(
        (_("Indicator"), WIDE),
        (str(previous.year), WIDE),
        (str(guidance.year), WIDE),
        (_("Change"), 14),
    )
    rows: Iterator[Row] = (
        (goal.name, goal.before, goal.after, goal_kind_in_words(goal.kind)) for goal in goals
    )
    return Table(_("Goals"), head, rows, len(goals))
