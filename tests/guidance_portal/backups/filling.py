"""Fills an empty portal with the tests' small world."""

from django.core.files.base import ContentFile
from django.utils import timezone

from tasks.actions.evidence import receive_evidence
from tasks.lines.kinds import LINE_KINDS
from tests.world import make_world


def fill() -> None:
    """The province and its city approved, the neighbour in draft, one file of evidence."""
    world = make_world()
    receive_evidence(
        filing=world.filing(),
        kind=LINE_KINDS["progress"],
        subject_id=world.local_task.pk,
        upload=ContentFile("已印发。".encode(), name="证明.txt"),
        by=world.filer,
        at=timezone.now(),
    )
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), value="100", by=world.people["provincial_reviewer"])
    world.fill(world.filing(world.neighbour), by=world.people["outsider"], value="30")
