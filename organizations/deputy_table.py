"""Who stands in for whom as a table: all namings of a person's own, and those in which they stand in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from organizations.models import Deputy
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row

DAY, INSTANT, NAME, WIDE = 12, 18, 20, 40


def deputy_table(title: str, namings: Sequence[Deputy]) -> Table:
    """A row for each naming, ended or not."""
    head = columns(
        (_("Stands in for"), NAME),
        (_("Deputy"), NAME),
        (_("Organization"), NAME),
        (_("Role"), NAME),
        (_("First day"), DAY),
        (_("Last day"), DAY),
        (_("Reason"), WIDE),
        (_("Ended at"), INSTANT),
        (_("Ended by"), NAME),
    )
    return Table(title, head, [deputy_row(naming) for naming in namings], len(namings))


def deputy_row(naming: Deputy) -> Row:
    return (
        str(naming.principal),
        str(naming.deputy),
        naming.organization.display_name,
        naming.get_role_display(),
        naming.starts_on,
        naming.ends_on,
        naming.reason,
        naming.ended_at,
        str(naming.ended_by or ""),
    )
