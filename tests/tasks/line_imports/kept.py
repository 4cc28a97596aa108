"""Rows of files that people brought, and what the database refuses to keep of them."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tasks.models import ReceivedWorkbook
from tests.world import World

NOW = timezone.now


def received(world: World, **values: Any) -> ReceivedWorkbook:
    made = {"filing": world.filing(), "received_by": world.filer, "received_at": NOW(), **values}
    return ReceivedWorkbook.objects.create(name="填报.xlsx", size=4, sha256="0" * 64, **made)


BROKEN_FILES: dict[str, Callable[[World], Any]] = {
    "tasks_receivedworkbook_one_waiting": lambda world: [received(world), received(world)],
    "tasks_receivedworkbook_undone_after_taken_over": lambda world: received(
        world, undone_at=NOW(), undone_by=world.filer
    ),
    "tasks_receivedworkbook_taken_over_at_with_by": lambda world: received(world, taken_over_at=NOW()),
    "tasks_receivedworkbook_undone_at_with_by": lambda world: received(
        world, taken_over_at=NOW(), taken_over_by=world.filer, undone_at=NOW()
    ),
}
