"""What became of the workbooks of many filings, as a table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from tasks.models import BundlePart


def bundle_table(parts: Sequence[BundlePart]) -> Table:
    """A row for each filing, in the order of the page."""
    head = columns(
        (_("Organization"), 24),
        (_("Period"), 22),
        (_("File"), 40),
        (_("What became of it"), 24),
        (_("Lines that change"), 10),
        (_("Conflicts"), 10),
        (_("Errors"), 10),
        (pgettext("bundle", "Unchanged"), 10),
        (_("In detail"), 80),
    )
    return Table(_("Many filings at once"), head, map(part_row, parts), len(parts))


def part_row(part: BundlePart) -> Row:
    return (
        str(part.filing.organization) if part.filing else None,
        str(part.filing.period) if part.filing else None,
        part.name or None,
        standing_of(part),
        part.changed,
        part.conflicts,
        part.errors,
        part.unchanged,
        "\n".join([*([part.problem] if part.problem else []), *part.findings]) or None,
    )


def standing_of(part: BundlePart) -> str:
    """What became of a part, in few words."""
    states = BundlePart.State
    if not part.bundle.is_brought:
        return _("In the file") if part.state == states.DONE else part.get_state_display()
    if part.workbook is not None and part.workbook.undone_at is not None:
        return pgettext("bundle", "Undone")
    if part.state == states.DONE or (part.workbook is not None and part.workbook.is_taken_over):
        return pgettext("bundle", "Taken over")
    if part.state == states.READ and not part.is_good:
        return (
            _("Nothing changes")
            if not (part.changed or part.errors or part.conflicts)
            else _("To be looked at")
        )
    return _("Can be taken over") if part.is_good else part.get_state_display()
