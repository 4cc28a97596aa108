"""Workbooks of records that people brought, and what the database refuses to keep of them."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from organizations.models import ReceivedRecords
from tests.world import World

NOW = timezone.now


def received(world: World, **values: Any) -> ReceivedRecords:
    made = {"received_by": world.administrator, "received_at": NOW(), **values}
    return ReceivedRecords.objects.create(kind="people", name="人员.xlsx", size=4, sha256="0" * 64, **made)


BROKEN_RECORDS: dict[str, Callable[[World], Any]] = {
    "organizations_receivedrecords_one_waiting": lambda world: [received(world), received(world)],
    "organizations_receivedrecords_applied_at_with_by": lambda world: received(world, applied_at=NOW()),
    "organizations_receivedrecords_state_known": lambda world: received(world, state="nonsense"),
}
