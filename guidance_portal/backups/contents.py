"""The files of a backup: copied with their checksums, on the disk before they count, and read back."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from guidance_portal.backups.manifest import FILE_NAME, Content
from guidance_portal.backups.refusal import BackupError

CHUNK = 1024 * 1024
EVERY = 500
type Tell = Callable[[str], None]


def copy_stream(source: IO[Any], target: Path) -> Content:
    """Write what a stream gives to a new file, see it on the disk, and say what it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as written:
        while chunk := source.read(CHUNK):
            written.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        written.flush()
        os.fsync(written.fileno())
    return Content(size, digest.hexdigest())


def content_of(path: Path) -> Content:
    with path.open("rb") as file:
        return Content(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def sync(path: Path) -> None:
    """See a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def paths_in(folder: Path) -> Iterator[str]:
    """The files under a folder, by their path in it with slashes, in order."""
    for path in sorted(folder.rglob("*")):
        if not path.is_dir():
            yield path.relative_to(folder).as_posix()


def verify_contents(folder: Path, contents: Mapping[str, Content], tell: Tell) -> None:
    """Read every file of a backup and refuse it where one is missing, altered, or was never part of it."""
    for place, (name, expected) in enumerate(contents.items(), start=1):
        path = folder / name
        if not path.is_file():
            raise BackupError(f"The backup lacks {name}. Take another backup.")
        if path.stat().st_size != expected.size or content_of(path) != expected:
            raise BackupError(
                f"{name} in the backup is damaged: it is not what was written. Take another backup."
            )
        if place % EVERY == 0:
            tell(f"{place} of {len(contents)} files verified")
    if strangers := set(paths_in(folder)) - set(contents) - {FILE_NAME}:
        raise BackupError(f"{min(strangers)} does not belong to the backup. Move it elsewhere first.")
