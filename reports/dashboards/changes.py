"""What has changed on a dashboard since somebody was last there, or since a day that one names."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.calendar import end_of
from organizations.models import Organization, User
from organizations.page_addresses import page_address
from organizations.prepared_queries import PreparedQuery
from reports.addresses import moved_address
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point, PointList, ShownPage
from reports.dashboards.since import Since, since_visit
from reports.overview import filings_beneath, filings_beneath_one
from targets.arithmetic.outcome import Outcome
from targets.explanation.addresses import address_of
from targets.figures.movements import Movement, day_before, figures_before, movements_of
from targets.figures.queries import Filed, TargetFigure, figures_of
from targets.figures.reports import filings_of
from targets.wording import change_in_words, outcome_label, quantity
from tasks.filings.moves import MOVE_COUNTS, Move, MovedFiling, acts_on, moved_by
from tasks.models import Amendment, Filing, FilingEvent, Task
from texts.punctuation import enumerated, first_of, labelled, sentences

KEY, FILED = "changes", "filed"
NO_FIGURES: Mapping[int, TargetFigure] = {}
# So many names say who it was; of more the first are named.
NAMED = 4
# The plan is amended a few times a year; the list of amendments has them all.
MOST_AMENDMENTS = 5
URGENCY = {
    Outcome.MET: "success",
    Outcome.ON_TRACK: "success",
    Outcome.AT_RISK: "warning",
    Outcome.OFF_TRACK: "error",
    Outcome.NO_DATA: "info",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What has happened since a moment: the filings that moved, the figures that did, and what was amended in
    the plan. ``moved`` are those that the dashboard counts, of its whole year, the latest first."""

    question: Question
    since: Since
    moved: tuple[MovedFiling, ...]
    movements: tuple[Movement, ...]
    amendments: tuple[Amendment, ...]

    @property
    def points(self) -> PointList:
        """The changes in words, each leading to what changed."""
        points = [
            *self.counts(),
            *(moved_figure(movement, self.question) for movement in self.movements),
            *self.supplements(),
            *amended_points(self.amendments, self.question),
        ]
        return PointList(
            key=KEY,
            title=_("What has changed"),
            points=tuple(points),
            note=self.since.in_words,
            empty=_("Nothing has changed since then."),
        )

    def counts(self) -> Iterator[Point]:
        """How many filings have moved, by what happened to them, each opening their list."""
        for move in Move:
            filings = [filing for filing in self.moved if move in filing.moves]
            if filings:
                text = str(MOVE_COUNTS[move] % {"count": len(filings)})
                yield Point(text, note=named(filings), href=self.listed(move), is_count=True)

    def listed(self, move: Move) -> str:
        """Where the filings are listed to which that happened in the time that is told of."""
        asked, until = self.question, end_of_question(self.question)
        return moved_address(
            asked.organization,
            asked.guidance.year,
            move,
            since=self.since.moment.isoformat(),
            until=until.isoformat() if until else "",
            region=asked.region or "",
        )

    def supplements(self) -> Iterator[Point]:
        """Which results have come in after the year end (design R6). A department reads that they are there,
        and opens its own filings alone (R18)."""
        is_open = not self.question.organization.is_department
        filings = [each for each in self.moved if each.is_supplement and Move.APPROVED in each.moves]
        for filing in filings:
            text = _("Supplement approved: %(organization)s") % {"organization": filing.organization}
            yield Point(text, href=page_address("tasks:filing-detail", filing.filing) if is_open else "")

    @property
    def newly_approved(self) -> int:
        """How many more filings of the period stand approved than did; below zero, how many fewer."""
        period = self.question.period.pk
        return sum(
            (each.status == Filing.Status.APPROVED) - (each.status_before == Filing.Status.APPROVED)
            for each in self.moved
            if each.period == period
        )


def changes_of(
    question: Question, since: Since, filed: Filed | None, now: Mapping[int, TargetFigure]
) -> Changes:
    """What has changed (two queries, one more for a department, and at most two more where something was
    handed in, approved or given back; a few more for an earlier day).

    ``now`` are the figures shown, by target id, made of what was ``filed``; None where there are none.
    """
    until = end_of_question(question)
    moved, counted = moves_of(question, since.moment, until)
    return Changes(
        question=question,
        since=since,
        moved=tuple(reversed(counted)),
        movements=tuple(movements_since(question, since.moment, filed, now, moved)),
        amendments=amendments_since(question, since),
    )


def with_changes(
    page: ShownPage,
    question: Question,
    user: User,
    at: dt.datetime,
    *,
    filed: Filed | None = None,
    now: Mapping[int, TargetFigure] = NO_FIGURES,
) -> ShownPage:
    """A view with what has been filed, decided and amended since the person's last visit or the day that is
    named (three queries, one more for a department), and where it shows figures which of them moved."""
    changes = changes_of(question, since_visit(question, user, at), filed, now).points
    if filed is None:
        changes = replace(changes, key=FILED, title=_("Filed and decided"))
    return replace(page, lists=(*page.lists, changes))


def end_of_question(question: Question) -> dt.datetime | None:
    """Until when changes are told: to the end of the earlier day that is asked for, else to now."""
    return end_of(question.on) if question.on is not None else None


