"""What a figure was before: last period, at the same time of last year, at last year's end (design R10)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from organizations.models import Organization
from targets.explanation.addresses import address_of
from targets.figures.course import point_at
from targets.figures.queries import Filed, TargetFigure
from targets.figures.rows import targets_last_year
from targets.figures.series import Year, baselines_of, years_of
from targets.figures.supplements import known_with
from targets.models import Target
from targets.wording import change_in_words, quantity
from texts.punctuation import in_brackets


@dataclass(frozen=True, slots=True)
class PreviousValue:
    """An earlier figure: when, how much, and how far the present one lies from it; ``url`` explains it."""

    label: str
    words: str
    change: str
    url: str = ""


def goal_before(target: Target, organization: Organization) -> Target | None:
    """Last year's goal on the same indicator, where the organization has a figure on it (one query)."""
    return next(iter(targets_last_year(organization, [target], None).values()), None)


def previous_values(shown: TargetFigure, filed: Filed, before: Target | None) -> list[PreviousValue]:
    """The figures that ``shown`` is read beside, out of what was read on its target and on last year's,
    ``before`` (no query); those that are unknown are left out. Beside a provisional figure, and a region's
    part, stands last period's of the same kind alone."""
    if shown.period is None:
        return []
    values = [last_period(shown, filed)]
    if not shown.is_provisional and shown.among is None:
        values += last_year(shown, filed, before)
    return [value for value in values if value is not None]


def last_period(shown: TargetFigure, filed: Filed) -> PreviousValue | None:
    order = shown.period.order if shown.period else 0
    reports, periods = filed.reports[shown.target.pk], filed.periods[shown.target.guidance_id]
    earlier = [period for period in periods if period.order < order]
    if not earlier:
        return None
    point = point_at(earlier[-1], known_with(reports, earlier[-1]), shown)
    figure = point.provisional if shown.is_provisional else point.official
    return compared(shown, str(point.period), figure.value)


def last_year(shown: TargetFigure, filed: Filed, before: Target | None) -> list[PreviousValue | None]:
    """The same period of the year before, where it has one, and the end of that year."""
    year = year_before(shown, filed, before)
    if year is None:
        return []
    same = None if before is None else at_the_same_time(shown, filed, before)
    at_end = _("Year end %(year)s") % {"year": year.year}
    label = in_brackets(at_end, year.remark) if year.remark else at_end
    ended = compared(shown, label, year.actual, address_of(year.shown) if year.shown else "")
    if same is None or (same.period is not None and same.period.is_year_end):
        return [ended]
    return [compared(shown, str(same.period), same.figure.value, address_of(same)), ended]


def year_before(shown: TargetFigure, filed: Filed, before: Target | None) -> Year | None:
    """What last year came to, or what this year's guidance states of it; None where neither is there."""
    figures = {} if before is None else {before.pk: filed.figure(before)}
    baselines = {} if filed.organization.is_local else baselines_of([shown.target])
    goals = [shown.target] if before is None else [before, shown.target]
    years = years_of(goals, figures, baselines, filed.on)
    return next((year for year in years if year.year == shown.target.guidance.year - 1), None)


def at_the_same_time(shown: TargetFigure, filed: Filed, before: Target) -> TargetFigure | None:
    """Last year's figure with the period that ends on the same day of the year."""
    if shown.period is None:
        return None
    day = (shown.period.ends_on.month, shown.period.ends_on.day)
    periods = filed.periods[before.guidance_id]
    same = next((period for period in periods if (period.ends_on.month, period.ends_on.day) == day), None)
    return None if same is None else filed.figure(before, same)


def compared(shown: TargetFigure, label: str, value: Decimal | None, url: str = "") -> PreviousValue | None:
    """An earlier value beside the present one; None where there was none."""
    if value is None:
        return None
    indicator, now = shown.target.indicator, shown.figure.value
    change = "" if now is None else change_in_words(value, now, indicator)
    return PreviousValue(label, quantity(value, indicator), change, url)
