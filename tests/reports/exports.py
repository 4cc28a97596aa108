"""Exports in tests: asked for, and what of them is stored."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from reports.actions import request_export
from reports.models import Export

if TYPE_CHECKING:
    from tests.world import World


def waiting(world: "World") -> Export:
    """An export that the administrator asked for, whose job waits."""
    return request_export(
        guidance=world.guidance,
        organization=world.office,
        language="en",
        by=world.people["administrator"],
        at=timezone.now(),
    )


def stored(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.rglob("*.xlsx"))
