"""The same question has the same answer at every door (design R23): a target's figure, a task's standing."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from organizations.models import Organization
from reports.gathering.filings import Standpoint
from reports.overview import reporting, tasks_of
from reports.snapshot.year import Figure, TaskYear
from reports.tables.scope import TableScope
from targets.figures.queries import TargetFigure, figures_of
from targets.wording import attainment_in_percent
from tasks.filings.task_progress import TaskProgress, task_progress_at
from tests.conftest import SignIn
from tests.reports.busy_world import ON, BusyWorld
from tests.reports.tables.reading import table_records
from tests.reports.years import year_of

pytestmark = pytest.mark.django_db
# Who looks, and from which organization they do.
LOOKS = [("observer", "CNIPA"), ("lead", "44"), ("department_observer", "D-TFS")]


def text_of(response: HttpResponse) -> str:
    """What a page says, with single blanks and without its markup."""
    assert response.status_code == 200
    return " ".join(re.sub("<[^>]*>", " ", response.content.decode()).split())


@pytest.mark.parametrize(("person", "code"), LOOKS)
def test_a_figure_is_the_same_everywhere(busy: BusyWorld, person: str, code: str) -> None:
    client, organization = SignIn(busy.world)(person), Organization.objects.get(code=code)
    targets = list(busy.world.guidance.targets.select_related("indicator", "guidance").order_by("order"))
    figures = figures_of(organization, targets)
    assert len(figures) >= 2
    dashboard = client.get(reverse("reports:dashboard"))
    listed = client.get(reverse("targets:target-list"))
    on_dashboard = {row.shown.target.pk: row.shown for row in dashboard.context["rows"]}
    in_list = {target.pk: shown for target, shown, _bullet in listed.context["rows"] if shown}
    in_api = {one["id"]: one["figure"] for one in client.get(reverse("api:target-list")).json()["results"]}
    told = year_of(busy.world.guidance, organization).figures
    rows = [row for row in told if row.organization == code]
    for (pk, figure), row in zip(figures.items(), rows, strict=True):
        page = client.get(reverse("targets:target-detail", args=[pk]))
        explained = client.get(in_api[pk]["explanation"])
        shown = [on_dashboard[pk], in_list[pk], page.context["shown"], explained.context["shown"]]
        assert {answer(one) for one in shown} == {answer(figure)}
        assert answer_of_call(in_api[pk]) == answer(figure)[:6]
        assert_row(row, figure)
        assert_pages_say(figure, {"dashboard": dashboard, "list": listed, "page": page, "why": explained})


type Answer = tuple[Any, ...]


def answer(shown: TargetFigure) -> Answer:
    """A figure as all of them have it: value, provisional value, outcome, sentence, coverage, attainment."""
    coverage = shown.figure.coverage_to_date
    return (
        shown.organization.code,
        shown.figure.value,
        shown.provisional.value,
        str(shown.outcome),
        shown.sentence,
        (coverage.counted, coverage.expected),
        shown.figure.coverage,
        shown.assessment.attainment,
        shown.value_in_words,
    )


def answer_of_call(found: dict[str, Any]) -> Answer:
    return (
        found["organization"],
        *(None if found[key] is None else Decimal(found[key]) for key in ("value", "provisional_value")),
        found["outcome"],
        found["sentence"],
        (found["counted"], found["expected"]),
    )


def assert_row(row: Figure, shown: TargetFigure) -> None:
    """Every form of the report says the same."""
    coverage = shown.figure.coverage
    assert row.sentence is not None
    assert row.sentence.en.startswith(shown.sentence)
    assert row.goal is not None
    assert row.goal.en == shown.goal_in_words
    assert row.outcome == (shown.outcome if shown.is_compared else None)
    assert row.coverage is not None
    assert (row.coverage.counted, row.coverage.expected) == (coverage.counted, coverage.expected)
    assert (None if row.value is None else Decimal(row.value)) == shown.figure.value
    assert row.value is None or row.text.en == shown.value_in_words


def assert_pages_say(shown: TargetFigure, pages: dict[str, HttpResponse]) -> None:
    """The words stand on the pages, not only what they are made of."""
    texts = {name: text_of(response) for name, response in pages.items()}
    # The rows of a dashboard tell their calculation, and the coverage in it, where one points at them.
    texts["dashboard"] += " ".join(re.findall(r'data-note="([^"]*)"', pages["dashboard"].content.decode()))
    is_absent = shown.figure.value is None
    said = shown.absence_in_words if is_absent else shown.value_in_words
    assert all(said in texts[name] for name in ("list", "page", "why"))
    assert (said if is_absent else shown.number_in_words) in texts["dashboard"]
    if shown.is_compared:
        assert all(shown.outcome_in_words in text for text in texts.values())
        attainment = shown.assessment.attainment
        assert attainment is None or attainment_in_percent(attainment) in texts["page"]
    coverage = shown.figure.coverage
    words = re.compile(rf"\b{coverage.counted} of {coverage.expected} organization")
    assert all(words.search(text) for text in texts.values())


@pytest.mark.parametrize(("person", "code"), [*LOOKS, ("reviewer", "CNIPA")])
def test_a_standing_is_the_same_everywhere(busy: BusyWorld, person: str, code: str) -> None:
    client, organization = SignIn(busy.world)(person), Organization.objects.get(code=code)
    tasks = list(busy.world.guidance.tasks.order_by("order"))
    wanted = task_progress_at(organization, tasks)
    listed = dict(client.get(reverse("tasks:task-list")).context["rows"])
    in_text = client.get(reverse("tasks:guidance-detail", args=[2021])).context["sections"]
    stretches = {one.task.pk: one.standing for _section, found, _rest in in_text for one in found}
    in_api = {one["id"]: one["standing"] for one in client.get(reverse("api:task-list")).json()["results"]}
    rows = {row.order: row for row in year_of(busy.world.guidance, organization).tasks}
    for task in tasks:
        standing = wanted[task.pk]
        page = client.get(reverse("tasks:task-detail", args=[task.pk])).context["standing"]
        shown = [page, listed[task], stretches[task.pk]]
        assert {counts(one) for one in shown} == {counts(standing)}
        assert in_api[task.pk] is None if not standing.organizations else same_call(in_api[task.pk], standing)
        # In its own report an organization stands for itself alone.
        if organization.is_office:
            assert same_row(rows[task.order], standing)


def counts(standing: TaskProgress) -> Answer:
    return (
        standing.organizations,
        standing.approved,
        standing.submitted,
        standing.measures,
        standing.completed,
        standing.delayed,
        standing.percent_complete,
        standing.state,
    )


def same_call(found: dict[str, Any], standing: TaskProgress) -> bool:
    names = ("organizations", "approved", "submitted", "measures", "completed", "delayed")
    said = None if found["percent_complete"] is None else Decimal(found["percent_complete"])
    return (*(found[name] for name in names), said, found["state"]) == counts(standing)


def same_row(row: TaskYear, standing: TaskProgress) -> bool:
    said = None if row.percent_complete is None else Decimal(row.percent_complete)
    told = (row.organizations, row.approved, row.measures, row.completed, row.delayed, said, row.state)
    wanted = counts(standing)
    return told == (*wanted[:2], *wanted[3:])


@pytest.mark.parametrize(("person", "code"), LOOKS)
def test_an_earlier_period_is_the_same_on_dashboard_and_where_it_leads(
    busy: BusyWorld, person: str, code: str
) -> None:
    client = SignIn(busy.world)(person)
    dashboard = client.get(reverse("reports:dashboard"), {"period": busy.spring.pk})
    for shown in [row.shown for row in dashboard.context["rows"]]:
        asked = {"organization": code, "period": busy.spring.order}
        explained = client.get(reverse("targets:target-explanation", args=[shown.target.pk]), asked)
        assert answer(explained.context["shown"]) == answer(shown)
    organization = Organization.objects.get(code=code)
    tasks = tasks_of(organization, busy.world.guidance.pk)
    for task in tasks:
        standing = task_progress_at(organization, tasks, busy.spring)[task.pk]
        asked = {"period": busy.spring.pk}
        answers = client.get(reverse("reports:dashboard-task", args=[code, task.pk]), asked)
        assert counts(answers.context["sheet"].progress) == counts(standing)


def test_how_many_have_filed_is_the_same_on_dashboard_list_and_workbook(busy: BusyWorld) -> None:
    client, period = SignIn(busy.world)("reviewer"), busy.world.period
    dashboard = client.get(reverse("reports:dashboard"))
    counted = reporting(busy.world.office, period)
    shown = [count for group in dashboard.context["groups"] for count in group.counts]
    assert sum(count.count for count in shown) == counted.total
    beneath = client.get(reverse("tasks:subordinates"), {"period": period.pk}).context
    assert (counted.filed, counted.total) == (beneath["filed_count"], beneath["page_obj"].paginator.count)
    overdue = {one.key: one.count for one in counted.timeliness}["overdue"]
    assert overdue == beneath["overdue_count"]
    rows = table_records(TableScope(busy.world.guidance, busy.world.office, Standpoint(ON)), "filings")
    asked = [
        row
        for row in rows
        if row["period_en"] == str(period) and row["reports_to"] == busy.world.office.short_name
    ]
    assert len(asked) == counted.total
    assert sum(row["filed_on"] is not None for row in asked) == counted.filed
    assert sum(row["timeliness_en"] == "Overdue" for row in asked) == overdue
