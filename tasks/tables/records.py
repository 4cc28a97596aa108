"""What stands beside the lines of a filing as tables: remarks, evidence, and the receipts of its versions."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from tasks.evidence.kinds import BY_MEDIA_TYPE
from tasks.lines.checked_lines import CheckedLine
from tasks.models import Evidence, Filing, FilingSnapshot, Remark

DAY, INSTANT, NAME, WIDE, SUM = 12, 18, 20, 40, 66
# The kind and subject by which lines are known; those of the whole filing.
type Subjects = Mapping[tuple[str, int | None], str]
WHOLE = ("", None)


def subjects_of(lines: Iterable[CheckedLine], lost: Iterable[tuple[str, int, str]]) -> Subjects:
    """What the lines of a page are called, those that were taken away since included."""
    found: dict[tuple[str, int | None], str] = {WHOLE: _("The whole filing")}
    found |= {(kind, subject): name for kind, subject, name in lost}
    found |= {(checked.kind.key, checked.line.subject_id): str(checked.subject) for checked in lines}
    return found


def remark_table(remarks: Sequence[Remark], subjects: Subjects) -> Table:
    """Every word of the remarks on what a page shows, the oldest remark first with its answers."""
    head = columns(
        (_("About"), WIDE),
        (_("Version"), 8),
        (_("Organization"), NAME),
        (_("What"), DAY),
        (_("When"), INSTANT),
        (_("By"), NAME),
        (_("Words"), 60),
        (_("Resolved"), 8),
    )
    rows: list[Row] = [
        (
            subjects[remark.kind, remark.subject_id],
            remark.version,
            remark.organization.display_name,
            step.get_step_display(),
            step.at,
            step.by.name,
            step.text,
            remark.is_resolved,
        )
        for remark in remarks
        if (remark.kind, remark.subject_id) in subjects
        for step in remark.talk
    ]
    return Table(_("Remarks"), head, rows, len(rows))


def evidence_table(lines: Iterable[CheckedLine]) -> Table:
    """The files at the lines that a page shows, in the order of the lines."""
    head = columns(
        (_("About"), WIDE),
        (_("File"), WIDE),
        (_("Kind"), NAME),
        (_("Size (bytes)"), DAY),
        (_("By"), NAME),
        (_("When"), INSTANT),
        (_("SHA-256"), SUM),
    )
    rows = [evidence_row(checked, file) for checked in lines for file in checked.evidence]
    return Table(_("Evidence"), head, rows, len(rows))


def evidence_row(checked: CheckedLine, file: Evidence) -> Row:
    kind = BY_MEDIA_TYPE.get(file.media_type)
    return (
        str(checked.subject),
        file.name,
        str(kind.label) if kind else file.media_type,
        file.size,
        str(file.uploaded_by),
        file.uploaded_at,
        file.sha256,
    )


def receipt_table(filing: Filing, snapshots: Sequence[FilingSnapshot]) -> Table:
    """Every version that was submitted, the latest first."""
    head = columns(
        (_("Version"), 8),
        (_("Receipt number"), NAME),
        (_("Submitted to"), NAME),
        (_("Submitted by"), NAME),
        (_("Submitted at"), INSTANT),
        (_("Checksum (SHA-256)"), SUM),
    )
    rows: list[Row] = [
        (
            snapshot.version,
            filing.receipt_number,
            filing.reports_to.full_display_name,
            str(snapshot.by),
            snapshot.at,
            snapshot.sha256,
        )
        for snapshot in snapshots
    ]
    return Table(_("Receipt of the submission"), head, rows, len(rows))
