"""Exports at the same moment, in threads and transactions of their own: ordered once, cancelled or done."""

import datetime as dt
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from background.models import Job
from reports.actions import cancel_export, make_export
from reports.models import Export, FormKey
from tests.races import at_once
from tests.reports.exports.orders import stored, waiting
from tests.world import make_world

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.world import World

Status = Export.Status


@pytest.fixture
def busy_world(transactional_db: None, small_reports: object, settings: "Settings") -> "World":
    """The small world with real transactions and a running clock."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    return make_world()


def test_ordering_four_times_at_once_makes_one_export(busy_world: "World") -> None:
    ordered = at_once(*[lambda: waiting(busy_world, FormKey.DOCX)] * 4)
    assert len({export.pk for export in ordered if isinstance(export, Export)}) == 1
    assert (Export.objects.count(), Job.objects.count()) == (1, 1)


def test_whoever_comes_first_cancelling_or_finishing_row_and_file_agree(
    busy_world: "World", tmp_path: Path
) -> None:
    for moment in range(8):
        export = waiting(busy_world, FormKey.DOCX, FormKey.PDF)
        at_once(partial(cancel_after, moment, export, busy_world), partial(make, export))
        export.refresh_from_db()
        assert export.status in {Status.CANCELLED, Status.DONE}
        is_done = export.status == Status.DONE
        assert bool(export.sha256) is bool(export.file) is is_done
        kept = [name for name in stored(tmp_path) if f"-{export.pk}-" in name]
        assert len(kept) == is_done


def cancel_after(moment: int, export: Export, world: "World") -> Export:
    sleep(0.005 * moment)
    return cancel_export(export=Export.objects.get(pk=export.pk), by=world.administrator, at=timezone.now())


def make(export: Export) -> Export:
    return make_export(export=Export.objects.get(pk=export.pk), at=timezone.now())
