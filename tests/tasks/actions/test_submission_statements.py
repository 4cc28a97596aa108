"""What a submission asks of the database, from the session to the answer, BEGIN and COMMIT among it."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from organizations.models import Organization
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingSnapshot
from tests.stored_world import stored_world
from tests.world import World, seen_in

MOST = 15


@pytest.fixture
def open_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions, in which the third quarter is open."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 8)
    return stored_world()


def statements_of_submitting(world: World, organization: Organization) -> list[str]:
    """Submit the filled filing of an organization by its page; the statements."""
    filing = world.filing(organization)
    client = Client()
    client.force_login(world.lead, backend="organizations.backends.RoleBackend")
    seen = str(seen_in(filing))
    with CaptureQueriesContext(connection) as asked:
        response = client.post(reverse("tasks:filing-submit", args=[filing.pk]), {"seen": seen})
    assert response["Location"] == reverse("tasks:filing-detail", args=[filing.pk])
    assert world.filing(organization).status == Filing.Status.SUBMITTED
    return [query["sql"] for query in asked]


def test_a_submission_reads_everything_once(open_world: World) -> None:
    open_world.fill(open_world.filing(), by=open_world.filer)
    statements = statements_of_submitting(open_world, open_world.province)
    assert len(statements) == MOST
    assert statements[-1] == "COMMIT", "the receipt is made of what was just kept"
    assert FilingSnapshot.objects.get().version == 1


def test_explanations_that_explain_nothing_are_taken_away_in_a_statement_for_each_kind(
    open_world: World,
) -> None:
    filing = open_world.filing()
    open_world.fill(filing, by=open_world.filer)
    idle = {"delayed": {"text": "旧", "compared": "1"}, "jump": {"text": "旧", "compared": "1"}}
    kinds = [LINE_KINDS[key] for key in ("progress", "measurement")]
    for kind in kinds:
        kind.model.objects.filter(filing=filing).update(explanations=idle)
    statements = statements_of_submitting(open_world, open_world.province)
    for kind in kinds:
        lines = kind.model.objects.filter(filing=filing)
        assert len(lines) > 0
        assert all(line.explanations == {} for line in lines)
        assert sum(sql.startswith(f'UPDATE "{kind.model._meta.db_table}"') for sql in statements) == 1
