"""From figures to their charts, with the words that belong to them."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from targets.charts.bullet import bullet_chart
from targets.charts.course import Mark, Wanted, course_chart
from targets.charts.forecast_marks import Expected
from targets.charts.years import Bar, years_chart
from targets.figures.course import Point
from targets.figures.queries import TargetFigure
from targets.figures.series import Year
from targets.forecasting.gathering import Expectation, share_of_year
from targets.wording import amount, ends_in_words, quantity
from texts.punctuation import enumerated, labelled


def bullet_of(shown: TargetFigure | None, *, is_small: bool = False) -> SafeString:
    """A figure against its goal; empty where it is not compared with one. A small one, for a row, has no
    words below it."""
    if shown is None or not shown.is_compared or shown.figure.value is None or not shown.marks:
        return SafeString("")
    return bullet_chart(
        value=shown.figure.value,
        bounds=shown.goal.bounds,
        expected=None if shown.assessment.is_final else shown.assessment.expected,
        title=shown.target.indicator.display_name,
        description=shown.sentence,
        ends="" if is_small else ends_in_words(shown.goal, shown.target.indicator),
    )


def course_drawing(
    shown: TargetFigure,
    points: Sequence[Point],
    expectation: Expectation | None = None,
    *,
    page: str = "",
) -> SafeString:
    """The figure over the year with goal and expected path, and apart from it what is expected of its end.
    Its marks lead to the periods on ``page``, the target's own where the drawing stands elsewhere."""
    indicator = shown.target.indicator
    bounds = shown.goal.bounds if shown.is_compared else ()
    path = () if shown.goal.is_flat else shown.goal.path
    return course_chart(
        [
            Mark(
                name=str(point.period),
                share=share_of_year(shown.target, point.period),
                official=point.official.value,
                provisional=point.provisional.value,
                official_words=quantity(point.official.value, indicator, apart_from=shown.marks),
                provisional_words=quantity(point.provisional.value, indicator, apart_from=shown.marks),
                href=f"{page}#period-{point.period.order}",
            )
            for point in points
        ],
        wanted=Wanted(bounds, shown.goal_in_words, path) if bounds else None,
        title=_("%(indicator)s over the year") % {"indicator": indicator.display_name},
        description=shown.sentence,
        provisional_label=_("provisional"),
        expected=expected_of(expectation),
    )


def expected_of(expectation: Expectation | None) -> Expected | None:
    """A forecast as the chart takes it; None where there is none."""
    if expectation is None or expectation.forecast is None:
        return None
    forecast = expectation.forecast
    return Expected(
        value=forecast.value,
        low=forecast.low,
        high=forecast.high,
        since=forecast.since,
        words=_("Forecast: %(value)s") % {"value": expectation.value_in_words},
        href="#forecast",
    )


def years_drawing(years: Sequence[Year]) -> SafeString:
    """The actual of each year with its goal; empty where there is but one year."""
    if len(years) < 2:
        return SafeString("")
    indicator = years[0].indicator
    return years_chart(
        [
            Bar(
                year=str(year.year),
                actual=year.actual,
                words="" if year.actual is None else amount(year.actual, indicator, apart_from=year.marks),
                bounds=year.bounds,
                is_final=year.is_over and not year.is_stated,
            )
            for year in years
        ],
        title=_("%(indicator)s by year, in %(unit)s")
        % {"indicator": indicator.display_name, "unit": indicator.display_unit},
        description=enumerated(labelled(year.year, year.actual_in_words) for year in years),
    )
