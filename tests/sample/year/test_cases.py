"""The sample's cases: whole, of a length that people write, and another story for each bureau."""

from itertools import product
from random import Random

import pytest

from sample.year.case_phrases import SETTINGS, TOPICS
from sample.year.cases import MOST_TOLD, told
from tasks.lines.checked_lines import blocking_lines, checked_lines
from tasks.models import CaseStudy, Filing

STORIES = {
    (code, place): told(topic, setting, Random(code))  # noqa: S311 (sample data, no secret)
    for (code, setting), (place, topic) in product(SETTINGS.items(), enumerate(TOPICS))
}


def test_stories_have_the_length_of_cases_and_no_gap() -> None:
    assert all(200 <= len(story.text) <= 600 for story in STORIES.values())
    assert all(len(story.title) <= 40 for story in STORIES.values())
    assert not any(sign in story.text + story.title for story in STORIES.values() for sign in "{}")


def test_each_bureau_tells_another_story_and_the_same_one_every_time() -> None:
    assert len({story.text for story in STORIES.values()}) == len(STORIES)
    again = told(TOPICS[0], SETTINGS["31"], Random("31"))  # noqa: S311 (sample data, no secret)
    assert again == STORIES["31", 0]


@pytest.mark.django_db
@pytest.mark.usefixtures("sample")
def test_every_bureau_that_files_the_year_end_tells_one_to_three_whole_cases() -> None:
    filings = Filing.objects.filter(period__kind="year_end", organization__depth=2, version__gt=0)
    bureaus = filings.filter(organization__kind="bureau").select_related("organization", "period__guidance")
    assert len(bureaus) >= 10
    for filing in bureaus:
        assert 1 <= filing.case_studies.count() <= MOST_TOLD
        cases = [checked for checked in checked_lines(filing) if not checked.kind.is_asked]
        assert blocking_lines(cases) == []
        said = [line["title"] for line in filing.snapshots.latest("version").content["lines"][-len(cases) :]]
        assert said == [case.title for case in filing.case_studies.order_by("number")]
    assert not CaseStudy.objects.filter(version=0).exists()
    assert not CaseStudy.objects.exclude(filing__period__kind="year_end").exists()
