"""What one person sees of one target: gathered once, for its page and for the export of what is shown."""

import datetime as dt
from dataclasses import dataclass

from organizations.models import User
from targets.explanation.contributions import Explanation, explain, lines_behind
from targets.figures.course import Point, course_in
from targets.figures.queries import TargetFigure
from targets.figures.series import Year, filed_over_years, goals_over_years, series_in
from targets.figures.terms import rule_of
from targets.figures.viewpoints import viewpoints
from targets.forecasting.gathering import Expectation, forecast_in
from targets.models import Measurement, Target
from targets.wording import rule_in_words


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with all that stands beside it: its course, what is expected of it (None for an earlier day),
    who contributes, and the filings behind it."""

    shown: TargetFigure
    points: list[Point]
    expectation: Expectation | None
    explanation: Explanation
    lines: list[Measurement]


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A target over the years; ``view`` is None where its figure lies outside the person's scope."""

    target: Target
    years: list[Year]
    view: FigureView | None

    @property
    def rule(self) -> str:
        return rule_in_words(rule_of(self.target.indicator))


def page_of(target: Target, user: User, *, on: dt.date | None = None) -> TargetPage:
    """What ``user`` sees of ``target``, which comes with indicator and guidance, as it stood on day ``on``.
    A constant number of queries: figure, course, years and forecast are made of what is read once."""
    organization = viewpoints(user, [target]).get(target.pk)
    goals = goals_over_years(target)
    filed = filed_over_years(goals, organization, on=on)
    years = series_in(goals, filed, on=on)
    if filed is None:
        return TargetPage(target, years, None)
    shown = next(year.shown for year in years if year.target is target)
    if shown is None:
        return TargetPage(target, years, None)
    periods = filed.periods[target.guidance_id]
    points = course_in(shown, filed.reports[target.pk], periods)
    lines = lines_behind(shown, user, known=periods)
    expectation = forecast_in(shown, filed, goals) if shown.as_of is None else None
    view = FigureView(shown, points, expectation, explain(shown, lines), lines)
    return TargetPage(target, years, view)
