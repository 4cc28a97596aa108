"""What cannot be and what seldom is, beside the earlier periods."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from targets.arithmetic.plausibility import LEAST_STEPS, Jump, Numbers, fallen, jump, level, usual_level
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

LEVEL = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.LATEST)
INCREMENT = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
GROWTH = Rule(NumberForm.GROWTH, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, scale=100)
TENTH = Decimal("0.1")
amounts = st.decimals(min_value=0, max_value=10**12, places=6)
values = amounts.map(Numbers)
ratios = st.builds(Numbers, st.none(), amounts, amounts.filter(bool))
silent = st.just(Numbers())


def value(text: str) -> Numbers:
    return Numbers(value=Decimal(text))


def test_a_jump_is_measured_against_the_last_level() -> None:
    found = jump(value("160"), [value("10"), value("100")], LEVEL, most=Decimal(50), step=TENTH)
    assert found == Jump(Decimal(160), Decimal(100), Decimal(60))


def test_an_increment_is_measured_against_the_mean_of_the_earlier_ones() -> None:
    earlier = [value("80"), value("120")]
    assert jump(value("150"), earlier, INCREMENT, most=Decimal(50), step=TENTH) is None
    found = jump(value("150.7"), earlier, INCREMENT, most=Decimal(50), step=TENTH)
    assert found is not None
    assert found.usual == 100


def test_a_fall_is_a_jump_too() -> None:
    found = jump(value("10"), [value("100")], INCREMENT, most=Decimal(50), step=TENTH)
    assert found == Jump(Decimal(10), Decimal(100), Decimal(-90))


def test_a_few_steps_of_the_last_digit_are_no_jump() -> None:
    assert jump(value("6"), [value("1")], LEVEL, most=Decimal(50), step=Decimal(1)) is None
    assert jump(value("7"), [value("1")], LEVEL, most=Decimal(50), step=Decimal(1)) is not None


def test_from_nothing_to_much_has_no_percent() -> None:
    assert jump(value("9"), [value("0")], LEVEL, most=Decimal(50), step=TENTH) == Jump(
        Decimal(9), Decimal(0), None
    )


def test_a_growth_is_compared_as_this_year_in_percent_of_the_last() -> None:
    small, larger = Numbers(None, Decimal(101), Decimal(100)), Numbers(None, Decimal(110), Decimal(100))
    assert level(larger, GROWTH) == 110
    assert jump(larger, [small], GROWTH, most=Decimal(50), step=TENTH) is None


def test_a_running_total_names_each_number_that_fell() -> None:
    now, before = Numbers(None, Decimal(9), Decimal(20)), Numbers(None, Decimal(10), Decimal(20))
    assert fallen(now, [before]) == [("numerator", Decimal(10))]
    assert fallen(before, [now]) == []


def test_a_nil_return_in_between_hides_no_fall() -> None:
    assert fallen(value("9"), [value("10"), Numbers()]) == [("value", Decimal(10))]


def test_a_part_of_nothing_is_no_number() -> None:
    assert not Numbers(numerator=Decimal(5), denominator=Decimal(0)).has_number
    assert not Numbers(numerator=Decimal(5)).has_number
    assert Numbers(value=Decimal(0)).has_number


@given(values | ratios | silent, st.lists(silent))
def test_nothing_is_doubted_without_an_earlier_number(now: Numbers, earlier: list[Numbers]) -> None:
    assert fallen(now, earlier) == []
    assert jump(now, earlier, LEVEL, most=Decimal(50), step=TENTH) is None


@given(st.lists(values, min_size=1))
def test_what_was_reported_last_period_is_never_doubted(earlier: list[Numbers]) -> None:
    assert fallen(earlier[-1], earlier) == []
    assert jump(earlier[-1], earlier, LEVEL, most=Decimal(50), step=TENTH) is None


@given(values, st.lists(values, min_size=1))
def test_a_running_total_fell_exactly_where_it_is_lower(now: Numbers, earlier: list[Numbers]) -> None:
    assert now.value is not None
    assert earlier[-1].value is not None
    assert bool(fallen(now, earlier)) == (now.value < earlier[-1].value)


@given(values, st.lists(values, min_size=1), st.sampled_from([LEVEL, INCREMENT]))
def test_a_jump_is_always_more_than_the_share_and_a_few_steps(
    now: Numbers, earlier: list[Numbers], rule: Rule
) -> None:
    found = jump(now, earlier, rule, most=Decimal(50), step=TENTH)
    if found is not None:
        assert now.value is not None
        assert abs(now.value - found.usual) > TENTH * LEAST_STEPS
        assert found.percent is None or abs(found.percent) > 50


@given(values, st.lists(values, min_size=1), st.decimals(min_value=0, max_value=500, places=1))
def test_who_allows_more_is_asked_less(now: Numbers, earlier: list[Numbers], share: Decimal) -> None:
    strict = jump(now, earlier, LEVEL, most=share, step=TENTH)
    assert jump(now, earlier, LEVEL, most=share + 1, step=TENTH) in {None, strict}


@given(st.lists(values, min_size=1))
def test_the_usual_increment_lies_between_the_smallest_and_the_largest(earlier: list[Numbers]) -> None:
    found = usual_level(earlier, INCREMENT)
    stated = [numbers.value for numbers in earlier if numbers.value is not None]
    assert found is not None
    assert min(stated) <= found <= max(stated)
