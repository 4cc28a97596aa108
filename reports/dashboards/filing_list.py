"""The filings that a dashboard counts, one by one: the view to which its counts lead."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.workdays import is_counted_in_weekdays, workdays_between
from reports.dashboards.facts import facts_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Headline, KeyNumber, ShownPage
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.filtersets import ReportingFilter
from targets.wording import DASH
from tasks.filings.discipline import FilingRecord
from tasks.filings.filing_records import records_of
from tasks.filings.timeliness import Timeliness
from tasks.filtersets import FILED
from tasks.models import Filing, ReportingPeriod
from tasks.notices.wording import workdays_left
from texts.punctuation import enumerated, listed

STATUSES = list(Filing.Status)
STANDINGS = (
    *(Timeliness.OVERDUE, Timeliness.LATE, Timeliness.DUE),
    *(Timeliness.ON_TIME, Timeliness.NOT_DUE),
)
# What an address says besides that is no filter.
NO_FILTERS = {"page", "format", "table", "chart", "sort_filings"}


@dataclass(frozen=True)
class FoundFilings:
    """The filings that fit the filters, the latest period first, in the order of the tree; as they stood at
    the end of ``on``. ``submissions`` are when, and by whom, each was submitted last, by its id."""

    question: Question
    on: dt.date
    records: tuple[FilingRecord, ...]
    periods: Mapping[int, ReportingPeriod]
    organizations: Mapping[int, Organization]
    submissions: Mapping[int, tuple[dt.datetime | None, str | None]]


def found_filings(question: Question, chosen: ReportingFilter) -> FoundFilings:
    """What the filters find (five queries)."""
    on = chosen.day or today()
    records = records_of(chosen.qs, on)
    pks = [record.pk for record in records]
    periods = ReportingPeriod.objects.filter(pk__in={record.period for record in records})
    submitted = Filing.objects.filter(pk__in=pks) if chosen.day is None else Filing.objects.none()
    return FoundFilings(
        question=question,
        on=on,
        records=tuple(latest_first(records)),
        periods=periods.select_related("guidance").defer("guidance__source_text").in_bulk(),
        organizations=Organization.objects.in_bulk({record.organization for record in records}),
        submissions={
            pk: (at, name)
            for pk, at, name in submitted.values_list("pk", "submitted_at", "submitted_by__name")
        },
    )


def latest_first(records: Sequence[FilingRecord]) -> list[FilingRecord]:
    """Periods turned round, the tree within each as it is."""
    places = {period: place for place, period in enumerate(dict.fromkeys(one.period for one in records))}
    return sorted(records, key=lambda record: -places[record.period])


def filings_page(
    found: FoundFilings,
    records: Sequence[FilingRecord],
    user: User,
    at: dt.datetime,
    chosen: ReportingFilter,
) -> ShownPage:
    """The view of what was found; its table lists ``records``, all of them or the part that a page shows."""
    question = found.question
    asked = filters_in_words(chosen)
    facts = facts_of(question, user, at, coverage=counted_in_words(found))
    whole = [pair for pair in facts if pair not in question.filters_in_words]
    return ShownPage(
        name=f"filings-{question.organization.code}-{question.guidance.year}",
        title=_("Who has reported"),
        subject=question.organization.full_display_name,
        headline=headline(found, chosen.data),
        facts=(*whole[:2], *asked, *whole[2:]),
        tables=(filings_table(found, records, user),),
    )


def filters_in_words(chosen: ReportingFilter) -> list[tuple[str, str]]:
    """What was chosen, each with its label."""
    said = []
    if chosen.form.is_valid():
        for name, value in chosen.form.cleaned_data.items():
            if value not in {None, ""}:
                field = chosen.form.fields[name]
                words = dict(getattr(field, "choices", [])).get(value, value)
                shown = date_format(words, "DATE_FORMAT") if isinstance(words, dt.date) else str(words)
                said.append((str(field.label), shown))
    return said


def counted_in_words(found: FoundFilings) -> str:
    count = len(found.records)
    return ngettext("%(count)d filing", "%(count)d filings", count) % {"count": count}


def headline(found: FoundFilings, query: QueryDict) -> Headline:
    """How many fit, and how they stand."""
    standings = Counter(record.timeliness(found.on) for record in found.records)
    statuses = Counter(record.status for record in found.records)
    filed = standings[Timeliness.ON_TIME] + standings[Timeliness.LATE]
    said = [
        _("%(filed)d submitted") % {"filed": filed},
        _("%(approved)d approved") % {"approved": statuses[Filing.Status.APPROVED]},
        _("%(on_time)d on time") % {"on_time": standings[Timeliness.ON_TIME]},
        _("%(overdue)d overdue") % {"overdue": standings[Timeliness.OVERDUE]},
    ]
    sentence = _("%(count)s: %(said)s.") % {"count": counted_in_words(found), "said": listed(said)}
    return Headline(
        sentence,
        (
            number(_("Submitted"), filed, query, "timeliness", FILED),
            number(_("Approved"), statuses[Filing.Status.APPROVED], query, "status", Filing.Status.APPROVED),
            number(
                _("Waiting for review"),
                statuses[Filing.Status.SUBMITTED],
                query,
                "status",
                Filing.Status.SUBMITTED,
            ),
            number(_("On time"), standings[Timeliness.ON_TIME], query, "timeliness", Timeliness.ON_TIME),
            number(_("Overdue"), standings[Timeliness.OVERDUE], query, "timeliness", Timeliness.OVERDUE),
        ),
    )


def number(label: str | Promise, counted: int, query: QueryDict, name: str, value: str) -> KeyNumber:
    """A count, which opens what it counts by one filter more; where that is asked for already, it is told
    alone."""
    further = query.copy()
    for key in NO_FILTERS:
        further.pop(key, None)
    is_open = counted > 0 and not further.get(name)
    further[name] = str(value)
    href = f"?{further.urlencode()}" if is_open else ""
    return KeyNumber(str(label), str(counted), href=href, is_count=is_open, value=counted)


# What each column is sorted by; what is None comes last.
KEYS: dict[str, Callable[[FoundFilings, FilingRecord], Any]] = {
    "organization": lambda found, record: str(found.organizations[record.organization].path),
    "period": lambda found, record: place_of(found.periods[record.period]),
    "due_on": lambda _found, record: record.due_on,
    "filed_on": lambda _found, record: record.filed_on,
    "timeliness": lambda found, record: STANDINGS.index(record.timeliness(found.on)),
    "days_late": lambda found, record: record.days_late(found.on) or None,
    "status": lambda _found, record: STATUSES.index(Filing.Status(record.status)),
    "version": lambda _found, record: record.version,
    "submitted_on": lambda found, record: found.submissions.get(record.pk, (None, None))[0],
}


def place_of(period: ReportingPeriod) -> int:
    return int(period.guidance.year) * 100 + period.order


def arranged(found: FoundFilings, order: str) -> list[FilingRecord]:
    """The filings in the order that an address asks for: thousands are sorted before any is made a row."""
    key = KEYS.get(order.removeprefix("-"))
    if key is None:
        return list(found.records)
    keyed = [(key(found, record), record) for record in found.records]
    filled = [pair for pair in keyed if pair[0] is not None]
    # Sorting backwards keeps equals in their order.
    filled.sort(key=lambda pair: pair[0], reverse=order.startswith("-"))
    return [record for _key, record in [*filled, *(pair for pair in keyed if pair[0] is None)]]


def filings_table(found: FoundFilings, records: Sequence[FilingRecord], user: User) -> DataTable:
    """One row for each of ``records``. A department reads who has filed on what it is responsible for, and
    opens its own alone."""
    return DataTable(
        key="filings",
        title=_("Filings"),
        heads=(
            Head("organization", _("Organization"), width=28),
            Head("period", _("Period"), descends=True, width=24),
            Head("due_on", _("Due on")),
            Head("filed_on", _("First submitted on")),
            Head("timeliness", _("Timeliness"), width=20),
            Head("days_late", _("Days late"), is_number=True, descends=True),
            Head("status", _("Status")),
            Head("version", _("Version"), is_number=True, descends=True),
            Head("submitted_on", _("Submitted on"), width=24),
        ),
        rows=tuple(row_of(found, record, user) for record in records),
        empty=_("No filing fits"),
    )


def row_of(found: FoundFilings, record: FilingRecord, user: User) -> Row:
    organization, period = found.organizations[record.organization], found.periods[record.period]
    is_open = user.scope.covers(organization)
    status, standing = Filing.Status(record.status), standing_cell(found, record)
    late = record.days_late(found.on)
    order = {name: key(found, record) for name, key in KEYS.items()}
    return Row(
        f"filing-{record.pk}",
        (
            Cell(
                organization.display_name,
                href=reverse("tasks:filing-detail", args=[record.pk]) if is_open else "",
                order=order["organization"],
            ),
            Cell(str(period), order=order["period"]),
            day_cell(record.due_on),
            day_cell(record.filed_on),
            standing,
            Cell(late or None, "" if late else DASH),
            pill_cell(status.value, status.label, order=order["status"]),
            Cell(record.version),
            submission_cell(found, record),
        ),
    )


def day_cell(day: dt.date | None) -> Cell:
    return Cell(day, DASH if day is None else date_format(day, "DATE_FORMAT"))


def standing_cell(found: FoundFilings, record: FilingRecord) -> Cell:
    """Against its window; while that is open, with the workdays that are left."""
    standing = record.timeliness(found.on)
    said = [str(standing.label)]
    if standing is Timeliness.DUE:
        left = workdays_between(found.on, record.due_on)
        said.append(workdays_left(left, in_weekdays=is_counted_in_weekdays(found.on, record.due_on)))
    return pill_cell(standing.value, enumerated(said), order=STANDINGS.index(standing))


def submission_cell(found: FoundFilings, record: FilingRecord) -> Cell:
    """When the present version was submitted, and by whom; of an earlier day that is not told."""
    at, name = found.submissions.get(record.pk, (None, None))
    if at is None:
        return Cell(None, DASH)
    local = localtime(at)
    words = listed(filter(None, [date_format(local, "DATETIME_FORMAT"), name]))
    return Cell(words, order=local.isoformat())
