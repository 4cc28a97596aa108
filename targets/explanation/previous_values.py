"""What a figure was before: last period, at the same time of last year, at last year's end (design R10)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from targets.explanation.addresses import address_of
from targets.figures.course import course_of
from targets.figures.periods import periods_of
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.series import Year, series_of
from targets.wording import change_in_words, quantity
from texts.punctuation import in_brackets


@dataclass(frozen=True, slots=True)
class PreviousValue:
    """An earlier figure: when, how much, and how far the present one lies from it; ``url`` explains it."""

    label: str
    words: str
    change: str
    url: str = ""


def previous_values(shown: TargetFigure) -> list[PreviousValue]:
    """The figures that ``shown`` is read beside; those that are unknown are left out (some ten queries).
    Beside a provisional figure, and a region's part, stands last period's of the same kind alone."""
    if shown.period is None:
        return []
    if shown.is_provisional or shown.among is not None:
        return [value for value in [last_period(shown)] if value is not None]
    years = {year.year: year for year in series_of(shown.target, shown.organization, on=shown.as_of)}
    last = years.get(shown.target.guidance.year - 1)
    values = [last_period(shown), *(last_year(shown, last) if last else [])]
    return [value for value in values if value is not None]


def last_period(shown: TargetFigure) -> PreviousValue | None:
    order = shown.period.order if shown.period else 0
    earlier = [
        point for point in course_of(shown) if not point.period.is_supplement and point.period.order < order
    ]
    if not earlier:
        return None
    point = earlier[-1]
    figure = point.provisional if shown.is_provisional else point.official
    return compared(shown, str(point.period), figure.value)


def last_year(shown: TargetFigure, year: Year) -> list[PreviousValue | None]:
    """The same period of the year before, where it has one, and the end of that year."""
    same = at_the_same_time(shown, year)
    at_end = _("Year end %(year)s") % {"year": year.year}
    label = in_brackets(at_end, year.remark) if year.remark else at_end
    ended = compared(shown, label, year.actual, address_of(year.shown) if year.shown else "")
    if same is None or (same.period is not None and same.period.is_year_end):
        return [ended]
    return [compared(shown, str(same.period), same.figure.value, address_of(same)), ended]


def at_the_same_time(shown: TargetFigure, year: Year) -> TargetFigure | None:
    """Last year's figure with the period that ends on the same day of the year (four queries)."""
    if year.target is None or year.shown is None or shown.period is None:
        return None
    day = (shown.period.ends_on.month, shown.period.ends_on.day)
    periods = periods_of([year.target])[year.target.guidance_id]
    same = next((period for period in periods if (period.ends_on.month, period.ends_on.day) == day), None)
    if same is None:
        return None
    return figures_of(shown.organization, [year.target], on=shown.as_of, until=same)[year.target.pk]


def compared(shown: TargetFigure, label: str, value: Decimal | None, url: str = "") -> PreviousValue | None:
    """An earlier value beside the present one; None where there was none."""
    if value is None:
        return None
    indicator, now = shown.target.indicator, shown.figure.value
    change = "" if now is None else change_in_words(value, now, indicator)
    return PreviousValue(label, quantity(value, indicator), change, url)
