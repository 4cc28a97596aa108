"""How many rows the database hands out, whichever way they are fetched."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.backends.utils import CursorWrapper


@contextmanager
def rows_read() -> Iterator[Counter[str]]:
    """Counts under ``rows`` what is fetched until the block ends."""
    counted: Counter[str] = Counter()
    given = CursorWrapper.__getattr__

    def counting(cursor: CursorWrapper, name: str) -> Any:
        found = given(cursor, name)
        return counted_fetch(found, counted) if name.startswith("fetch") else found

    with patch.object(CursorWrapper, "__getattr__", counting):
        yield counted


def counted_fetch(fetch: Callable[..., Any], counted: Counter[str]) -> Callable[..., Any]:
    def fetched(*args: Any) -> Any:
        rows = fetch(*args)
        counted["rows"] += len(rows) if isinstance(rows, list) else rows is not None
        return rows

    return fetched
