"""What an address asks of a dashboard, and what it falls back to."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.http import QueryDict

from organizations.statistical_regions import Region
from reports.dashboards.choices import departments_of, periods_of, sections_of
from reports.dashboards.question import Question
from reports.forms.question import QuestionForm
from targets.arithmetic.outcome import Outcome

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.usefixtures("english")


def form(world: "World", query: str, **further: Any) -> QuestionForm:
    return QuestionForm(
        QueryDict(query),
        periods=periods_of(world.guidance),
        departments=departments_of(world.guidance),
        sections=sections_of(world.guidance),
        **further,
    )


def asked(world: "World", query: str) -> Question:
    return form(world, query).question(world.office, world.guidance, world.period)


def test_an_address_that_says_nothing_asks_for_all_of_the_current_period(world: "World") -> None:
    question = asked(world, "")
    assert question == Question(world.office, world.guidance, question.periods, world.period)
    assert question.asked == [("period", str(world.period.pk))]


@pytest.mark.parametrize("query", ["", "region=east", "period=x"])
def test_the_form_shows_the_period_that_is_looked_at_as_chosen(world: "World", query: str) -> None:
    found = form(world, query)
    found.question(world.office, world.guidance, world.period)
    assert f'<option value="{world.period.pk}" selected>' in str(found["period"])
    assert str(found["period"]).count(" selected") == 1


def test_what_stands_before_the_first_part_has_no_name_to_choose_it_by(world: "World") -> None:
    world.guidance.sections.create(order=0, level=1, kind="preamble", path="0", starts_at=0, ends_at=0)
    assert all(str(section) for section in sections_of(world.guidance))


def test_every_filter_is_read_and_written_back(world: "World") -> None:
    section = world.pledge.section
    query = (
        f"period={world.year_end.pk}&region=east&department={world.department.code}&section={section.pk}"
        "&outcome=at_risk&counting=submitted&on=2021-10-01&since=2021-09-15"
    )
    question = asked(world, query)
    assert (question.period, question.region, question.outcome) == (
        world.year_end,
        Region.EAST,
        Outcome.AT_RISK,
    )
    assert (question.department, question.section, question.with_submitted) == (
        world.department,
        section,
        True,
    )
    assert "&".join(f"{name}={value}" for name, value in question.asked) == query


@pytest.mark.parametrize(
    "query",
    [
        "period=x",
        "region=north",
        "department=44",
        "section=0",
        "outcome=good",
        "counting=all",
        "on=x",
        "since=9",
        "since=9999-12-31",
        "since=2021-10-11",
        "on=0001-01-01",
    ],
)
def test_what_there_is_not_is_said_and_the_rest_holds(world: "World", query: str) -> None:
    found = form(world, f"{query}&department=D-TFS" if not query.startswith("department") else query)
    question = found.question(world.office, world.guidance, world.period)
    name = query.partition("=")[0]
    assert found.errors[name]
    assert name == "department" or question.department == world.department
    assert getattr(question, {"counting": "with_submitted"}.get(name, name)) in {world.period, None, False}


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("region=east", []),
        ("region=west", ["region"]),
        ("year=2021", []),
        ("year=1999", ["period"]),
    ],
)
def test_what_contradicts_the_organization_or_the_years_is_said(
    world: "World", query: str, errors: list[str]
) -> None:
    found = form(world, query, organization=world.province, years=[2021, 2020])
    question = found.question(world.province, world.guidance, world.period)
    assert (list(found.errors), question.region, question.period) == (errors, None, world.period)


def test_a_view_claims_no_filter_that_says_nothing_about_it(world: "World") -> None:
    question = replace(asked(world, "outcome=met&region=east"), unanswered=frozenset({"outcome", "counting"}))
    assert [label for label, _words in question.filters_in_words] == ["Period", "Region"]
    assert question.set_aside_in_words == "Not asked of this view: Outcome."
    assert ("outcome", "met") in question.asked
    assert replace(question, outcome=None).set_aside_in_words == ""


def test_targets_are_narrowed_by_department_and_section(world: "World") -> None:
    targets = [world.pledge, world.growth, world.cycle]
    assert asked(world, "department=D-TFS").kept_targets(targets) == targets
    assert asked(world, f"section={world.pledge.section.pk}").kept_targets(targets)[0] == world.pledge


def test_regions_keep_their_bureaus(world: "World") -> None:
    question = asked(world, "region=east")
    assert question.keeps_organization(world.province)
    assert not asked(world, "region=west").keeps_organization(world.province)
    assert not question.keeps_organization(world.department)
