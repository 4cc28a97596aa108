"""What is checked of a measurement: that it is there, and that it can be right (design R5, R7)."""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from organizations.rounding import half_up
from targets.arithmetic.plausibility import Jump, Numbers, fallen, jump
from targets.arithmetic.rollup import Figure
from targets.arithmetic.rules import NumberForm, OverPeriods, Rule
from targets.figures.line_numbers import attested, is_apart, numbers_of
from targets.figures.terms import rule_of
from targets.models import Indicator, Measurement
from targets.wording import plain, quantity
from tasks.lines.doubts import Problem, Severity

PERCENT_STEP = Decimal("0.1")


def measurement_problems(
    line: Measurement, earlier: Sequence[Numbers], beneath: Figure | None
) -> list[Problem]:
    """What is wrong with one measurement, given the ``earlier`` periods and what the subordinates' approved
    figures come to ``beneath``. A withdrawn target asks for nothing any more."""
    if line.target.withdrawn_on is not None:
        return []
    if line.nil_return:
        if line.nil_reason.strip():
            return []
        return [Problem(_("Give the reason for the nil return."), "nil_reason")]
    if not line.is_answered:
        return [
            Problem(_("Enter the number, or choose “Nothing to report this period”."), missing_field(line))
        ]
    numbers = numbers_of(line)
    return [*falls(line, numbers, earlier), *jumps(line, numbers, earlier), *differences(line, beneath)]


def missing_field(line: Measurement) -> str:
    names = ("numerator", "denominator") if line.target.indicator.has_two_numbers else ("value",)
    return next((name for name in names if getattr(line, name) is None), names[0])


def falls(line: Measurement, numbers: Numbers, earlier: Sequence[Numbers]) -> list[Problem]:
    """Errors: a running total that is lower than last period."""
    if not line.target.indicator.never_falls:
        return []
    return [
        Problem(
            _("A running total cannot fall: last period it was %(before)s.") % {"before": plain(before)}, name
        )
        for name, before in fallen(numbers, earlier)
    ]


def jumps(line: Measurement, numbers: Numbers, earlier: Sequence[Numbers]) -> list[Problem]:
    """A doubt where the number lies far from what the earlier periods let expect."""
    if not earlier:
        return []
    indicator = line.target.indicator
    step = PERCENT_STEP if indicator.has_two_numbers else indicator.quantum
    rule = rule_of(indicator)
    leap = jump(numbers, earlier, rule, most=settings.PLAUSIBLE_JUMP_PERCENT, step=step)
    if leap is None:
        return []
    compared = " ".join(plain(half_up(number, step)) for number in (leap.reached, leap.usual))
    message = jump_in_words(leap, rule, indicator)
    return [Problem(message, missing_field(line), Severity.WARNING, "jump", compared)]


def jump_in_words(leap: Jump, rule: Rule, indicator: Indicator) -> str:
    if rule.form is NumberForm.GROWTH:
        return _("Far from what you reported last period: check both numbers, or explain it.")
    pattern = (
        _("%(change)s against the mean of the earlier periods, %(usual)s: check it, or explain it.")
        if rule.over_periods is OverPeriods.SUM
        else _("%(change)s against last period, %(usual)s: check it, or explain it.")
    )
    return pattern % {"change": change_in_words(leap), "usual": quantity(leap.usual, indicator)}


def change_in_words(leap: Jump) -> str:
    """ "+60%"; in words where it started from nothing."""
    return _("Much more") if leap.percent is None else f"{half_up(leap.percent, Decimal(1)):+,}%"


def differences(line: Measurement, beneath: Figure | None) -> list[Problem]:
    """A doubt where the figure is not what the subordinates' approved filings come to and rounding does not
    explain it (design R7); a hint as long as not all of them that are asked are approved, since a part of
    them need not come to the whole."""
    if beneath is None or not is_apart(line, beneath):
        return []
    stated = attested(line)
    if stated is None or beneath.value is None:
        return []
    indicator, coverage = line.target.indicator, beneath.coverage
    said = {
        "total": quantity(beneath.value, indicator),
        "counted": coverage.counted,
        "expected": coverage.expected,
    }
    if not coverage.is_complete:
        message = _("The subordinates come to %(total)s, with %(counted)d of %(expected)d approved so far.")
        return [Problem(message % said, missing_field(line), Severity.HINT)]
    message = _(
        "It differs from the subordinates' approved total, %(total)s from %(counted)d of %(expected)d:"
        " explain the difference."
    )
    step = indicator.quantum
    compared = f"{plain(half_up(stated, step))} {plain(half_up(beneath.value, step))} {coverage.counted}"
    return [Problem(message % said, missing_field(line), Severity.WARNING, "subordinates", compared)]
