"""Publishing and withdrawing at the same moment: one publication stands."""

from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from reports.actions import publish_report, withdraw_publication
from reports.models import Publication
from tests.background.queue import QUEUE
from tests.races import at_once
from tests.reports.publications.signed_out import published, signed_out
from tests.world import World, make_world

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings


@pytest.fixture
def busy_world(transactional_db: None, settings: "Settings") -> World:
    """The small world with real transactions, and jobs that wait."""
    settings.TASKS = QUEUE
    return make_world()


def publish(world: World, version: int) -> Publication:
    return publish_report(guidance=world.guidance, seen=version, by=world.administrator, at=timezone.now())


def test_two_who_publish_at_once_publish_once(busy_world: World) -> None:
    report = signed_out(busy_world)
    made = at_once(*[partial(publish, busy_world, report.version)] * 3)
    assert {type(each) for each in made} == {Publication}
    assert Publication.objects.count() == 1


def test_two_who_withdraw_at_once_leave_one_reason(busy_world: World) -> None:
    publication = published(busy_world)
    acts = [
        partial(
            withdraw_publication,
            publication=publication,
            reason=reason,
            by=busy_world.administrator,
            at=timezone.now(),
        )
        for reason in ("甲", "乙")
    ]
    said = {each.withdrawal_reason for each in at_once(*acts) if isinstance(each, Publication)}
    assert len(said) == 1
    assert not Publication.objects.standing().exists()
