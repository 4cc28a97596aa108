"""Exports of the days when there were only workbooks: their jobs go on, and none is made twice."""

import importlib
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.utils import timezone

from background.models import Job
from reports.models import Export, FormKey
from tests.background.queue import work_off
from tests.reports.exports.orders import waiting

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")
MIGRATION = importlib.import_module("reports.migrations.0004_forms_of_an_export")


def test_a_job_that_waits_under_its_old_name_is_done(world: "World") -> None:
    export = waiting(world)
    MIGRATION.name_jobs_as_before(apps, None)
    assert Job.objects.get().task_path == "reports.jobs.make_workbook"
    MIGRATION.rename_jobs(apps, None)
    assert work_off() == 1
    export.refresh_from_db()
    assert export.status == Export.Status.DONE


def test_of_the_same_workbook_ordered_twice_the_later_one_is_made(world: "World") -> None:
    """Two orders that differ in nothing that a row stated then."""
    earlier, later = waiting(world), waiting(world, FormKey.XLSX)
    other = waiting(world, organization=world.province)
    MIGRATION.end_all_but_one(apps, None)
    statuses = {export.pk: export.status for export in Export.objects.all()}
    assert statuses == {earlier.pk: "failed", later.pk: "waiting", other.pk: "waiting"}
    earlier.refresh_from_db()
    assert earlier.problem == "The same export was being made another time."
    assert earlier.finished_at is not None
    assert earlier.finished_at <= timezone.now()
