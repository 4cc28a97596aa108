"""The nation's figures in tables: at a glance in the body, with all that is known of them in the annex."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from reports.composition.cell_texts import DASH, day_or_dash, name_or_dash, percent_or_dash
from reports.composition.figures import (
    figure_cell,
    last_year_alone,
    outcome_in_words,
    parts_in_words,
    provisional_notes,
)
from reports.composition.office.nation import Nation
from reports.composition.spacing import printed
from reports.snapshot.document import Align, Cell, Column, Table
from reports.snapshot.year import Coverage, Figure


def main_figures_table(nation: Nation) -> Table:
    columns = (
        Column(_("Indicator"), 26),
        Column(_("Goal"), 17),
        Column(_("Reached"), 15, Align.END),
        Column(_("Outcome"), 10, Align.CENTRE),
        Column(_("Coverage"), 10, Align.CENTRE),
        Column(_("Last year"), 14, Align.END),
        Column(_p("against last year", "Change"), 18, Align.END),
    )
    rows = tuple(
        (
            Cell(nation.manuscript.said(figure.name)),
            Cell(name_or_dash(nation.manuscript, figure.goal)),
            figure_cell(nation.manuscript, figure),
            Cell(outcome_in_words(nation.manuscript, figure)),
            Cell(coverage_in_words(figure.coverage)),
            Cell(last_year_alone(nation.manuscript, figure)),
            Cell(name_or_dash(nation.manuscript, figure.change)),
        )
        for figure in nation.figures
    )
    return Table(_("Main figures of the country"), columns, rows, notes(nation))


def targets_table(nation: Nation) -> Table:
    columns = (
        Column(_("No."), 5, Align.CENTRE),
        Column(_("Indicator"), 19),
        Column(_("Responsible"), 14),
        Column(_("Goal"), 14),
        Column(_("Reached"), 12, Align.END),
        Column(_("Numerator and denominator"), 22),
        Column(_p("column of a report", "Attainment"), 9, Align.END),
        Column(_("Outcome"), 8, Align.CENTRE),
        Column(_("Last year"), 11, Align.END),
        Column(_p("against last year", "Change"), 14, Align.END),
        Column(_("Coverage"), 15, Align.CENTRE),
        Column(_("As of"), 13, Align.CENTRE),
    )
    rows = tuple(target_row(nation, number, figure) for number, figure in enumerate(nation.figures, 1))
    return Table(_("Targets reached"), columns, rows, notes(nation))


def target_row(nation: Nation, number: int, figure: Figure) -> tuple[Cell, ...]:
    manuscript = nation.manuscript
    return (
        Cell(str(number)),
        Cell(manuscript.said(figure.name)),
        Cell(name_or_dash(manuscript, figure.responsible)),
        Cell(name_or_dash(manuscript, figure.goal)),
        figure_cell(manuscript, figure),
        Cell(parts_in_words(manuscript, figure)),
        Cell(percent_or_dash(figure.attainment)),
        Cell(outcome_in_words(manuscript, figure)),
        Cell(last_year_alone(manuscript, figure)),
        Cell(name_or_dash(manuscript, figure.change)),
        Cell(full_coverage(figure.coverage)),
        Cell(day_or_dash(figure.holds_on)),
    )


def coverage_in_words(coverage: Coverage | None) -> str:
    """ "31/34": how many of how many have answered for the last period."""
    return f"{coverage.counted}/{coverage.expected}" if coverage else DASH


def full_coverage(coverage: Coverage | None) -> str:
    """The same with nil returns and with what waits, where there are any."""
    said = [coverage_in_words(coverage)]
    if coverage is not None:
        said += [
            pattern % {"count": count}
            for count, pattern in (
                (coverage.nil, ngettext("%(count)d nil return", "%(count)d nil returns", coverage.nil)),
                (coverage.pending, _("%(count)d waiting for approval")),
                (coverage.missing, _("%(count)d missing")),
            )
            if count
        ]
    return printed("\n".join(said))


def notes(nation: Nation) -> tuple[str, ...]:
    """What the columns mean, and marks."""
    said = [
        _(
            "Coverage: how many of those asked have answered for the last period; what nobody reported is"
            " “—”, never zero."
        )
    ]
    said += provisional_notes(nation.figures)
    if nation.manuscript.year.remarks:
        said.append(_("What else the figures stand on is told in the statement of method."))
    return tuple(map(printed, said))
