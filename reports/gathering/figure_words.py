"""What is said of a figure, in both languages, by the words that every page has for it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.gathering.bilingual import each_language
from reports.snapshot.year import Name
from targets.figures.queries import TargetFigure
from targets.models import Indicator
from targets.wording import change_in_words, summed_up


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What the catalog says of a figure, in both languages."""

    name: Name
    unit: Name
    text: Name
    goal: Name
    outcome: Name
    sentence: Name
    summary: Name
    change: Name
    numerator_name: Name
    denominator_name: Name

    @classmethod
    def of(cls, shown: TargetFigure, last_year: Decimal | None) -> "FigureWords":
        found = each_language(lambda: words_of(shown, shown.target.indicator, last_year))
        return cls(**{key: Name(found["zh"][key], found["en"][key]) for key in found["zh"]})


def words_of(shown: TargetFigure, indicator: Indicator, last_year: Decimal | None) -> dict[str, str]:
    """The same in the language of now."""
    value = shown.figure.value
    change = "" if value is None or last_year is None else change_in_words(last_year, value, indicator)
    return {
        "name": indicator.display_name,
        "unit": indicator.display_unit,
        "text": shown.absence_in_words if value is None else shown.value_in_words,
        "goal": shown.goal_in_words,
        "outcome": shown.outcome_in_words,
        "sentence": shown.sentence,
        "summary": summary_of(shown),
        "change": change,
        "numerator_name": indicator.display_numerator_name,
        "denominator_name": indicator.display_denominator_name,
    }


def summary_of(shown: TargetFigure) -> str:
    """The figure in one sentence that names it."""
    name, value = shown.target.indicator.display_name, shown.figure.value
    if value is None:
        return _("%(name)s: %(value)s.") % {"name": name, "value": shown.absence_in_words}
    if shown.is_compared:
        return summed_up(name, value, shown.assessment, shown.goal, shown.target.indicator)
    words = {"name": name, "value": shown.value_in_words}
    return _("%(name)s: %(value)s. Its goal is the whole country's.") % words
