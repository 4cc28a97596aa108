"""The spreadsheets that organizations keep themselves, as a table."""

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from tasks.models import OwnSpreadsheet


def own_spreadsheets_table(rows: Sequence[OwnSpreadsheet]) -> Table:
    """Each with how much of it is mapped (``with_counts``)."""
    head = columns(
        (_("Name of the spreadsheet"), 40),
        (_("Organization"), 20),
        (_("What the spreadsheet holds"), 36),
        (_("Mapped fields"), 12),
        (_("Sample file"), 40),
        (_("Changed at"), 18),
        (_("Changed by"), 16),
    )
    return Table(_("Own spreadsheets"), head, map(table_row, rows), len(rows))


def table_row(row: OwnSpreadsheet) -> Row:
    return (
        row.name,
        str(row.organization),
        row.get_shape_display(),
        getattr(row, "entry_count", 0),
        row.file_name,
        f"{localtime(row.changed_at):%Y-%m-%d %H:%M}",
        str(row.changed_by),
    )
