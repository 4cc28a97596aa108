"""What every form of a report has in common: rendered from a snapshot alone, and read back from its file."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from reports.snapshot.snapshot import Snapshot

# Told how many steps of how many are done.
type Progress = Callable[[int, int], None]


class FormRefused(Exception):  # noqa: N818 (says what became of it)
    """A form cannot be made here. Its text says to people why, and what to install or do."""


class FileDiffers(Exception):  # noqa: N818 (says what is wrong with it)
    """What was read back is not what was written. Its text is for the log."""


class Renderer(Protocol):
    def __call__(self, snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
        """Write the form to ``path``, the same bytes for the same snapshot; answers in sentences what of the
        text had to be changed for it, which the form itself says as well. Raises ``FormRefused``."""


class Proof(Protocol):
    def __call__(self, snapshot: Snapshot, language: str, path: Path, progress: Progress) -> None:
        """Read a form back with a reader of its own and compare every text and figure with the snapshot.
        Raises ``FileDiffers``."""


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""
