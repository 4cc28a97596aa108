"""The way of a file from the request into the storage and to its line."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import File
from django.db import DatabaseError

from organizations.models import User
from tasks.actions.evidence import Attached, add_evidence, refuse_fixed
from tasks.evidence.inspection import InspectedFile, inspect
from tasks.lines import LineKind
from tasks.models import Evidence, Filing


def receive_evidence(
    *, filing: Filing, kind: LineKind[Any], subject_id: int, upload: File[Any], by: User, at: dt.datetime
) -> Attached:
    """Look at a file, store it, and attach it to its line; raises the refusals of ``inspect`` and
    ``add_evidence``.

    It is stored for good before the transaction begins, so that no lock waits for a storage far away and no
    row names a file that a power cut took; it is deleted again where nothing refers to it then.
    """
    refuse_fixed(filing, at)
    inspected = inspect(upload)
    with stored(filing, inspected) as name:
        attached = add_evidence(
            filing=filing,
            kind=kind,
            subject_id=subject_id,
            file=inspected,
            stored_as=name,
            by=by,
            at=at,
        )
        if attached.was_there:
            discard(name)
    return attached


@contextmanager
def stored(filing: Filing, inspected: InspectedFile) -> Iterator[str]:
    """The name under which the storage holds the file, which goes again when the block fails and no row names
    it."""
    place = Evidence(filing=filing, name=inspected.name).file
    name = place.storage.save(place.field.generate_filename(place.instance, inspected.name), inspected.file)
    try:
        yield name
    except BaseException:
        if is_unnamed(name):
            discard(name)
        raise


def is_unnamed(name: str) -> bool:
    """Whether no row names a stored file for certain: a commit whose answer was lost may have gone through,
    and a row without its file is worse than a file without its row."""
    try:
        return not Evidence.objects.filter(file=name).exists()
    except DatabaseError:
        return False


def discard(name: str) -> None:
    """Delete a stored file that nothing refers to."""
    Evidence().file.storage.delete(name)
