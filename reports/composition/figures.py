"""Figures as sentences and as the cells of tables."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.composition.cell_texts import DASH, day_or_dash, name_or_dash
from reports.composition.days import long_day
from reports.composition.manuscript import Manuscript, own_words, paragraph
from reports.composition.points import spaced
from reports.snapshot.document import Align, Cell, Column, Paragraph, Table
from reports.snapshot.year import Coverage, Figure
from targets.wording import MINUS, with_unit
from texts.numbers import grouped_number
from texts.punctuation import in_brackets, labelled, listed, sentences
from texts.sentences import unended


def figures_paragraph(manuscript: Manuscript) -> Paragraph:
    """Each figure in a sentence, with the day that it holds: once for all where it is the same."""
    figures = manuscript.year.figures
    if not figures:
        text = _("The Guidance asks %(ourselves)s for no figure.") % {"ourselves": manuscript.ourselves}
        return paragraph(text)
    common, said = common_day(figures)
    passages = list(map(own_words, said))
    for figure, is_of_another_day in with_days(figures):
        text = figure_in_words(manuscript, figure, is_dated=not common and is_of_another_day)
        passages.append(own_words(text, figure.sources))
    return Paragraph(tuple(spaced((passage,) for passage in passages)))


def common_day(figures: Sequence[Figure]) -> tuple[str, list[str]]:
    """The day that all figures hold, and the sentence that says so; empty where they hold different ones."""
    days = {figure.holds_on for figure in figures if figure.holds_on}
    if len(days) != 1:
        return "", []
    (day,) = days
    return day, [_("The figures are those of %(day)s.") % {"day": long_day(day)}]


def with_days(figures: Sequence[Figure]) -> Iterator[tuple[Figure, bool]]:
    """Each figure, and whether it holds another day than the one before it."""
    before = ""
    for figure in figures:
        yield figure, figure.holds_on != before
        before = figure.holds_on or before


def figure_in_words(manuscript: Manuscript, figure: Figure, *, is_dated: bool) -> str:
    """A figure with its judgement and its change against last year."""
    said = manuscript.said(figure.summary or figure.text)
    if is_dated and figure.holds_on:
        said = _("As of %(day)s, %(sentence)s") % {"day": long_day(figure.holds_on), "sentence": said}
    return sentences([said, *remarks(manuscript, figure)])


def remarks(manuscript: Manuscript, figure: Figure) -> Iterator[str]:
    """What has to be said beside a figure: how it changed, why there is none, and that it is provisional."""
    if figure.change is not None:
        yield change_in_words(manuscript.said(figure.change))
    if figure.value is None and figure.nil_reason:
        yield _("Reason: %(reason)s.") % {"reason": unended(manuscript.gate(figure.nil_reason))}
    if figure.coverage is not None and figure.coverage.expected > 1:
        yield coverage_in_words(figure.coverage)
    if figure.is_provisional:
        yield _("This holds what waits for approval.")


def change_in_words(change: str) -> str:
    """ "+918 million (+42.1%)" as a sentence that says which way the figure went."""
    patterns = {
        "+": _("Up %(change)s on last year."),
        MINUS: _("Down %(change)s on last year."),
    }
    pattern = patterns.get(change[:1])
    if pattern is None:
        return _("Against last year: %(change)s.") % {"change": change}
    return pattern % {"change": change[1:]}


def coverage_in_words(coverage: Coverage) -> str:
    """How many were asked for the last period, and how far they are: only what occurs."""
    return _("Of %(expected)d organizations asked for the last period: %(states)s.") % {
        "expected": coverage.expected,
        "states": listed(states_of(coverage)),
    }


def states_of(coverage: Coverage) -> Iterator[str]:
    if coverage.nil:
        note = ngettext("%(count)d nil return", "%(count)d nil returns", coverage.nil)
        answered = _("%(count)d have answered") % {"count": coverage.counted}
        yield in_brackets(answered, note % {"count": coverage.nil})
    elif coverage.counted:
        yield _("%(count)d have answered") % {"count": coverage.counted}
    if coverage.pending:
        yield _("%(count)d waiting for approval") % {"count": coverage.pending}
    if coverage.missing:
        yield _("%(count)d missing") % {"count": coverage.missing}


def figures_table(manuscript: Manuscript) -> Table:
    """The figures at a glance; the annex has all that is known of them."""
    return Table(
        title=_("Main figures"),
        columns=(
            Column(_("Indicator"), 30),
            Column(_("Goal"), 18),
            Column(_("Reached"), 16, Align.END),
            Column(_("Outcome"), 16, Align.CENTRE),
            Column(_("As of"), 20, Align.CENTRE),
        ),
        rows=tuple(
            (
                Cell(manuscript.said(figure.name)),
                Cell(goal_in_words(manuscript, figure)),
                figure_cell(manuscript, figure),
                Cell(outcome_in_words(manuscript, figure)),
                Cell(day_or_dash(figure.holds_on)),
            )
            for figure in manuscript.year.figures
        ),
        notes=provisional_notes(manuscript.year.figures),
    )


def provisional_notes(figures: Iterable[Figure]) -> tuple[str, ...]:
    """What the star of ``figure_cell`` means, where one of the figures has it."""
    return (_("* holds what waits for approval."),) if any(each.is_provisional for each in figures) else ()


def figure_cell(manuscript: Manuscript, figure: Figure) -> Cell:
    """The figure as pages show it; a star marks a provisional one."""
    star = " *" if figure.is_provisional else ""
    return Cell(manuscript.said(figure.text) + star, figure.sources, figure.id)


def goal_in_words(manuscript: Manuscript, figure: Figure) -> str:
    """The goal, and whose it is where it is the whole country's alone."""
    goal = name_or_dash(manuscript, figure.goal)
    if figure.share is not None:
        return in_brackets(goal, _("own share"))
    return goal if figure.outcome is not None else in_brackets(goal, _("whole country"))


def outcome_in_words(manuscript: Manuscript, figure: Figure) -> str:
    if figure.outcome_name is None or figure.value is None:
        return DASH
    return manuscript.said(figure.outcome_name)


def parts_in_words(manuscript: Manuscript, figure: Figure) -> str:
    """Numerator and denominator under their own names."""
    if figure.numerator_name is None or figure.denominator_name is None or figure.value is None:
        return DASH
    parts = ((figure.numerator_name, figure.numerator), (figure.denominator_name, figure.denominator))
    return "\n".join(labelled(manuscript.said(name), grouped(number)) for name, number in parts)


def last_year_in_words(manuscript: Manuscript, figure: Figure) -> str:
    """What it was last year, and below it how much it changed."""
    before = last_year_alone(manuscript, figure)
    if figure.last_year is None or figure.change is None:
        return before
    return f"{before}\n{manuscript.said(figure.change)}"


def last_year_alone(manuscript: Manuscript, figure: Figure) -> str:
    """What it was last year with its unit."""
    if figure.last_year is None:
        return DASH
    return with_unit(grouped(figure.last_year), manuscript.said(figure.unit))


def grouped(number: str | None) -> str:
    """A number of the snapshot with separators of thousands; a dash where there is none."""
    return DASH if number is None else grouped_number(Decimal(number))
