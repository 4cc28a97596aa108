"""What a save asks of the database, from the session to the answer, BEGIN and COMMIT among it."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from organizations.models import Membership
from tasks.models import Filing, Guidance, LineRevision
from tests.cases import section_of, year_end_of
from tests.stored_world import stored_world
from tests.world import World

HTMX = {"HX-Request": "true"}
MOST = 8


@pytest.fixture
def open_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions, in which the year end is open."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 1)
    return stored_world()


@pytest.fixture
def browser(open_world: World) -> Client:
    client = Client()
    client.force_login(open_world.filer, backend="organizations.backends.RoleBackend")
    return client


def address(world: World, kind: str) -> str:
    subject = {"progress": world.local_task.pk, "measurement": world.pledge.pk, "case": 1}[kind]
    return reverse("tasks:line-edit", args=[filing_of(world, kind).pk, kind, subject])


def filing_of(world: World, kind: str) -> Filing:
    return year_end_of(world) if kind == "case" else world.filing()


def said(world: World, kind: str, turn: int) -> dict[str, Any]:
    """What is sent in a line's form; no two turns say the same."""
    content: dict[str, dict[str, Any]] = {
        "progress": {"achievements": f"成效{turn}"},
        "measurement": {"value": f"{turn + 7}"},
        "case": {"title": f"案例{turn}", "text": "经过", "sections": [section_of(world).path]},
    }
    return {"version": turn, "note": "", **content[kind]}


def save(browser: Client, world: World, kind: str, turn: int, **more: Any) -> list[str]:
    """The statements of one save."""
    url, data = address(world, kind), said(world, kind, turn) | more
    with CaptureQueriesContext(connection) as asked:
        response = browser.post(url, data, headers=HTMX)
    assert response.status_code == 200
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("kind", ["progress", "measurement", "case"])
def test_a_save_asks_eight_statements_and_none_behind_its_commit_that_it_need_not(
    open_world: World, browser: Client, kind: str
) -> None:
    save(browser, open_world, kind, 0)
    save(browser, open_world, kind, 1)
    statements = save(browser, open_world, kind, 2)
    assert len(statements) == MOST
    begun = next(place for place, sql in enumerate(statements) if sql.startswith("BEGIN"))
    committed = statements.index("COMMIT")
    assert begun == 2, "the session, and the person with their roles"
    checks = 1 if kind == "measurement" else 0
    assert len(statements) - 1 - committed == checks
    revisions = LineRevision.objects.filter(kind=kind).order_by("version")
    assert [revision.version for revision in revisions] == [1, 2, 3]


def test_a_measure_that_changes_takes_one_statement_more(open_world: World, browser: Client) -> None:
    save(browser, open_world, "progress", 0)
    measure = open_world.local_task.measures.order_by("order")[0]
    changed = {f"measure_{measure.pk}": "completed"}
    assert len(save(browser, open_world, "progress", 1, **changed)) == MOST + 1
    assert len(save(browser, open_world, "progress", 2, **changed)) == MOST


def test_the_sections_of_a_case_are_written_where_they_change_and_nowhere_else(
    open_world: World, browser: Client
) -> None:
    save(browser, open_world, "case", 0)
    assert len(save(browser, open_world, "case", 1)) == MOST
    assert len(save(browser, open_world, "case", 2, sections=[])) == MOST + 1
    case = year_end_of(open_world).case_studies.get()
    assert not case.section_links.exists()
    assert len(save(browser, open_world, "case", 3)) == MOST + 1
    assert [link.section for link in case.section_links.all()] == [section_of(open_world)]


def test_saving_what_stands_there_writes_nothing(open_world: World, browser: Client) -> None:
    save(browser, open_world, "progress", 0)
    url, same = address(open_world, "progress"), said(open_world, "progress", 0) | {"version": 1}
    with CaptureQueriesContext(connection) as asked:
        browser.post(url, same, headers=HTMX)
    assert not [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]


@pytest.mark.parametrize("kind", ["progress", "measurement", "case"])
def test_a_role_that_was_taken_away_ends_with_the_next_request(
    open_world: World, browser: Client, kind: str
) -> None:
    save(browser, open_world, kind, 0)
    save(browser, open_world, kind, 1)
    Membership.objects.filter(user=open_world.filer).delete()
    response = browser.post(address(open_world, kind), said(open_world, kind, 2), headers=HTMX)
    assert response.status_code == 404
    assert LineRevision.objects.filter(kind=kind).count() == 2


def test_another_role_alone_reads_and_does_not_save(open_world: World, browser: Client) -> None:
    save(browser, open_world, "progress", 0)
    Membership.objects.filter(user=open_world.filer).update(role="observer")
    response = browser.post(address(open_world, "progress"), said(open_world, "progress", 1), headers=HTMX)
    assert response.status_code == 403


def test_somebody_who_was_shut_out_saves_nothing_more(open_world: World, browser: Client) -> None:
    save(browser, open_world, "progress", 0)
    open_world.filer.is_active = False
    open_world.filer.save()
    response = browser.post(address(open_world, "progress"), said(open_world, "progress", 1), headers=HTMX)
    assert response.status_code == 401


def test_a_guidance_that_is_not_in_force_is_nobodys_to_save(open_world: World, browser: Client) -> None:
    save(browser, open_world, "progress", 0)
    Guidance.objects.update(status="draft", published_at=None)
    response = browser.post(address(open_world, "progress"), said(open_world, "progress", 1), headers=HTMX)
    assert response.status_code == 404
