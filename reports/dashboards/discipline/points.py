"""What of filing discipline needs somebody, and what has changed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Organization
from reports.dashboards.discipline.gathering import Gathered, Span
from reports.dashboards.discipline.links import FilingLinks
from reports.dashboards.discipline.wording import days, percent, signed
from reports.dashboards.shown_page import Point, PointList
from tasks.filings.discipline import Discipline, FilingRecord
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from texts.punctuation import in_brackets, listed

OFTEN, MOST_NAMED = 2, 5


def point_lists(gathered: Gathered) -> tuple[PointList, ...]:
    """What needs attention this year, the most urgent first, and what is another than a year ago."""
    return (
        PointList(
            key="needs",
            title=_("Needs attention"),
            points=tuple(needs(gathered)),
            empty=_("Nothing is missing, and nobody was late more than once this year."),
        ),
        PointList(
            key="changes",
            title=_("Against the year before"),
            note=_("The same periods of %(year)s.") % {"year": gathered.year - 1},
            points=tuple(changes(gathered)),
            empty=_("There is no year before to compare with."),
        ),
    )


def needs(gathered: Gathered) -> Iterable[Point]:
    """What is missing and what waits, who is late again, and who is given back again."""
    records = gathered.over(Span.YEAR)
    asked = [record for record in records if record.is_asked(gathered.on)]
    yield from missing(gathered, [record for record in asked if record.filed_on is None])
    yield from waiting(gathered, [record for record in records if record.waits_since is not None])
    again = repeated(gathered, [record for record in asked if record.days_late(gathered.on)])
    if again:
        yield Point(
            _("Late in more than one period of %(year)s: %(names)s")
            % {"year": gathered.year, "names": named(again)},
            urgency="warning",
        )
    returned = repeated(gathered, [record for record in asked if record.returns])
    if returned:
        yield Point(
            _("Given back in more than one period of %(year)s: %(names)s")
            % {"year": gathered.year, "names": named(returned)},
            urgency="info",
        )


def missing(gathered: Gathered, records: Sequence[FilingRecord]) -> Iterable[Point]:
    """How many never came, and whose has been missing for longest."""
    if not records:
        return
    longest = max(records, key=lambda record: record.days_late(gathered.on))
    count = len(records)
    yield Point(
        ngettext("%(count)d filing is missing", "%(count)d filings are missing", count) % {"count": count},
        urgency="error",
        note=_("The longest for %(days)s: %(organization)s.")
        % {
            "days": days(longest.days_late(gathered.on)),
            "organization": gathered.organizations[longest.organization].display_name,
        },
        href=FilingLinks.of_year(gathered, gathered.year).due(timeliness=Timeliness.OVERDUE.value),
        is_count=True,
    )


def waiting(gathered: Gathered, records: Sequence[FilingRecord]) -> Iterable[Point]:
    """How many wait for a decision, and for how long the one that waits longest."""
    if not records:
        return
    since = max((gathered.on - (record.waits_since or gathered.on)).days for record in records)
    count = len(records)
    yield Point(
        ngettext("%(count)d filing waits for a decision", "%(count)d filings wait for a decision", count)
        % {"count": count},
        urgency="warning",
        note=_("The longest for %(days)s.") % {"days": days(since)},
        href=FilingLinks.of_year(gathered, gathered.year).listed(status=Filing.Status.SUBMITTED.value),
        is_count=True,
    )


def repeated(gathered: Gathered, records: list[FilingRecord]) -> list[tuple[Organization, int]]:
    """The organizations with at least two of the records, those with the most first."""
    found = [
        (gathered.organizations[pk], len(theirs))
        for pk, theirs in gathered.by_organization(records).items()
        if len(theirs) >= OFTEN
    ]
    return sorted(found, key=lambda pair: -pair[1])


def named(organizations: list[tuple[Organization, int]]) -> str:
    """The first few with how often."""
    shown = listed(
        in_brackets(organization.display_name, times) for organization, times in organizations[:MOST_NAMED]
    )
    return f"{shown}…" if len(organizations) > MOST_NAMED else shown


def changes(gathered: Gathered) -> Iterable[Point]:
    """Rates and days beside those of the year before; nothing where one of the two is unknown."""
    now, before = gathered.this_year, gathered.year_before
    if not (now.asked and before.asked):
        return
    yield moved(_("On-time rate"), now.on_time_rate, before.on_time_rate)
    yield moved(_("Reporting rate"), now.reporting_rate, before.reporting_rate)
    yield from shorter(_("Days late, median"), now.days_late.median, before.days_late.median)
    yield from shorter(_("Days to review, median"), now.review.median, before.review.median)
    yield from returns(now, before)


def moved(what: str, now: Decimal | None, before: Decimal | None) -> Point:
    """A rate that is to be high."""
    change = (now or Decimal(0)) - (before or Decimal(0))
    return Point(
        _("%(what)s: %(now)s, %(change)s percentage points")
        % {"what": what, "now": percent(now), "change": signed(change)},
        urgency=urgency(change),
        note=_("Before: %(before)s") % {"before": percent(before)},
    )


def shorter(what: str, now: Decimal | None, before: Decimal | None) -> Iterable[Point]:
    """Days that are to be few."""
    if now is not None and before is not None:
        yield Point(
            _("%(what)s: %(now)s") % {"what": what, "now": days(now)},
            urgency=urgency(before - now),
            note=_("Before: %(before)s") % {"before": days(before)},
        )


def returns(now: Discipline, before: Discipline) -> Iterable[Point]:
    """Returns that are to be few; nothing where nobody has reported in one of the years."""
    each, each_before = now.returns_per_filing, before.returns_per_filing
    if each is not None and each_before is not None:
        yield Point(
            _("Returns for each filing: %(now)s") % {"now": each},
            urgency=urgency(each_before - each),
            note=_("Before: %(before)s") % {"before": each_before},
        )


def urgency(gain: Decimal) -> str:
    """Better, as before, or worse."""
    return "success" if gain > 0 else "warning" if gain < 0 else "info"
