"""Lists of reports, of exports and of cases as tables: the same rows and words as their pages."""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import User
from organizations.row_batches import BATCH, RowBatches
from reports.material.ranking import RankedCase, ranked_rows
from reports.models import Export, Publication
from reports.readiness import Row as ReadinessRow
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Number, Row
from tasks.filings.timeliness import Timeliness
from tasks.models import CaseStudy

INSTANT, NAME, STATE, WIDE = 18, 24, 14, 40


def export_table(exports: RowBatches[Export]) -> Table:
    """Earlier exports, the latest first."""
    head = columns(
        (_("Requested"), INSTANT),
        (_("Organization"), WIDE),
        (_("Forms"), NAME),
        (_("Language"), STATE),
        (_("Size (bytes)"), STATE),
        (_("By"), STATE),
        (_("State"), STATE),
        (_("SHA-256"), 66),
    )
    return Table(_("Earlier exports"), head, map(export_row, exports.rows()), len(exports))


def export_row(export: Export) -> Row:
    return (
        export.requested_at,
        subject_of(export),
        pgettext("between names", ", ").join(key.value for key in export.form_keys),
        export.get_language_display(),
        export.size,
        str(export.requested_by),
        export.get_status_display(),
        export.sha256,
    )


def publication_table(publications: QuerySet[Publication]) -> Table:
    """Published reports, the latest year first (one query)."""
    head = columns(
        (_("Year"), 8),
        (_("Guidance"), WIDE),
        (_("Document number"), NAME),
        (_("Version"), 10),
        (_("Published on"), STATE),
    )
    rows: list[Row] = [
        (
            publication.guidance.year,
            publication.guidance.title,
            str(publication.report.number),
            publication.report.version,
            publication.published_on,
        )
        for publication in publications
    ]
    return Table(_("Published reports"), head, rows, len(rows))


def subject_of(export: Export) -> str:
    """Whose reports an export is of."""
    named = str(export.organization)
    if export.scope == Export.Scope.ALL:
        named = _("%(organization)s and all who file to it") % {"organization": named}
    elif export.scope == Export.Scope.HANDED_IN:
        named = " · ".join(filter(None, [_("Reports handed in"), export.among and export.among_in_words]))
    return f"{named} · {_('with what waits for approval')}" if export.with_submitted else named


def readiness_table(rows: Iterable[ReadinessRow]) -> Table:
    """How far the organizations are with their reports."""
    head = columns(
        (_("Organization"), NAME),
        (_("Report"), NAME),
        (_("Version"), 10),
        (_("Frozen at"), INSTANT),
        (_("Timeliness"), STATE),
    )
    cells: list[Row] = [
        (
            str(row.organization),
            str(row.state_label),
            row.report.version if row.report else None,
            row.report.frozen_at if row.report else None,
            str(Timeliness(row.filing.timeliness).label),
        )
        for row in rows
    ]
    return Table(_("How far the organizations are"), head, cells, len(cells))


def case_table(cases: QuerySet[CaseStudy], user: User) -> Table:
    """Cases as the person sees them in the ranking, in its order: ranks are those within what is listed, so
    that the list is read as a whole, 500 rows at a time (two queries, and three for each 500 rows)."""
    head = columns(
        (_("Rank"), 8),
        (_("Case study"), WIDE),
        (_("Case of the year"), STATE),
        (_("Organization"), NAME),
        (_("Mean"), 10),
        (_("Scored by"), 10),
        (_("innovation"), 10),
        (_("effect"), 10),
        (_("transferability"), 10),
    )
    return Table(_("Scoring of cases"), head, case_rows(cases, user), cases.count())


def case_rows(cases: QuerySet[CaseStudy], user: User) -> Iterator[Row]:
    for batch in batched(cases.iterator(chunk_size=BATCH), BATCH):
        yield from map(case_row, ranked_rows(user, batch))


def case_row(row: RankedCase) -> Row:
    own: Any = row.own
    return (
        row.rank,
        row.case.title or row.case.label,
        row.of_year is not None,
        str(row.case.filing.organization),
        Number(row.mean.points, 2) if row.mean else None,
        row.scorers,
        *((own.innovation, own.effect, own.transferability) if own else (None, None, None)),
    )
