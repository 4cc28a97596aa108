"""How near the due day of a filing is, in words and as an urgency."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.workdays import workdays_between
from tasks.models import Filing
from tasks.notices.lights import Light, light

URGENCIES = {Light.RED: "error", Light.YELLOW: "warning", Light.GREEN: "info", None: "info"}


def urgency_of(filing: Filing, day: dt.date) -> str:
    """The light beside a filing as the urgency of a point."""
    return URGENCIES[light(filing, day)]


def due_in_words(due_on: dt.date, day: dt.date) -> str:
    """When something is due, and how long that is from ``day`` on or ago."""
    due = _("Due %(day)s") % {"day": date_format(due_on, "DATE_FORMAT")}
    if day > due_on:
        days = (day - due_on).days
        late = ngettext("%(days)d day overdue", "%(days)d days overdue", days) % {"days": days}
        return _("%(due)s, %(how_long)s") % {"due": due, "how_long": late}
    if day == due_on:
        return _("Due today")
    return _("%(due)s, %(how_long)s") % {"due": due, "how_long": workdays_left(day, due_on)}


def workdays_left(day: dt.date, due_on: dt.date) -> str:
    left = workdays_between(day, due_on)
    return ngettext("%(days)d workday left", "%(days)d workdays left", left) % {"days": left}


def days_in_words(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
