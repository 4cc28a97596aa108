"""The shares of a target as tables: as they stand, and as they were saved version by version."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from organizations.models import Organization
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from targets.allocation.shares import ShareStanding
from targets.figure_numbers import attainment, number_of
from targets.models import AllocationVersion, Indicator
from texts.punctuation import in_brackets

NAME, NUMBER, INSTANT, WIDE = 24, 16, 18, 40


def share_table(standings: Sequence[ShareStanding], indicator: Indicator) -> Table:
    """Each subordinate with its share that is saved, and how it stands against it."""
    unit = indicator.display_unit
    head = columns(
        (_("Organization"), NAME),
        (in_brackets(_("Share of the goal"), unit), NUMBER),
        (in_brackets(_("Reached"), unit), NUMBER),
        (_("Of its share") + " (%)", NUMBER),
        (_("Rank"), 8),
    )
    rows: list[Row] = [
        (
            str(standing.organization),
            number_of(standing.share, indicator),
            number_of(standing.value, indicator),
            None if standing.attainment is None else attainment(standing.attainment),
            standing.rank,
        )
        for standing in standings
    ]
    return Table(_("Shares"), head, rows, len(rows))


def version_table(
    versions: Iterable[tuple[AllocationVersion, Sequence[tuple[Organization, Decimal]]]],
    indicator: Indicator,
) -> Table:
    """Each share of each version, the latest first."""
    head = columns(
        (_("Version"), 10),
        (_("When"), INSTANT),
        (_("Who"), NAME),
        (_("Way of sharing out"), NAME),
        (_("Reason"), WIDE),
        (_("Organization"), NAME),
        (in_brackets(_("Share of the goal"), indicator.display_unit), NUMBER),
    )
    rows: Iterator[Row] = (
        (
            version.number,
            version.at,
            str(version.by),
            version.get_way_display(),
            version.reason,
            str(organization),
            number_of(value, indicator),
        )
        for version, shares in versions
        for organization, value in shares
    )
    return Table(_("History of the shares"), head, rows)
