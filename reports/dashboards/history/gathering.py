"""The figures of all years, read in one pass however many years there are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from organizations.calendar import today
from reports.dashboards.question import Question
from reports.dashboards.target_rows import among_of
from targets.arithmetic.outcome import Outcome
from targets.figures.course import Point, course_in
from targets.figures.queries import Filed, TargetFigure, asked_of, filed_on
from targets.figures.series import Year, baselines_of, compared, years_of
from targets.models import Indicator, Target
from tasks.models import Guidance


def outcome_of(year: Year) -> Outcome:
    """How a year's figure stood against its goal."""
    return Outcome.NO_DATA if year.shown is None else year.shown.outcome


@dataclass(frozen=True)
class IndicatorHistory:
    """One indicator: its years, the earliest first, and how it went over the year in view."""

    indicator: Indicator
    years: tuple[Year, ...]
    shown: TargetFigure | None
    course: tuple[Point, ...]

    @cached_property
    def by_year(self) -> Mapping[int, Year]:
        return {year.year: year for year in self.years}

    @property
    def judged(self) -> list[Year]:
        """The years that are over and were compared with a goal, not those that await a judgement."""
        return [
            year
            for year in self.years
            if year.is_over and year.is_judged and outcome_of(year) is not Outcome.NO_DATA
        ]

    @property
    def reached(self) -> int:
        """In how many of them the goal was reached."""
        return sum(outcome_of(year) is Outcome.MET for year in self.judged)

    @property
    def last_over(self) -> Year | None:
        """The last year that is over and has an actual."""
        return next((year for year in reversed(self.years) if year.is_over and year.actual is not None), None)


@dataclass(frozen=True)
class Histories:
    """Every indicator on which the organization has a figure, in the order of the latest guidance that has a
    goal on it."""

    question: Question
    on: dt.date
    found: tuple[IndicatorHistory, ...]

    @property
    def years(self) -> list[int]:
        """All years of which anything is told."""
        return sorted({year.year for one in self.found for year in one.years})


def histories(question: Question) -> Histories:
    """The figures of all years (four queries, one more for shares or a region and one where there are
    supplements; a few more for an earlier day)."""
    among, day = among_of(question), question.on or today()
    targets = asked_of(question.organization, targets_told(question), among)
    filed = filed_on(
        question.organization, targets, on=question.on, with_submitted=question.with_submitted, among=among
    )
    by_indicator: dict[int, list[Target]] = {}
    for target in targets:
        by_indicator.setdefault(target.indicator_id, []).append(target)
    found = [history_of(question, filed, theirs, day) for theirs in by_indicator.values()]
    return Histories(question, day, tuple(one for one in found if is_asked(question, one)))


def targets_told(question: Question) -> list[Target]:
    """The goals of all years on indicators that are looked at, the earliest year first, in the order of the
    latest guidance (one query). Department and section narrow by the goals of the year in view."""
    related = ["indicator", "guidance"]
    if question.department or question.section:
        related += ["responsible", "section"]
    every = list(
        Target.objects.current()
        .filter(guidance__status=Guidance.Status.PUBLISHED)
        .select_related(*related)
        .defer("guidance__source_text")
        .order_by("guidance__year", "order")
    )
    places = {target.indicator_id: (-target.guidance.year, target.order) for target in every}
    if question.department or question.section:
        of_year = [target for target in every if target.guidance_id == question.guidance.pk]
        kept = {target.indicator_id for target in question.kept_targets(of_year)}
        every = [target for target in every if target.indicator_id in kept]
    return sorted(every, key=lambda target: (places[target.indicator_id], target.guidance.year))


def history_of(question: Question, filed: Filed, targets: list[Target], day: dt.date) -> IndicatorHistory:
    """One indicator out of what was read; its targets, the earliest year first (no query)."""
    figures = {target.pk: filed.figure(target) for target in targets}
    is_national = not question.organization.is_local and filed.among is None
    baselines = baselines_of(targets) if is_national else {}
    in_view = next((target for target in targets if target.guidance_id == question.guidance.pk), None)
    shown = None if in_view is None else filed.figure(in_view, question.period)
    course = (
        course_in(shown, filed.reports[shown.target.pk], filed.periods[shown.target.guidance_id])
        if shown is not None
        else []
    )
    years = compared(years_of(targets, figures, baselines, day))
    return IndicatorHistory(targets[-1].indicator, tuple(years), shown, tuple(course))


def is_asked(question: Question, history: IndicatorHistory) -> bool:
    """Whether its outcome in the year in view is the one that is asked for."""
    if question.outcome is None:
        return True
    shown = history.shown
    outcome = shown.outcome if shown is not None and shown.is_compared else Outcome.NO_DATA
    return outcome is question.outcome
