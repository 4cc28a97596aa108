"""The form .json: the snapshot itself."""

import shutil
from pathlib import Path

import msgspec

from reports.rendering import FileDiffers, Progress
from reports.snapshot.digests import digests_of
from reports.snapshot.snapshot import Snapshot

# After how many rows progress is told.
EVERY = 500


def render_json(
    snapshot: Snapshot,
    language: str,  # noqa: ARG001 (it holds all of them)
    path: Path,
    progress: Progress,
) -> list[str]:
    """The snapshot as it is, in all its languages; nothing of it has to be changed."""
    shutil.copyfile(snapshot.path, path)
    progress(1, 1)
    return []


def prove_json(
    snapshot: Snapshot,
    language: str,  # noqa: ARG001 (as above)
    path: Path,
    progress: Progress,
) -> None:
    """The same bytes as the snapshot, and every part of it is of its kind. Raises ``FileDiffers``."""
    if digests_of(path) != digests_of(snapshot.path):
        raise FileDiffers(f"{path.name} is not the snapshot")
    try:
        prove_parts(Snapshot(path), progress)
    except (msgspec.MsgspecError, KeyError, ValueError) as error:
        raise FileDiffers(f"{path.name} cannot be read: {error!r}") from error


def prove_parts(read: Snapshot, progress: Progress) -> None:
    """Decode head, year and documents strictly, and count the rows of the tables and their cells."""
    total = max(sum(read.head.rows.values()), 1)
    _decoded, done = (read.year, read.documents), 0
    for table in read.tables:
        for row in read.rows(table.key):
            if len(row) != len(table.columns):
                raise FileDiffers(f"a row of {table.key} has {len(row)} cells")
            done += 1
            if done % EVERY == 0:
                progress(min(done, total), total)
    progress(1, 1)
