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


class HashingFile:
    """Writes to a file and reckons its checksums on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.hashes = {name: hashlib.new(name) for name in ("sha256", "sm3")}

    def write(self, piece: bytes) -> None:
        self.file.write(piece)
        for reckoned in self.hashes.values():
            reckoned.update(piece)

    def digests(self) -> Digests:
        return Digests(**{name: reckoned.hexdigest() for name, reckoned in self.hashes.items()})


def digests_of(path: Path) -> Digests:
    """The checksums of a file."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        sm3 = hashlib.file_digest(file, lambda: hashlib.new("sm3")).hexdigest()
    return Digests(sha256, sm3)
