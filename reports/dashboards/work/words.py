"""What the view of the work says first: its headline, what asks for attention, and what changed."""

from collections.abc import Iterator
from itertools import groupby, islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.dashboards.past_words import told_as_of_now
from reports.dashboards.shown_page import Headline, KeyNumber, Point, PointList
from reports.dashboards.work.addresses import answers_address, measures_address
from reports.dashboards.work.columns import calculation
from reports.dashboards.work.delayed import delays_in_words
from reports.dashboards.work.gathered import Work
from spreadsheets.values import Number
from tasks.models import Task
from texts.punctuation import labelled, listed

# How many points a list has at most: what stands below tells all.
MOST_POINTS = 5
STATES = (
    ("completed", gettext_lazy("%(count)d completed")),
    ("in_progress", gettext_lazy("%(count)d in progress")),
    ("delayed", gettext_lazy("%(count)d with delays")),
    ("not_started", gettext_lazy("%(count)d not started")),
)


def headline_of(work: Work) -> Headline:
    """The state of the tasks in a sentence, and five numbers."""
    return Headline(sentence_of(work), tuple(key_numbers(work)))


def sentence_of(work: Work) -> str:
    """ "14 tasks: 3 completed, 9 in progress, 2 with delays; 62.4% of the measures are completed." """
    if not work.tasks:
        return _("No task is among what is looked at.")
    states = [work.progress[task.pk].state for task in work.tasks]
    parts = [str(words) % {"count": states.count(state)} for state, words in STATES if state in states]
    tasks = ngettext("%(count)d task", "%(count)d tasks", len(states)) % {"count": len(states)}
    percent = work.total.percent_complete
    if percent is None:
        share = _("nothing is approved on them yet")
    else:
        share = _("%(percent)s%% of the measures are completed") % {"percent": percent}
    return _("%(tasks)s: %(states)s; %(share)s.") % {
        "tasks": tasks,
        "states": listed(parts),
        "share": share,
    }


def key_numbers(work: Work) -> Iterator[KeyNumber]:
    total, question = work.total, work.question
    percent = total.percent_complete
    yield KeyNumber(
        _("Measures completed"),
        "—" if percent is None else f"{percent}%",
        note=change_of_share(work),
        value=None if percent is None else Number(percent, 1),
    )
    yield counted_number(
        _("Delayed measures"), total.delayed, measures_address(question, "delayed"), where(work), "off_track"
    )
    yield counted_number(
        _("Not started"), total.not_started, measures_address(question, "not_started"), _("measures")
    )
    yield counted_number(
        _("Answers approved"),
        total.approved,
        answers_address(question, "approved"),
        _("of %(asked)d that are asked") % {"asked": total.organizations},
    )
    yield counted_number(
        _("Answers that wait"), total.submitted, answers_address(question, "submitted"), _("for approval")
    )


def counted_number(label: str, count: int, href: str, note: str, state: str = "") -> KeyNumber:
    """A count that opens what it counted."""
    return KeyNumber(
        label,
        str(count),
        note=note,
        state=state if count else "",
        href=href if count else "",
        is_count=bool(count),
        value=count,
    )


def where(work: Work) -> str:
    """At how many organizations something is delayed."""
    count = len({delay.organization for delay in work.delays})
    return ngettext("at %(count)d organization", "at %(count)d organizations", count) % {"count": count}


def change_of_share(work: Work) -> str:
    """How the share has moved since the period before, or the day that is named."""
    now, before = work.total.percent_complete, work.total_before.percent_complete
    if now is None or before is None or not work.compared:
        return ""
    return _("%(change)s percentage points since %(period)s") % {
        "change": f"{now - before:+}".replace("-", "−"),
        "period": work.compared,
    }


def attention(work: Work) -> PointList:
    """What asks for attention: delays at most organizations first, then tasks that nobody has answered."""
    points = islice([*delayed_points(work), *silent_points(work)], MOST_POINTS)
    return PointList(
        "attention",
        _("What needs attention"),
        tuple(points),
        empty=_("Nothing is delayed, and everybody who is asked has answered."),
    )


def delayed_points(work: Work) -> Iterator[Point]:
    for _pk, group in groupby(work.delays, key=lambda delay: delay.measure.pk):
        delays = list(group)
        task, measure = delays[0].entry.task, delays[0].measure
        yield Point(
            measure.text,
            "error",
            note=labelled(f"{task.section.number}{task.display_title}", delays_in_words(delays)),
            href=measures_address(work.question, "delayed", task, measure=measure),
        )


def silent_points(work: Work) -> Iterator[Point]:
    """Tasks by how many have said nothing on them, once the period's window has closed or is open."""
    silent = [(work.progress[task.pk].silent, task) for task in work.tasks]
    for count, task in sorted(silent, key=lambda pair: -pair[0]):
        if count:
            said = ngettext(
                "%(count)d organization has handed in no answer yet",
                "%(count)d organizations have handed in no answer yet",
                count,
            )
            yield Point(
                labelled(f"{task.section.number}{task.display_title}", said % {"count": count}),
                "warning",
                href=answers_address(work.question, "silent", task),
            )


def changes(work: Work) -> PointList:
    """What has changed since the period before, or the end of the day that is named, task by task."""
    title = _("What changed")
    if not work.compared:
        return PointList("changes", title, (), empty=_("The year has no earlier period."))
    points = [point for task in work.tasks for point in changes_of(work, task)]
    return PointList(
        "changes",
        title,
        tuple(points[: 2 * MOST_POINTS]),
        note=_("Since %(period)s") % {"period": work.compared},
        empty=_("Nothing has changed since then."),
    )


def changes_of(work: Work, task: Task) -> Iterator[Point]:
    now, before = work.progress[task.pk], work.before[task.pk]
    completed, delayed = now.completed - before.completed, now.delayed - before.delayed
    said = []
    if completed:
        said.append(_("completed %(change)s") % {"change": signed(completed)})
    if delayed:
        said.append(_("delayed %(change)s") % {"change": signed(delayed)})
    if said:
        urgency = "warning" if delayed > 0 else "success" if completed > 0 else "info"
        name = f"{task.section.number}{task.display_title}"
        yield Point(labelled(name, listed(said)), urgency, note=calculation(now))


def signed(change: int) -> str:
    """A change with its sign: "+3", "−1"."""
    return f"{change:+}".replace("-", "−")


def limits_of(work: Work) -> list[str]:
    """Which of the filters that were asked for say nothing about some of what stands here, and what of an
    earlier day is told as it is now (three queries for an earlier day)."""
    question = work.question
    said = told_as_of_now(question)
    if question.outcome:
        said.append(_("The outcome narrows the targets; tasks have states, not outcomes."))
    if question.region:
        said.append(_("Targets that have no figure of this part of the country are left out."))
    return said
