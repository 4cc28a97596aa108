"""A person's notices as a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from organizations.row_batches import RowBatches
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from tasks.models import Notice
from tasks.notices import wording


def notice_table(notices: RowBatches[Notice]) -> Table:
    """What the person was told, in the order of the page."""
    head = columns(
        (_("Day"), 12), (_("What"), 30), (_("About it"), 40), (_("In detail"), 60), (_("Unread"), 8)
    )
    rows: Iterator[Row] = (
        (
            notice.on,
            wording.news(notice),
            wording.subject(notice),
            wording.detail(notice),
            notice.read_at is None,
        )
        for notice in notices.rows()
    )
    return Table(_("Notices"), head, rows, len(notices))
