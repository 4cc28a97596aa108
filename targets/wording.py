"""Figures and goals in words, the same on pages, in the workbook and in calls (design R11, R13)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from organizations.rounding import half_up, in_tenths_of_percent, reached_in_percent
from reading import Comparator
from targets.arithmetic.comparators import COMPARISONS
from targets.arithmetic.outcome import Assessment, Goal, Outcome
from targets.arithmetic.rollup import Coverage
from targets.arithmetic.rules import OverOrganizations, OverPeriods, Rule
from targets.models import Indicator, Target
from targets.money import is_money, money_in_english
from texts.numbers import grouped_number
from texts.punctuation import in_brackets

MOST_DECIMALS = 12
DASH = "—"
MINUS = "−"
# A unit and the word behind it: 5 个月之间.
BLANK_IN_CHINESE = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
PLURALS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("ss", "ss"), ("s", ""))


def plain(number: Decimal) -> str:
    """The number with thousands separators, without exponent and trailing zeros."""
    return grouped_number(number)


def rounded(value: Decimal, decimals: int, *, apart_from: Iterable[Decimal] = ()) -> Decimal:
    """``value`` with ``decimals``, or with as many more as keep it on its side of every mark.

    18.54 against at most 18.5 stays 18.54: rounding never makes a goal look reached, or missed.
    """
    marks = list(apart_from)
    for places in range(decimals, MOST_DECIMALS + 1):
        step = half_up(value, Decimal(1).scaleb(-places))
        if all((step > mark) == (value > mark) and (step < mark) == (value < mark) for mark in marks):
            return step
    return value


def quantity(value: Decimal | None, indicator: Indicator, *, apart_from: Iterable[Decimal] = ()) -> str:
    """A figure with its indicator's unit and decimals: "3,098 亿元"; a dash where there is none."""
    if value is None:
        return DASH
    return with_unit(amount(value, indicator, apart_from=apart_from), indicator.display_unit)


def amount(value: Decimal, indicator: Indicator, *, apart_from: Iterable[Decimal] = ()) -> str:
    """The number of ``quantity`` alone."""
    number = rounded(value, indicator.decimals, apart_from=apart_from)
    # What rounds to nothing has no sign. The sign is the same as before differences.
    return format(number or number.copy_abs(), ",f").replace("-", MINUS)


def with_unit(number: str, unit: str) -> str:
    """A written number with its unit, as the language has it: "42.1%", "18.5 months", "CNY 240 billion"."""
    if is_money(unit):
        return money_in_english(number, unit)
    if unit == "%":
        return f"{number}%"
    return f"{number} {singular(unit) if number.lstrip(MINUS) == '1' else unit}".rstrip()


def singular(unit: str) -> str:
    """An English unit of one: "center" of "centers". Others have one form."""
    if not unit.isascii():
        return unit
    return next((unit.removesuffix(many) + one for many, one in PLURALS if unit.endswith(many)), unit)


def range_in_words(low: str, high: str) -> str:
    """From one written end to the other, in a word: after a dash a minus sign would be misread."""
    return _p("range", "%(low)s to %(high)s") % {"low": low, "high": high}


def range_with_unit(low: str, high: str, unit: str) -> str:
    """Both written ends with their unit, once where it stands apart: "2,900 to 3,200 months", "−5% to 5%"."""
    if stands_with_each(unit):
        return range_in_words(with_unit(low, unit), with_unit(high, unit))
    return with_unit(range_in_words(low, high), unit)


def stands_with_each(unit: str) -> bool:
    """Whether both ends of a range have the unit: a sign, and money in English, where it comes first."""
    return unit == "%" or is_money(unit)


def ends_in_words(goal: Goal, indicator: Indicator) -> str:
    """Both ends of what is wanted, "" for a goal with one number or none."""
    if len(goal.bounds) < 2:
        return ""
    low, high = goal.bounds
    return range_with_unit(plain(low), plain(high), indicator.display_unit)


