"""A task's page: who may read it, what it unfolds, filters and gathers, and where it leads."""

import re
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from reports.dashboards.task_answers.question import MOST_OPEN
from reports.data_tables.values import DataTable, Row
from tasks.models import Task
from tests.conftest import SignIn
from tests.reports.busy_world import BusyWorld
from tests.reports.markup import Page

pytestmark = pytest.mark.django_db


def page_of(
    busy: BusyWorld, person: str, code: str, task: Task | None = None, **asked: str | list[str]
) -> HttpResponse:
    address = reverse("reports:dashboard-task", args=[code, (task or busy.world.local_task).pk])
    answer: HttpResponse = SignIn(busy.world)(person).get(address, asked)
    return answer


def table(answer: HttpResponse, key: str = "answers") -> DataTable:
    assert answer.status_code == 200
    found: DataTable = answer.context["page"].table(key)
    return found


def codes(rows: tuple[Row, ...]) -> list[str]:
    return [row.key.removeprefix("of-") for row in rows]


def filings_linked(answer: HttpResponse) -> set[str]:
    return set(re.findall(r'href="/filings/(\d+)/#line-progress', answer.content.decode()))


def test_an_organization_counts_itself_and_those_who_file_to_it(busy: BusyWorld) -> None:
    assert codes(table(page_of(busy, "lead", "44")).rows) == ["44", "440100", "440300", "440600"]
    assert "of-33" in {row.key for row in table(page_of(busy, "observer", "CNIPA")).rows}


@pytest.mark.parametrize(("person", "code"), [("lead", "CNIPA"), ("lead", "33"), ("outsider", "44")])
def test_outside_the_scope_there_is_no_such_page(busy: BusyWorld, person: str, code: str) -> None:
    assert page_of(busy, person, code).status_code == 404


def test_a_task_of_a_draft_is_no_page(busy: BusyWorld) -> None:
    address = reverse("reports:dashboard-task", args=["CNIPA", 987_654])
    assert SignIn(busy.world)("observer").get(address).status_code == 404


def test_a_department_reads_all_on_its_tasks_and_opens_its_own_filings_alone(busy: BusyWorld) -> None:
    world = busy.world
    world.local_task.responsibilities.create(organization=world.department, role="lead", basis="stated")
    answer = page_of(busy, "department_observer", world.department.code)
    assert {"33", "44", world.neighbour.code} <= set(codes(table(answer).rows))
    own = {str(pk) for pk in world.department.filings.values_list("pk", flat=True)}
    assert filings_linked(answer) <= own
    assert filings_linked(page_of(busy, "observer", "CNIPA"))
    world.local_task.responsibilities.filter(organization=world.department).delete()


def test_rows_beneath_are_read_where_they_are_unfolded(busy: BusyWorld) -> None:
    folded = table(page_of(busy, "observer", "CNIPA"))
    opened = table(page_of(busy, "observer", "CNIPA", open="44"))
    beneath = [row for row in opened.rows if row.parent]
    assert codes(tuple(beneath)) == ["440100", "440300", "440600"]
    assert {row.parent for row in beneath} == {"of-44"}
    superior = next(row for row in opened.rows if row.key == "of-44")
    before = next(row for row in folded.rows if row.key == "of-44")
    assert superior.cells[1:7] == before.cells[1:7]
    assert opened.totals == folded.totals


def test_rows_unfold_beneath_unfolded_ones_and_nowhere_else(busy: BusyWorld) -> None:
    nested = table(page_of(busy, "observer", "CNIPA", open=["44", "440100"]))
    (county,) = [row for row in nested.rows if row.key == "of-440104"]
    assert (county.parent, county.level) == ("of-440100", 2)
    alone = table(page_of(busy, "observer", "CNIPA", open=["440100", "nowhere"]))
    assert codes(alone.rows) == codes(table(page_of(busy, "observer", "CNIPA")).rows)
    # Only so many at once: the ones that were opened last.
    many = table(page_of(busy, "observer", "CNIPA", open=["44", *map(str, range(MOST_OPEN))]))
    assert not [row for row in many.rows if row.parent]


def test_the_toggle_counts_who_stands_beneath_and_opens_just_those(busy: BusyWorld) -> None:
    answer = page_of(busy, "observer", "CNIPA")
    (toggle,) = [link for link in Page(answer.content.decode()).all("a") if "fold" in link.classes]
    approved, asked = map(int, toggle.text.split("/"))
    assert toggle.attributes["href"] == "?open=44#of-44"
    rows = [row for row in table(page_of(busy, "observer", "CNIPA", open="44")).rows if row.parent]
    answered = [row for row in rows if row.cells[2].value is not None or row.cells[1].state == "nil"]
    assert (len(answered), len(rows)) == (approved, asked) == (2, 3)


