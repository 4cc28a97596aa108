"""The portal's files, wherever the storage keeps them, on their way into a backup and back."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage, default_storage

from guidance_portal.backups.contents import EVERY, Tell, content_of, copy_stream
from guidance_portal.backups.manifest import Content
from guidance_portal.backups.refusal import BackupError

FOLDER = "files"


def stored_names(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in a storage, by folder and in order."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(files) if name)
    for name in sorted(folders):
        yield from stored_names(storage, prefix + name)


def copy_out(folder: Path, tell: Tell) -> dict[str, Content]:
    """Copy every file of the storage into a backup, by its path there.

    A file that somebody removes in between is told; whether a row misses it, ``gaps_in`` finds.
    """
    copied = {}
    for place, name in enumerate(stored_names(default_storage), start=1):
        try:
            with default_storage.open(name) as source:
                copied[f"{FOLDER}/{name}"] = copy_stream(source, folder / FOLDER / name)
        except FileNotFoundError:
            tell(f"{name} was removed while the backup was made")
        if place % EVERY == 0:
            tell(f"{place} files copied")
    return copied


def gaps_in(named: Mapping[str, str], copied: Mapping[str, Content]) -> list[str]:
    """The files that rows name and the backup has not, or not as the row's SHA-256 says."""
    gaps = []
    for name, sha256 in sorted(named.items()):
        content = copied.get(f"{FOLDER}/{name}")
        if content is None:
            gaps.append(f"{name} is missing in the storage")
        elif sha256 and content.sha256 != sha256:
            gaps.append(f"{name} is not the file that was uploaded (SHA-256)")
    return gaps


def copy_into_storage(folder: Path, contents: Mapping[str, Content], tell: Tell) -> None:
    """Bring a backup's files into a storage that is no folder, such as a bucket; what else is there stays.

    A name that holds something else is written anew: whoever restores has agreed to that.
    """
    for place, (path, expected) in enumerate(contents.items(), start=1):
        bring_into_storage(folder / path, path.removeprefix(f"{FOLDER}/"), expected)
        if place % EVERY == 0:
            tell(f"{place} of {len(contents)} files brought back")


def bring_into_storage(source: Path, name: str, expected: Content) -> None:
    """Have the storage hold a file under its name, and read back that it does."""
    if default_storage.exists(name):
        if content_in_storage(name) == expected:
            return
        default_storage.delete(name)
    with source.open("rb") as content:
        kept_as = default_storage.save(name, File(content))
    if kept_as != name or content_in_storage(name) != expected:
        raise BackupError(
            f"The storage does not keep {name} as it was given. Is another portal writing to it?"
        )


def content_in_storage(name: str) -> Content:
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        for chunk in file.chunks():
            digest.update(chunk)
        return Content(file.size, digest.hexdigest())


def copy_into_folder(folder: Path, contents: Mapping[str, Content], target: Path, tell: Tell) -> None:
    """Bring a backup's files into a new folder, each read back."""
    target.mkdir(parents=True)
    for place, (path, expected) in enumerate(contents.items(), start=1):
        written = target / path.removeprefix(f"{FOLDER}/")
        with (folder / path).open("rb") as source:
            copy_stream(source, written)
        if content_of(written) != expected:
            raise BackupError(f"{written} is not what the backup holds. Is the disk sound?")
        if place % EVERY == 0:
            tell(f"{place} of {len(contents)} files brought back")