def value_with_range(value: str, between: str) -> str:
    """A written value with its written range behind it in brackets."""
    return _p("range", "%(value)s (%(range)s)") % {"value": value, "range": between}


def difference(value: Decimal, indicator: Indicator) -> str:
    """How far two figures are apart, never below zero; percentages differ by percentage points."""
    apart = abs(value)
    number = format(rounded(apart, indicator.decimals, apart_from=[Decimal(0)]), ",f")
    if indicator.unit == "%":
        return _p("difference", "%(number)s percentage points") % {"number": number}
    return with_unit(number, indicator.display_unit)


def change_in_words(before: Decimal, now: Decimal, indicator: Indicator) -> str:
    """From one year to the next: "−2 months (−10.8%)"; percentages change by percentage points alone."""
    apart = now - before
    if not apart:
        return _("unchanged")
    sign = "+" if apart > 0 else "−"
    said = f"{sign}{difference(apart, indicator)}"
    if indicator.unit == "%" or before <= 0:
        return said
    share = in_tenths_of_percent(abs(apart) / before)
    return in_brackets(said, f"{sign}{share:,}%") if share else said


def share_in_percent(share: Decimal | None) -> str:
    """A share in percent with one decimal: 0.89% is 0.9%."""
    return DASH if share is None else f"{in_tenths_of_percent(share):,}%"


def attainment_in_percent(share: Decimal | None) -> str:
    """How much of a goal is reached, in percent with one decimal; below 100 as long as it is not."""
    return DASH if share is None else f"{reached_in_percent(share):,}%"


def goal_in_words(target: Target, share: Decimal | None = None) -> str:
    """What is wanted: "at most 18.5 months"; "≤ 18.5 个月" in Chinese; of one organization its ``share``."""
    unit = target.indicator.display_unit
    tolerance = target.tolerance
    if share is not None:
        tolerance = half_up(tolerance * target.part_of(share), target.indicator.quantum / 10)
    added = {
        "tolerance": plain(tolerance) if tolerance else "",
        "baseline": "" if target.baseline is None else with_unit(plain(target.baseline), unit),
    }
    words = COMPARISONS[Comparator(target.comparator)].words
    pattern = words.detailed if added.get(words.detail) else words.goal
    numbers = target.numbers if share is None else target.numbers_of(share)
    return filled(str(pattern), numbers, unit, added)


def stated_in_words(comparator: str, numbers: Sequence[Decimal], unit: str) -> str:
    """What a goal states, without what the office adds to it."""
    return filled(str(COMPARISONS[Comparator(comparator)].words.goal), numbers, unit, {})


def filled(pattern: str, numbers: Sequence[Decimal], unit: str, added: Mapping[str, str]) -> str:
    """A pattern of the table with the numbers of a goal and what is ``added`` to them."""
    value = with_unit(plain(numbers[0]), unit) if numbers else ""
    lower, upper = ends_with_unit(plain(numbers[0]), plain(numbers[-1]), unit) if numbers else ("", "")
    words = pattern % {"value": value, "lower": lower, "upper": upper, **added}
    return BLANK_IN_CHINESE.sub("", words)


def ends_with_unit(low: str, high: str, unit: str) -> tuple[str, str]:
    """Both written ends of a range: "3%" and "5%", "0" and "1 months"."""
    if stands_with_each(unit):
        return with_unit(low, unit), with_unit(high, unit)
    return low, f"{high} {unit}".rstrip()


OUTCOME_WORDS = {
    Outcome.MET: lambda: _("Met"),
    Outcome.ON_TRACK: lambda: _("On track"),
    Outcome.AT_RISK: lambda: _("At risk"),
    Outcome.OFF_TRACK: lambda: _("Off track"),
    Outcome.NO_DATA: lambda: _("No data"),
}