def amendments_since(question: Question, since: Since, task: Task | None = None) -> tuple[Amendment, ...]:
    """The latest amendments of the plan, or of one of its tasks (one query)."""
    found = latest_amendments.rows(
        guidance=question.guidance.pk,
        since=since.moment,
        until=end_of_question(question),
        task=task and task.pk,
    )
    return tuple(found)


@PreparedQuery
def latest_amendments(
    guidance: int, since: dt.datetime, until: dt.datetime | None, task: int | None
) -> QuerySet[Amendment]:
    amendments = Amendment.objects.filter(guidance=guidance, at__gte=since)
    if task is not None:
        amendments = amendments.filter(task=task)
    if until is not None:
        amendments = amendments.filter(at__lt=until)
    return amendments[:MOST_AMENDMENTS]


def amended_points(amendments: Iterable[Amendment], question: Question) -> Iterator[Point]:
    """What was amended in the plan, and why."""
    address = page_address("tasks:amendment-list", question.guidance.year)
    for amendment in amendments:
        text = labelled(_("Plan amended"), amendment.subject)
        yield Point(text, note=amendment.reason, href=f"{address}#amendment-{amendment.pk}")


def moves_of(
    question: Question, since: dt.datetime, until: dt.datetime | None
) -> tuple[list[MovedFiling], list[MovedFiling]]:
    """All filings of the year that have moved, of those behind the figures and those that the dashboard
    counts, and the latter alone (one query; two for a department, which counts fewer than stand behind)."""
    organization, guidance = question.organization, question.guidance
    if not organization.is_department:
        acts = acts_beneath.rows(
            kind=Organization.Kind(organization.kind),
            organization=organization.pk,
            guidance=guidance.pk,
            since=since,
            until=until,
        )
        moved = moved_by(acts)
        return moved, [each for each in moved if question.keeps_organization(each.organization)]
    moved = moved_by(acts_behind.rows(guidance=guidance.pk, since=since, until=until))
    counted = filings_beneath(organization).filter(pk__in=[each.filing for each in moved])
    known = set(counted.values_list("pk", flat=True)) if moved else set()
    kept = [each for each in moved if each.filing in known]
    return moved, [each for each in kept if question.keeps_organization(each.organization)]


@PreparedQuery
def acts_beneath(
    kind: Organization.Kind,
    organization: int,
    guidance: int,
    since: dt.datetime,
    until: dt.datetime | None,
) -> QuerySet[FilingEvent, tuple[Any, ...]]:
    counted = filings_beneath_one(kind, organization).filter(period__guidance=guidance)
    return acts_on(counted, since=since, until=until)


@PreparedQuery
def acts_behind(
    guidance: int, since: dt.datetime, until: dt.datetime | None
) -> QuerySet[FilingEvent, tuple[Any, ...]]:
    """Those on the filings behind the figures of a department."""
    return acts_on(filings_of(None).filter(period__guidance=guidance), since=since, until=until)


def movements_since(
    question: Question,
    since: dt.datetime,
    filed: Filed | None,
    now: Mapping[int, TargetFigure],
    moved: Sequence[MovedFiling],
) -> list[Movement]:
    """The figures that moved. Those of an earlier day are compared with what the log and all versions say of
    the moment: what has happened after that day says nothing of them."""
    if filed is None or not now:
        return []
    if question.on is None:
        before = figures_before(filed, now, moved, since, until=question.period)
    else:
        before = figures_of(
            question.organization,
            [shown.target for shown in now.values()],
            on=day_before(since),
            until=question.period,
            with_submitted=question.with_submitted,
            among=filed.among,
        )
    return movements_of(now, before, moved)


def moved_figure(movement: Movement, question: Question) -> Point:
    """From what to what a figure moved, through whom, and how it is judged since."""
    shown = movement.now
    said = [change_of(movement), judged_otherwise(movement)]
    note = sentences([values_of(movement), named(movement.movers)]) if movement.has_moved else ""
    return Point(
        text=labelled(shown.target.indicator.display_name, enumerated(filter(None, said))),
        urgency=URGENCY[shown.outcome] if movement.is_judged_otherwise else "info",
        note=note,
        href=address_of(shown, region=question.region),
    )


def change_of(movement: Movement) -> str:
    """By how much it moved: "+121.5 亿元 (+4.2%)"; "" where it did not."""
    before, now = movement.before.figure.value, movement.now.figure.value
    if not movement.has_moved:
        return ""
    if before is None:
        return _("first figure, %(value)s") % {"value": movement.now.value_in_words}
    if now is None:
        return _("no figure any more")
    return change_in_words(before, now, movement.now.target.indicator)


def values_of(movement: Movement) -> str:
    """What it was and what it is; "" where one of them is not there."""
    before, now = movement.before.figure.value, movement.now.figure.value
    if before is None or now is None:
        return ""
    indicator = movement.now.target.indicator
    values = {"before": quantity(before, indicator), "after": movement.now.value_in_words}
    return _("%(before)s → %(after)s.") % values


def judged_otherwise(movement: Movement) -> str:
    if not movement.is_judged_otherwise:
        return ""
    before, now = movement.before, movement.now
    return _("%(before)s → %(after)s") % {
        "before": before.outcome_in_words,
        "after": outcome_label(now.outcome, has_answer=now.has_answer),
    }


def named(filings: Iterable[MovedFiling]) -> str:
    """Whose filings they are, each organization once, the first few by name."""
    return first_of(list(dict.fromkeys(str(filing.organization) for filing in filings)), NAMED)
