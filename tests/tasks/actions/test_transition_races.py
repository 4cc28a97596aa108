"""Two people at the same moment, in threads and transactions of their own (design R1, R3)."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tasks.actions import approve_filing, return_filing, submit_filing
from tasks.errors import ActionRefused
from tasks.models import Filing
from tests.races import at_once
from tests.world import World, make_world, seen_in


@pytest.fixture
def busy_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions and a running clock."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    return make_world()


def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told(busy_world: World) -> None:
    filing = busy_world.submit(busy_world.filing())
    now = timezone.now()
    results = at_once(
        lambda: approve_filing(filing=filing, by=busy_world.reviewer, at=now, version=1),
        lambda: return_filing(
            filing=filing, by=busy_world.second_reviewer, at=now, reason="请核对", version=1
        ),
    )
    refused = [result for result in results if isinstance(result, ActionRefused)]
    decided = list(filing.events.exclude(action="submit").values_list("action", flat=True))
    assert len(refused) == 1
    assert len(decided) == 1
    assert busy_world.filing().status == {"approve": "approved", "return": "returned"}[decided[0]]


def test_a_double_submission_at_once_leaves_one_version(busy_world: World) -> None:
    filing = busy_world.filing()
    busy_world.fill(filing, by=busy_world.filer)
    at_once(
        *[lambda: submit_filing(filing=filing, by=busy_world.lead, at=timezone.now(), seen=seen_in(filing))]
        * 2
    )
    stored = Filing.objects.get(pk=filing.pk)
    assert (stored.version, stored.events.count(), stored.snapshots.count()) == (1, 1, 1)
