"""The default connection, for a while in another database: a snapshot, or a copy that is checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def standing_in(**changes: Any) -> Iterator[BaseDatabaseWrapper]:
    """Let every query of this thread go to a connection whose settings differ by ``changes``.

    So the portal's own code computes a copy's figures, as it computes those on its pages.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    other = usual.copy()
    other.settings_dict.update(changes)
    connections[DEFAULT_DB_ALIAS] = other
    ContentType.objects.clear_cache()
    try:
        yield other
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = usual
        ContentType.objects.clear_cache()
