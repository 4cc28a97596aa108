"""A file that somebody wants checked: taken in piece by piece, and gone afterwards."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1 << 20
# What a form has around its file.
AROUND = 1 << 16


def is_too_large(length: int) -> bool:
    """Whether a request of so many bytes holds a larger file than is checked."""
    return length > settings.VERIFY_FILE_MB * MEGABYTE + AROUND


@contextmanager
def taken_in(file: UploadedFile[Any]) -> Iterator[tuple[Path, str]]:
    """The file under a name of ours, and its SHA-256; nothing of it is left after the block."""
    reckoned = hashlib.sha256()
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        path = Path(folder) / "copy"
        with path.open("wb") as kept:
            for piece in file.chunks():
                reckoned.update(piece)
                kept.write(piece)
        yield path, reckoned.hexdigest()
