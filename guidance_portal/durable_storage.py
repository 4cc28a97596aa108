"""Files that are on the disk before anybody is told that they are kept."""

import os
import secrets
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Saving returns once a power cut can take neither the file nor its name away any more.

    The content goes into an interim file, is forced onto the disk, and then takes its name in one step; the
    folders that hold the name are forced too. So a name never stands for half a file, and whatever commits to
    the database afterwards names a file that is there. A kill in between leaves a file that nothing names.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        interim = interim_name(name)
        try:
            super()._save(interim, content)  # type: ignore[misc]
            force(self.path(interim))
            name = self.claim(name)
            Path(self.path(interim)).replace(self.path(name))
        except BaseException:
            Path(self.path(interim)).unlink(missing_ok=True)
            raise
        for folder in self.folders_of(name):
            force(folder)
        return name

    def claim(self, name: str) -> str:
        """Take a free name, beginning with ``name``: an empty file holds it until the content comes."""
        while True:
            try:
                Path(self.path(name)).touch(exist_ok=False)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def folders_of(self, name: str) -> list[Path]:
        """The folder of a file and those above it, up to the storage's own: another process may have made one
        of them and not forced it yet."""
        top, folder = Path(self.location), Path(self.path(name)).parent
        return [above for above in (folder, *folder.parents) if above.is_relative_to(top)]


def interim_name(name: str) -> str:
    """A name beside ``name`` that nobody asks for."""
    return str(PurePosixPath(name).with_name(f".{secrets.token_hex(8)}.part"))


def force(path: str | Path) -> None:
    """Wait until the disk has a file's content, or a folder's list of names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
