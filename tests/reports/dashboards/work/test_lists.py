"""The lists that counts of the work open: only what a page shows is read, and one task has its own page."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import answers_at
from tests.conftest import SignIn
from tests.reports.random_year import draw_year
from tests.rows_read import rows_read
from tests.world import World

SHOWS = {
    "": lambda _answer: True,
    "approved": lambda answer: answer.approved is not None,
    "submitted": lambda answer: answer.submitted is not None,
    "silent": lambda answer: answer.approved is None and answer.submitted is None,
}


def address(name: str) -> str:
    return reverse(f"reports:dashboard-{name}", args=["CNIPA"])


@pytest.mark.any_database
@pytest.mark.parametrize("name", ["measures", "answers"])
def test_what_is_not_on_the_page_is_not_read(
    world: World, signed_in: SignIn, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_year(world, 1)
    client, rows, query = signed_in("observer"), [], {"counting": "submitted"}
    for size in (2, 8):
        monkeypatch.setattr("reports.views.work.PAGE_SIZE", size)
        client.get(address(name), query)
        with rows_read() as counted:
            answer = client.get(address(name), query)
        found = answer.context["page_obj"]
        assert len(answer.context["page"].tables[0].rows) == len(found) == size < found.paginator.count
        rows.append(counted["rows"])
    # A measure is one row; an answer names its organization and its filings, where it has any.
    assert 6 <= rows[1] - rows[0] <= (6 if name == "measures" else 3 * 6)


@pytest.mark.any_database
def test_the_answers_on_one_task_stand_on_its_own_page(world: World, signed_in: SignIn) -> None:
    draw_year(world, 2)
    client, task = signed_in("observer"), world.local_task
    told: list[TaskAnswer] = answers_at(world.office, [task], world.year_end)[task.pk]
    for show, is_shown in SHOWS.items():
        query = {"task": task.pk, "show": show, "period": world.year_end.pk, "counting": "submitted"}
        moved = client.get(address("answers"), query)
        place = urlsplit(moved["Location"])
        assert (moved.status_code, place.fragment) == (302, "answers-rows")
        assert place.path == reverse("reports:dashboard-task", args=["CNIPA", task.pk])
        wanted = {"period": [str(world.year_end.pk)], "counting": ["submitted"]}
        assert parse_qs(place.query) == wanted | ({"state": [show]} if show else {})
        page = client.get(moved["Location"]).context["page"]
        assert len(page.table("answers").rows) == sum(map(is_shown, told)), show
    assert sum(map(SHOWS["silent"], told)) > 0


def test_a_file_of_the_answers_on_one_task_is_that_of_its_page(world: World, signed_in: SignIn) -> None:
    query = {"task": world.local_task.pk, "format": "csv", "table": "answers"}
    answer = signed_in("observer").get(address("answers"), query, follow=True)
    assert answer["Content-Type"].startswith("text/csv")
    assert "Guangdong" in answer.content.decode("utf-8-sig")


def test_the_coverage_beside_a_list_is_that_of_the_task_that_is_listed(
    world: World, signed_in: SignIn
) -> None:
    world.approve(world.filing())
    for query, counted in (({}, "1 of 3"), ({"task": world.local_task.pk}, "1 of 2")):
        facts = dict(signed_in("observer").get(address("measures"), query).context["page"].facts)
        assert facts["Coverage"].startswith(f"Counted are {counted} answers"), facts["Coverage"]
        assert ("Task" in facts) == bool(query)


def test_a_list_says_on_its_page_and_in_files_by_what_it_is_narrowed(world: World, signed_in: SignIn) -> None:
    measure = world.local_task.measures.all()[0]
    query = {"state": "delayed", "measure": measure.pk}
    page = signed_in("observer").get(address("measures"), query)
    assert page.context["narrowed"] == [("State", "Delayed"), ("Measure", str(measure))]
    assert '<span class="muted">State</span> Delayed' in page.content.decode()
    text = signed_in("observer").get(address("measures"), query | {"format": "csv"}).content.decode()
    assert '"State","Delayed"' in text
