"""The folder of a backup: under another name until all in it was checked, so that it is whole or absent."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from guidance_portal.backups.contents import sync
from guidance_portal.backups.manifest import FILE_NAME
from guidance_portal.backups.refusal import BackupError

PARTIAL = ".partial"
DATED = re.compile(r"\d{4}-\d{2}-\d{2}_\d{6}")


def dated_name() -> str:
    """A name that sorts by time, of this moment in the portal's time zone."""
    return f"{timezone.localtime():%Y-%m-%d_%H%M%S}"


def refuse_taken(folder: Path) -> None:
    """Refuse a place that is not free for a backup."""
    if not folder.name:
        raise BackupError(f"{folder} cannot be a backup. Name a folder that does not exist yet.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BackupError(f"{folder} exists and is no folder. Name one that does not exist yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty, and a backup overwrites nothing. Name another folder.")


@contextmanager
def folder_in_the_making(folder: Path) -> Iterator[Path]:
    """Where a backup is written, ``<folder>.partial``: it gets its name when the block ends, and goes when it
    fails. What an interrupted backup left there is cleared away; one at work refuses a second."""
    refuse_taken(folder)
    partial = folder.with_name(folder.name + PARTIAL)
    partial.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone_in(partial):
        clear(partial)
        try:
            yield partial
            for inside in [path for path in partial.rglob("*") if path.is_dir()] + [partial]:
                sync(inside)
            partial.rename(folder)
        except BaseException:
            shutil.rmtree(partial)
            raise
    sync(folder.parent)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder against other backups; the lock ends with the process, however that ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BackupError(f"Another backup is being written to {folder}. Wait until it has ended.") from None
    finally:
        os.close(descriptor)


def clear(folder: Path) -> None:
    folder.chmod(0o700)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def remove_old(parent: Path, *, keep: int) -> list[str]:
    """Remove all but the newest complete backups with dated names, and say which; what lies there besides
    is left alone. A backup loses its manifest first, so that half of one never looks whole."""
    dated = sorted(path for path in parent.iterdir() if DATED.fullmatch(path.name) and path.is_dir())
    complete = [path for path in dated if (path / FILE_NAME).is_file()]
    for path in complete[:-keep]:
        (path / FILE_NAME).unlink()
        shutil.rmtree(path)
    return [path.name for path in complete[:-keep]]
