"""Long lists read some rows at a time, each time as a page of the list is read."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from django.db.models import IntegerField, Model, QuerySet

# So many rows are held at once.
BATCH = 500


class RowBatches[Row: Model]:
    """The rows of a queryset in its order, in lists of ``BATCH``.

    Which rows there are is asked once and kept as bare ids, eight octets a row where they are numbers; each
    list is then a query of its own with what it prefetches. No cursor stays open, which not every pool of
    connections allows, and there is no offset, for which the database would count the rows before it each
    time.
    """

    def __init__(self, queryset: QuerySet[Row], *, size: int = BATCH) -> None:
        """Costs one query."""
        self.queryset, self.size = queryset, size
        ids = queryset.values_list("pk", flat=True).iterator(chunk_size=2_000)
        is_numbered = isinstance(queryset.model._meta.pk, IntegerField)
        self.ids: Sequence[Any] = array("q", ids) if is_numbered else list(ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[list[Row]]:
        """A row that fits no more when its list is read is left out."""
        for ids in batched(self.ids, self.size):
            found = {row.pk: row for row in self.queryset.order_by().filter(pk__in=ids)}
            yield [found[pk] for pk in ids if pk in found]

    def rows(self) -> Iterator[Row]:
        for batch in self:
            yield from batch


class NamedRows:
    """Rows of several kinds in one order, each by its kind and its id: nine octets a row, in lists of
    ``BATCH``. Unions of lists are read by it, whose rows have no model."""

    def __init__(self, named: Iterable[tuple[str, int]], *, size: int = BATCH) -> None:
        self.size, self.kinds = size, list[str]()
        self.places, self.ids = array("B"), array("q")
        for kind, pk in named:
            if kind not in self.kinds:
                self.kinds.append(kind)
            self.places.append(self.kinds.index(kind))
            self.ids.append(pk)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[list[tuple[str, int]]]:
        for rows in batched(zip(self.places, self.ids, strict=True), self.size):
            yield [(self.kinds[place], pk) for place, pk in rows]