def outcome_label(outcome: Outcome, *, has_answer: bool = False) -> str:
    """An outcome in a word. Where there is an answer and no outcome, nobody has judged it yet; of no data is
    spoken only where there is none."""
    if outcome is Outcome.NO_DATA and has_answer:
        return _("To be judged")
    return OUTCOME_WORDS[outcome]()


def outcome_in_words(value: Decimal | None, assessment: Assessment, goal: Goal, indicator: Indicator) -> str:
    """The judgement as one sentence: "Met: 18.4 months, 0.1 months better than the goal"."""
    if value is None:
        return _("No data: no approved figure yet.")
    shown = quantity(value, indicator, apart_from=marks_of(goal, assessment))
    if assessment.gap is None:
        return str(goal.comparison.words.incomparable) % {"value": shown}
    is_met = assessment.outcome is Outcome.MET
    label = outcome_label(assessment.outcome)
    judgement = judged(label, shown, assessment.gap, goal, indicator, is_met=is_met)
    if is_met:
        return judgement
    if assessment.is_final or assessment.expected is None or assessment.measured_on < goal.starts_on:
        return judgement
    return _("%(judgement)s Expected by %(day)s: %(expected)s.") % {
        "judgement": judgement,
        "day": date_format(assessment.measured_on, "DATE_FORMAT"),
        "expected": quantity(assessment.expected, indicator),
    }


def judged(subject: str, shown: str, gap: Decimal, goal: Goal, indicator: Indicator, *, is_met: bool) -> str:
    """A written value behind ``subject``, with how far it lies from the goal."""
    words = goal.comparison.words
    pattern = words.reached(gap) if is_met else words.missed(gap)
    return pattern % {"outcome": subject, "value": shown, "gap": difference(gap, indicator)}


def summed_up(
    name: str, value: Decimal | None, assessment: Assessment, goal: Goal, indicator: Indicator
) -> str:
    """A figure as one sentence of a report: "Pledge financing: CNY 309.8 billion, CNY 69.8 billion more than
    the goal." Without a goal that decides, the value alone."""
    shown = quantity(value, indicator, apart_from=marks_of(goal, assessment))
    if value is None or assessment.gap is None:
        return _("%(name)s: %(value)s.") % {"name": name, "value": shown}
    is_met = assessment.outcome is Outcome.MET
    return judged(name, shown, assessment.gap, goal, indicator, is_met=is_met)


def marks_of(goal: Goal, assessment: Assessment | None = None) -> list[Decimal]:
    """The numbers on whose side a shown value must stay: the goal, its tolerance, the expected path."""
    marks = list(goal.marks)
    if marks and assessment is not None and assessment.expected is not None and not assessment.is_final:
        marks.append(assessment.expected)
    return marks


def rule_in_words(rule: Rule) -> str:
    """Both rules of an indicator as one sentence (design R8, R10)."""
    over_organizations = {
        OverOrganizations.SUM: _("the sum over the organizations"),
        OverOrganizations.WEIGHTED_MEAN: _("the sum of the numerators by the sum of the denominators"),
        OverOrganizations.MIN: _("the smallest value of the organizations"),
        OverOrganizations.MAX: _("the largest value of the organizations"),
        OverOrganizations.NONE: _("the value that the responsible department reports"),
    }[rule.over_organizations]
    over_periods = {
        OverPeriods.SUM: _("what each period added, summed over the year"),
        OverPeriods.LATEST: _("the latest level of each organization"),
    }[rule.over_periods]
    return _("%(over_organizations)s; %(over_periods)s.") % {
        "over_organizations": over_organizations[:1].upper() + over_organizations[1:],
        "over_periods": over_periods,
    }


def coverage_in_words(coverage: Coverage) -> str:
    """ "30 of 34 organizations, 1 nil return, 3 pending" (design R9)."""
    return _("%(counted)d of %(expected)d organizations, %(nil)d nil returns, %(pending)d pending") % {
        "counted": coverage.counted,
        "expected": coverage.expected,
        "nil": coverage.nil,
        "pending": coverage.pending,
    }
