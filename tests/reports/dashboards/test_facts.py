"""What stands on every file and print of a view."""

import datetime as dt
from typing import TYPE_CHECKING

from django.http import QueryDict

from organizations.form_answers import as_of_in_words
from reports.dashboards.choices import departments_of, periods_of, sections_of
from reports.dashboards.facts import facts_of
from reports.forms.question import QuestionForm

if TYPE_CHECKING:
    from tests.world import World

AT = dt.datetime(2021, 10, 10, 4, 0, tzinfo=dt.UTC)


def test_facts_tell_filters_as_of_coverage_who_and_when(world: "World") -> None:
    form = QuestionForm(
        QueryDict("region=east&on=2021-10-01"),
        periods=periods_of(world.guidance),
        departments=departments_of(world.guidance),
        sections=sections_of(world.guidance),
    )
    question = form.question(world.office, world.guidance, world.period)
    facts = facts_of(question, world.people["observer"], AT, coverage="1 of 2")
    labels = [label for label, _words in facts]
    assert labels == [
        "Organization",
        "Guidance",
        "Period",
        "Region",
        "Counted",
        "As of",
        "Coverage",
        "Taken by",
        "Taken at",
    ]
    said = dict(facts)
    assert said["Coverage"] == "1 of 2"
    assert said["Taken by"] == world.people["observer"].name
    assert "2021-10-01" in said["As of"] or "Oct" in said["As of"]
    assert "12:00" in said["Taken at"] or "noon" in said["Taken at"]


def test_what_is_told_now_is_told_by_the_calendar_of_the_portal(world: "World") -> None:
    later = AT + dt.timedelta(days=2000)
    assert as_of_in_words(None, later) == as_of_in_words(None, AT)
