"""Checksums of a snapshot: SHA-256, and SM3 (GB/T 32905) beside it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Digests:
    """Checksums of the file, in hexadecimal: SHA-256 and SM3 (GB/T 32905)."""

    sha256: str
    sm3: str


class Checksums:
    """Reckons the checksums of what passes by piece after piece."""

    def __init__(self) -> None:
        self.hashes = {name: hashlib.new(name) for name in ("sha256", "sm3")}

    def add(self, piece: bytes) -> None:
        for reckoned in self.hashes.values():
            reckoned.update(piece)

    def digests(self) -> Digests:
        return Digests(**{name: reckoned.hexdigest() for name, reckoned in self.hashes.items()})


class HashingFile(Checksums):
    """Writes to a file and reckons its checksums on the way."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self.file = file

    def write(self, piece: bytes) -> None:
        self.file.write(piece)
        self.add(piece)


def digests_of(path: Path) -> Digests:
    """The checksums of a file."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        sm3 = hashlib.file_digest(file, lambda: hashlib.new("sm3")).hexdigest()
    return Digests(sha256, sm3)
