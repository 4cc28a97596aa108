"""What is told of a figure where it is focused: how it is made, and what it is compared with."""

from django.utils.translation import gettext as _

from organizations.statistical_regions import REGION_LABELS
from reports.dashboards.question import Question
from targets.figures.queries import TargetFigure
from targets.figures.rows import Change, FigureRow
from targets.figures.terms import rule_of
from targets.wording import coverage_in_words, quantity, rule_in_words
from texts.punctuation import enumerated, labelled, sentences


def calculation_of(row: FigureRow, question: Question) -> str:
    """How a figure is made and stands: whose parts it combines by which rule, who is in it, the judgement."""
    shown = row.shown
    return sentences(
        (made_how(row, question), coverage_sentence(shown), shown.supplements_in_words, shown.sentence)
    )


def coverage_sentence(shown: TargetFigure) -> str:
    """On how many organizations a figure stands, and how many have answered for its last period."""
    to_date = shown.figure.coverage_to_date
    words = {
        "counted": to_date.counted,
        "expected": to_date.expected,
        "period": shown.period,
        "coverage": coverage_in_words(shown.figure.coverage),
    }
    return _("Year to date: %(counted)d of %(expected)d counted. %(period)s: %(coverage)s.") % words


def made_how(row: FigureRow, question: Question) -> str:
    """The rule that a figure is made by, and of whom."""
    shown = row.shown
    if shown.organization.is_local:
        return _("As %(organization)s attests it itself.") % {"organization": shown.organization}
    rule = rule_in_words(rule_of(shown.target.indicator))
    if shown.among is None or question.region is None:
        return rule
    return sentences((_("Of %(region)s alone.") % {"region": REGION_LABELS[question.region]}, rule))


def change_sentence(row: FigureRow, change: Change, before: str) -> str:
    """A change with both figures and their periods."""
    indicator = row.shown.target.indicator
    now = row.compared_at.period if row.compared_at else row.shown.period
    return _("%(now)s: %(value)s; %(before)s: %(earlier)s; change: %(change)s.") % {
        "now": now,
        "value": quantity(change.now, indicator),
        "before": before,
        "earlier": quantity(change.before, indicator),
        "change": row.in_words(change),
    }


def year_end_of(row: FigureRow) -> str:
    """The name of last year's end."""
    return _("Year end %(year)s") % {"year": row.shown.target.guidance.year - 1}


def end_sentence(row: FigureRow) -> str:
    """What last year came to; "" where that is unknown."""
    if row.end_of_last_year is None:
        return ""
    value = quantity(row.end_of_last_year, row.shown.target.indicator)
    return _("%(sentence)s.") % {"sentence": labelled(year_end_of(row), value)}


def course_in_words(row: FigureRow) -> str:
    """The figure after each period, one behind the other."""
    indicator = row.shown.target.indicator
    return enumerated(
        labelled(point.period, quantity(row.value_at(point), indicator)) for point in row.answered
    )
