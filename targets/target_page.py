"""What one person sees of one target: gathered once, for its page and for the export of what is shown."""

import datetime as dt
from dataclasses import dataclass

from organizations.models import User
from targets.explanation.contributions import Explanation, explain, lines_behind
from targets.figures.course import Point, course_of
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.series import Year, series_of
from targets.figures.terms import rule_of
from targets.figures.viewpoints import viewpoints
from targets.forecasting.gathering import Expectation, forecast_of
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
    A constant number of queries."""
    organization = viewpoints(user, [target]).get(target.pk)
    years = series_of(target, organization, on=on)
    if organization is None:
        return TargetPage(target, years, None)
    shown = figures_of(organization, [target], on=on)[target.pk]
    lines = lines_behind(shown, user)
    expectation = forecast_of(shown) if shown.as_of is None else None
    view = FigureView(shown, course_of(shown), expectation, explain(shown, lines), lines)
    return TargetPage(target, years, view)
