"""The list of targets as a table, and those that can be amended."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from organizations.models import User
from organizations.row_batches import RowBatches
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from targets.figure_numbers import shown_number
from targets.figures.queries import TargetFigure
from targets.figures.viewpoints import figures_for
from targets.models import Target
from targets.wording import coverage_in_words, goal_in_words

NAME, NUMBER, WIDE = 24, 16, 40


def target_table(targets: RowBatches[Target], user: User) -> Table:
    """Targets with the figures that the person may see, as the queryset orders them (the queries of the
    page for each 500 rows)."""
    head = columns(
        (_("Indicator"), WIDE),
        (_("Unit"), 10),
        (_("Goal"), WIDE),
        (_("National goal"), WIDE),
        (_("Official figure"), NUMBER),
        (_("Provisional"), NUMBER),
        (_("Outcome"), NUMBER),
        (_("Period"), NAME),
        (_("Coverage"), WIDE),
        (_("Responsible"), NAME),
        (_("Withdrawn on"), 12),
    )
    return Table(_("Targets"), head, target_rows(targets, user), len(targets))


def target_rows(targets: RowBatches[Target], user: User) -> Iterator[Row]:
    for batch in targets:
        figures = figures_for(user, batch)
        yield from (target_row(target, figures.get(target.pk)) for target in batch)


def target_row(target: Target, shown: TargetFigure | None) -> Row:
    is_share = shown is not None and shown.share is not None
    return (
        target.indicator.display_name,
        target.indicator.display_unit,
        shown.goal_in_words if shown and is_share else goal_in_words(target),
        goal_in_words(target) if is_share else None,
        *(figure_cells(shown) if shown else (None, None, _("Outside your scope"), None, None)),
        str(target.responsible),
        target.withdrawn_on,
    )


def figure_cells(shown: TargetFigure) -> Row:
    """The figure, how it is judged and on whom it stands; what the page says where there is none."""
    return (
        shown_number(shown.figure.value, shown) or shown.absence_in_words,
        shown_number(shown.provisional.value, shown) if shown.differs_provisionally else None,
        shown.outcome_in_words if shown.is_compared else _("National goal"),
        str(shown.period or ""),
        coverage_in_words(shown.figure.coverage),
    )


def amendable_table(targets: Iterable[Target]) -> Table:
    """The goals that can be amended."""
    rows: list[Row] = [
        (target.indicator.display_name, goal_in_words(target), str(target.responsible)) for target in targets
    ]
    head = columns((_("Indicator"), WIDE), (_("Goal"), WIDE), (_("Responsible"), NAME))
    return Table(_("Goals"), head, rows, len(rows))
