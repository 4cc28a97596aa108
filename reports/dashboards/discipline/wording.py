"""Rates, days and changes in words."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from targets.wording import DASH, MINUS
from tasks.filings.discipline import Discipline
from texts.numbers import grouped_number


def percent(rate: Decimal | None) -> str:
    """ "91.2%"; a dash where nothing fell due."""
    return DASH if rate is None else f"{rate:.1f}%"


def days(number: Decimal | int | None) -> str:
    """ "3.5 days"; a dash where there are none."""
    if number is None:
        return DASH
    shown = grouped_number(Decimal(number))
    return ngettext("%(days)s day", "%(days)s days", 1 if number == 1 else 2) % {"days": shown}


def signed(change: Decimal) -> str:
    """ "+4.1" or "−0.8"; "±0" where nothing moved."""
    if not change:
        return "±0"
    return f"+{change}" if change > 0 else f"{MINUS}{-change}"


def points_since(now: Decimal | None, before: Decimal | None, year: int) -> str:
    """How a rate moved against the same periods of a year; "" where either is unknown."""
    if now is None or before is None:
        return ""
    return _("%(change)s percentage points on %(year)s") % {"change": signed(now - before), "year": year}


def sentence(now: Discipline, before: Discipline, year: int) -> list[str]:
    """The statements of the headline."""
    if not now.asked:
        return [_("Nothing has fallen due in %(year)s yet") % {"year": year}]
    on_time = _("On-time rate %(rate)s") % {"rate": percent(now.on_time_rate)}
    change = points_since(now.on_time_rate, before.on_time_rate, year - 1)
    said = [_("%(fact)s, %(change)s") % {"fact": on_time, "change": change} if change else on_time]
    said.append(_("reporting rate %(rate)s") % {"rate": percent(now.reporting_rate)})
    if now.days_late.count:
        said.append(_("late by %(days)s in the median") % {"days": days(now.days_late.median)})
    if now.review.count:
        said.append(_("reviewed in %(days)s in the median") % {"days": days(now.review.median)})
    return said
