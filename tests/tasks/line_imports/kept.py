"""Rows of files that people brought, and what the database refuses to keep of them."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tasks.models import BundlePart, FilingBundle, ReceivedWorkbook
from tests.organizations.record_kinds.kept import BROKEN_RECORDS
from tests.tasks.own_spreadsheets.kept import BROKEN_MAPPINGS
from tests.world import World

NOW = timezone.now


def received(world: World, **values: Any) -> ReceivedWorkbook:
    made = {"filing": world.filing(), "received_by": world.filer, "received_at": NOW(), **values}
    return ReceivedWorkbook.objects.create(name="填报.xlsx", size=4, sha256="0" * 64, **made)


def bundle(world: World, **values: Any) -> FilingBundle:
    made = {"purpose": "take", "form": "zip", "requested_by": world.filer, "requested_at": NOW(), **values}
    return FilingBundle.objects.create(name="各市.zip", language="en", **made)


def part(world: World, **values: Any) -> BundlePart:
    held = FilingBundle.objects.first() or bundle(world)
    return BundlePart.objects.create(bundle=held, number=1, **values)


BROKEN_FILES: dict[str, Callable[[World], Any]] = {
    **BROKEN_RECORDS,
    **BROKEN_MAPPINGS,
    "tasks_receivedworkbook_one_waiting": lambda world: [received(world), received(world)],
    "tasks_receivedworkbook_undone_after_taken_over": lambda world: received(
        world, undone_at=NOW(), undone_by=world.filer
    ),
    "tasks_receivedworkbook_taken_over_at_with_by": lambda world: received(world, taken_over_at=NOW()),
    "tasks_receivedworkbook_undone_at_with_by": lambda world: received(
        world, taken_over_at=NOW(), taken_over_by=world.filer, undone_at=NOW()
    ),
    "tasks_filingbundle_state_known": lambda world: bundle(
        world, state="read", file="bundles/a.zip", sha256="0" * 64
    ),
    "tasks_filingbundle_has_its_file": lambda world: bundle(world, state="done"),
    "tasks_bundlepart_numbered_once": lambda world: [part(world), part(world)],
    "tasks_bundlepart_state_known": lambda world: part(world, state="lost"),
}