def test_the_whole_answer_stands_below_its_row(busy: BusyWorld) -> None:
    code = busy.world.neighbour.code
    shown = Page(page_of(busy, "observer", "CNIPA", answer=code).content.decode())
    (detail,) = [row for row in shown.all("tr") if "row--detail" in row.classes]
    assert "Achievements" in detail.text
    assert "Fold the answer" in detail.text
    for folded in ("nobody", "11"):
        page = Page(page_of(busy, "observer", "CNIPA", answer=folded).content.decode())
        assert not [row for row in page.all("tr") if "row--detail" in row.classes], folded


def test_names_find_rows_as_lists_do(busy: BusyWorld) -> None:
    assert codes(table(page_of(busy, "observer", "CNIPA", name="zhejiang")).rows) == ["33"]
    assert codes(table(page_of(busy, "observer", "CNIPA", name="浙")).rows) == ["33"]
    nobody = page_of(busy, "observer", "CNIPA", name="nobody")
    assert table(nobody).rows == ()
    assert "Nobody who is asked about this task has such an answer." in nobody.content.decode()


def test_names_find_cities_and_counties_beneath_and_lead_to_their_rows(busy: BusyWorld) -> None:
    answer = page_of(busy, "observer", "CNIPA", name="yuexiu", sort_answers="-percent", state="approved")
    (place,) = answer.context["found"].places
    assert (place.name, place.within) == ("Yuexiu", "Guangdong › Guangzhou")
    assert place.href in answer.content.decode().replace("&amp;", "&")
    assert "sort_answers=-percent" in place.href
    followed = SignIn(busy.world)("observer").get(f"{answer.wsgi_request.path}{place.href}")
    assert place.href.endswith("#of-440104")
    assert "440104" in codes(table(followed).rows)


def test_names_find_beneath_the_rows_of_who_looks_alone(busy: BusyWorld) -> None:
    assert [one.name for one in page_of(busy, "lead", "44", name="foshan").context["found"].places] == []
    assert codes(table(page_of(busy, "lead", "44", name="foshan")).rows) == ["440600"]
    assert [one.within for one in page_of(busy, "lead", "44", name="越秀").context["found"].places] == [
        "Guangzhou"
    ]
    assert page_of(busy, "observer", "33", name="yuexiu").context["found"].places == ()
    assert page_of(busy, "observer", "CNIPA").context["found"].number == 0


def test_the_table_sorts_by_every_column_and_keeps_rows_beneath_in_place(busy: BusyWorld) -> None:
    for head in table(page_of(busy, "observer", "CNIPA")).heads:
        for order in (head.key, f"-{head.key}"):
            rows = table(page_of(busy, "observer", "CNIPA", open="44", sort_answers=order)).rows
            place = codes(rows).index("44")
            assert {row.parent for row in rows[place + 1 : place + 4]} == {"of-44"}, order


def test_what_one_task_does_not_answer_is_said(busy: BusyWorld) -> None:
    answer = page_of(busy, "observer", "CNIPA", department="D-TFS", on="2021-10-01")
    assert "Not asked of it: Responsible department." in answer.content.decode()
    assert "Not asked of it" not in page_of(busy, "observer", "CNIPA", region="east").content.decode()


def test_a_workbook_has_the_rows_of_the_page_in_their_order(busy: BusyWorld) -> None:
    asked: dict[str, str | list[str]] = {"open": "44", "sort_answers": "-percent"}
    rows = table(page_of(busy, "observer", "CNIPA", **asked)).rows
    file = page_of(busy, "observer", "CNIPA", format="xlsx", **asked)
    names = {str(row.cells[0].value) for row in rows}
    book = load_workbook(BytesIO(file.content))
    (sheet,) = [sheet for sheet in book.worksheets if sheet.title.startswith("Answers")]
    first = [str(row[0].value).strip() for row in sheet.iter_rows() if str(row[0].value).strip() in names]
    assert first == [str(row.cells[0].value) for row in rows]


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ({}, "/dashboard/CNIPA/tasks/{task}/#answers-rows"),
        ({"organization": "44"}, "/dashboard/44/tasks/{task}/#answers-rows"),
        ({"show": "approved"}, "/dashboard/CNIPA/tasks/{task}/?state=approved#answers-rows"),
        ({"show": "delayed"}, "/dashboard/CNIPA/tasks/{task}/#delays-rows"),
        ({"period": "7", "show": "x"}, "/dashboard/CNIPA/tasks/{task}/?period=7&state=x#answers-rows"),
    ],
)
def test_old_addresses_lead_on(busy: BusyWorld, asked: dict[str, str], leads_to: str) -> None:
    task = busy.world.local_task.pk
    answer = SignIn(busy.world)("observer").get(reverse("tasks:task-answers", args=[task]), asked)
    assert (answer.status_code, answer.url) == (302, leads_to.format(task=task))


def test_an_old_address_of_another_organization_is_not_there(busy: BusyWorld) -> None:
    address = reverse("tasks:task-answers", args=[busy.world.local_task.pk])
    for code in ("CNIPA", "no\x00code"):
        assert SignIn(busy.world)("lead").get(address, {"organization": code}).status_code == 404
