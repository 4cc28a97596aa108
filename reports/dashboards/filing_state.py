"""How far the filings of a period are: bureaus and departments apart, and who is late."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.filtersets import LOCAL
from organizations.models import Organization, User
from organizations.page_addresses import page_address
from reports.charts.palette import STATUS
from reports.charts.status_bar import Part, status_bar
from reports.dashboards.shown_page import LegendMark, NamedChart
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.overview import STATUS_ORDER, TIMELINESS_ORDER, Count, Reporting
from tasks.models import Filing
from texts.punctuation import listed

KEY = "filings"


@dataclass(frozen=True, slots=True)
class Group:
    """The filings of organizations of one kind: how many stand where, as counts and as a bar."""

    key: str
    title: str
    counts: tuple[Count, ...]
    chart: NamedChart

    @property
    def total(self) -> int:
        return sum(count.count for count in self.counts)


def groups_of(reported: Reporting) -> list[Group]:
    """Bureaus and departments apart; of a local organization all together, as its list has them."""
    if reported.organization.is_local:
        return [group("all", _("Its own filing and its subordinates'"), reported.statuses, reported)]
    local = group(LOCAL, _("Local bureaus and centers"), reported.local_statuses, reported)
    department = Organization.Kind.DEPARTMENT.value
    departments = group(department, _("Departments"), reported.statuses_of(department), reported)
    return [each for each in (local, departments) if each.total]


def group(key: str, title: str, counts: Sequence[Count], reported: Reporting) -> Group:
    there = tuple(count for count in counts if count.count)
    said = _("%(group)s: filings by status, %(period)s") % {"group": title, "period": reported.period}
    bar = status_bar(
        [Part(count.key, count.label, count.count, count.href) for count in there],
        title=said,
        description=listed(f"{count.label} {count.count}" for count in there),
    )
    legend = tuple(
        LegendMark(f"{count.label} {count.count}", STATUS[count.key], f"mark--{count.key}") for count in there
    )
    return Group(key, title, there, NamedChart(f"filings-{key}", said, bar, legend))


def filings_table(reported: Reporting, user: User) -> DataTable:
    """Of a local organization each filing to it; of others those that are or were late (no query)."""
    organization = reported.organization
    if organization.is_local:
        title = _("Filings of subordinates")
        filings = [each for each in reported.filings if each.organization_id != organization.pk]
    else:
        title, filings = _("Who is late"), reported.late
    return DataTable(
        key=KEY,
        title=title,
        heads=(
            Head("organization", _("Organization"), width=24),
            Head("status", _("Status"), width=14),
            Head("timeliness", _("Timeliness"), width=14),
            Head("due", _("Due on"), width=12),
            Head("filed", _("First submitted"), width=14),
        ),
        rows=tuple(filing_row(filing, user) for filing in filings),
        empty=_("Nobody is late.") if not organization.is_local else _("Nobody files to it."),
    )


def filing_row(filing: Filing, user: User) -> Row:
    """A filing; who may read it is led there."""
    is_readable = user.scope.covers(filing.organization)
    href = page_address("tasks:filing-detail", filing.pk) if is_readable else ""
    status, timeliness = Filing.Status(filing.status), filing.timeliness
    return Row(
        key=f"filing-{filing.pk}",
        cells=(
            Cell(filing.organization.display_name, href=href),
            pill_cell(status, status.label, order=STATUS_ORDER.index(status)),
            pill_cell(timeliness, timeliness.label, order=TIMELINESS_ORDER.index(timeliness)),
            Cell(filing.due_on),
            Cell(filing.filed_on),
        ),
    )
