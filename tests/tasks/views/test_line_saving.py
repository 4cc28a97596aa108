"""What one save of a line costs, and what it writes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import SignIn
from tests.factories import MeasureFactory, ResponsibilityFactory, TaskFactory
from tests.world import World

HTMX = {"HX-Request": "true"}
# Who is it: the session, the person, their roles. Every page asks that first.
SIGN_IN = ("django_session", "organizations_user", "organizations_membership")
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
MOST = 6
MOST_TO_OPEN = 15


def line_url(world: World, kind: str) -> str:
    subject = {"progress": world.local_task, "measurement": world.pledge}[kind]
    return reverse("tasks:line-edit", args=[world.filing().pk, kind, subject.pk])


def text_of(kind: str, version: int) -> dict[str, Any]:
    """What the browser sends: new text each time."""
    if kind == "measurement":
        return {"version": version, "value": f"12{version}.5", "note": "说明"}
    return {"version": version, "achievements": f"第{version}稿", "note": "说明"}


def measure_fields(world: World, state: str) -> dict[str, str]:
    return {f"measure_{measure.pk}": state for measure in world.local_task.measures.all()}


def statements(client: Client, url: str, data: dict[str, Any]) -> list[str]:
    """The statements of one save by htmx, beyond who is signed in and the marks of transactions."""
    with CaptureQueriesContext(connection) as captured:
        response = client.post(url, data, headers=HTMX)
    assert response.status_code == 200, response.content.decode()
    all_of_them = [query["sql"] for query in captured]
    return [
        sql
        for sql in all_of_them
        if not sql.startswith(BOOKKEEPING) and not any(f'FROM "{table}"' in sql for table in SIGN_IN)
    ]


@pytest.mark.parametrize("kind", ["progress", "measurement"])
def test_a_save_takes_six_statements_at_most(world: World, signed_in: SignIn, kind: str) -> None:
    world.approve(world.filing(world.city), by=world.provincial_reviewer)
    client, url = signed_in("filer"), line_url(world, kind)
    for version in range(4):
        extra = measure_fields(world, ["in_progress", "completed"][version % 2]) if kind == "progress" else {}
        found = statements(client, url, text_of(kind, version) | extra)
        assert len(found) <= MOST, "\n".join(found)


def test_a_save_costs_the_same_however_many_lines_and_organizations_there_are(
    world: World, signed_in: SignIn
) -> None:
    client, url = signed_in("filer"), line_url(world, "measurement")
    statements(client, url, text_of("measurement", 0) | {"value": "1"})
    few = len(statements(client, url, text_of("measurement", 1) | {"value": "2"}))
    world.fill_everything()
    version = world.filing().measurements.get(target=world.pledge).version
    many = len(statements(client, url, text_of("measurement", version)))
    assert few == many


def test_the_states_that_did_not_change_are_not_written_again(world: World, signed_in: SignIn) -> None:
    client, url = signed_in("filer"), line_url(world, "progress")
    statements(client, url, text_of("progress", 0) | measure_fields(world, "in_progress"))
    found = statements(client, url, text_of("progress", 1) | measure_fields(world, "in_progress"))
    assert not any("INSERT" in sql and "measurestate" in sql for sql in found)
    entry = world.filing().progress_entries.get()
    assert [state.state for state in entry.measure_states.all()] == ["in_progress", "in_progress"]


def test_a_filing_of_forty_lines_opens_in_fifteen_queries(world: World, signed_in: SignIn) -> None:
    for _number in range(37):
        task = TaskFactory(section=world.local_task.section)
        MeasureFactory(task=task)
        ResponsibilityFactory(task=task, collective="local_bureaus")
    filing = world.filing()
    world.fill(filing, by=world.filer)
    client, url = signed_in("filer"), reverse("tasks:filing-detail", args=[filing.pk])
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    assert len(page.context["lines"]) == 40
    assert len(captured) <= MOST_TO_OPEN, "\n".join(query["sql"] for query in captured)
