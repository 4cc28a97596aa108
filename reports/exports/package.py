"""Several files as one package (.zip): the same bytes for the same files, and read back."""

import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reports.exports.manifest import Manifest
from reports.rendering import FileDiffers, Progress
from reports.snapshot.digests import Checksums, Digests

MANIFEST = "manifest.json"
# The first day that a package can state: the day of packing would make each one another.
NO_DAY = (1980, 1, 1, 0, 0, 0)
READABLE_BY_ALL = 0o100644 << 16
UNIX = 3
# The other forms are packed within themselves.
PACKED_ENDINGS = (".json", ".txt", ".py", ".csv")
PIECE = 1 << 20


class PackageWriter:
    """Adds one file after another; each goes to disk piece by piece."""

    def __init__(self, package: ZipFile) -> None:
        self.package = package

    def add_file(self, path: Path, name: str) -> None:
        entry = entry_of(name)
        entry.file_size = path.stat().st_size
        with path.open("rb") as source, self.package.open(entry, "w") as packed:
            shutil.copyfileobj(source, packed, PIECE)

    def add_content(self, content: bytes, name: str) -> None:
        self.package.writestr(entry_of(name), content)


@contextmanager
def new_package(path: Path) -> Iterator[PackageWriter]:
    with ZipFile(path, "w", allowZip64=True) as package:
        yield PackageWriter(package)


def entry_of(name: str) -> ZipInfo:
    entry = ZipInfo(name, NO_DAY)
    entry.compress_type = ZIP_DEFLATED if name.endswith(PACKED_ENDINGS) else ZIP_STORED
    entry.create_system, entry.external_attr = UNIX, READABLE_BY_ALL
    return entry


def prove_package(path: Path, manifest: Manifest, beside: Mapping[str, bytes], progress: Progress) -> None:
    """Read a package to its end: every file has the size and checksums of the manifest, and nothing else is
    in it but what was put ``beside`` them, byte for byte. Raises ``FileDiffers``."""
    try:
        with ZipFile(path) as package:
            prove_entries(package, manifest, beside, progress)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FileDiffers(f"{path.name} cannot be read: {error}") from error


def prove_entries(
    package: ZipFile, manifest: Manifest, beside: Mapping[str, bytes], progress: Progress
) -> None:
    packed = {file.name: (file.size, file.digests) for file in manifest.files}
    names = package.namelist()
    if sorted(names) != sorted([*packed, *beside]):
        raise FileDiffers(f"the package holds {names} where {[*packed]} were packed")
    for place, name in enumerate(names):
        progress(place, len(names))
        with package.open(name) as stream:
            found = measured(stream)
        if found != packed.get(name, found):
            raise FileDiffers(f"{name} is not what was packed")
    for name, content in beside.items():
        if package.read(name) != content:
            raise FileDiffers(f"{name} is not what was packed")
    progress(1, 1)


def measured(stream: IO[bytes]) -> tuple[int, Digests]:
    """The size and checksums of what a stream holds; of a package it is read against its own sums as well."""
    size, checksums = 0, Checksums()
    while piece := stream.read(PIECE):
        size += len(piece)
        checksums.add(piece)
    return size, checksums.digests()
