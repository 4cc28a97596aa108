"""The stream of lines that an organization reads: what was handed in, of all kinds of line in one order
(design R18, R22)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.row_batches import NamedRows
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Filing, FilingLine, Guidance, LineSeen


class Order(models.TextChoices):
    """In which order lines come."""

    UNREAD = "unread", _("Unread first")
    NEWEST = "newest", _("Newest first")
    ORGANIZATION = "organization", _("By organization")
    THEME = "theme", _("By section and task")


COLUMNS = {
    Order.UNREAD: ("is_read", "-submitted", "node", "theme", "place"),
    Order.NEWEST: ("-submitted", "node", "theme", "place"),
    Order.ORGANIZATION: ("node", "-submitted", "theme", "place"),
    Order.THEME: ("theme", "place", "node", "-submitted"),
}
type Lines = QuerySet[Any]


def stream_of(kind: LineKind[Any], reader: Organization, *, with_all_beneath: bool = False) -> Lines:
    """The handed-in lines of a kind that an organization reads, of published plans, annotated ``is_seen``.

    The office reads those filed to it; a local organization its own and those filed to it; a department those
    of others on its tasks and targets, filed to the office. ``with_all_beneath`` adds all levels below.
    """
    lines: Lines = kind.saved_lines().filter(
        filing__status__in=Filing.HANDED_IN, filing__period__guidance__status=Guidance.Status.PUBLISHED
    )
    if reader.is_department:
        lines = lines.filter(kind.owned_by([reader.pk])).exclude(filing__organization=reader)
        if not with_all_beneath:
            lines = lines.filter(filing__reports_to__kind=Organization.Kind.OFFICE)
    elif with_all_beneath:
        lines = lines.filter(filing__organization__path__startswith=reader.path)
    else:
        own = Q(filing__organization=reader) if reader.is_local else Q(pk__in=[])
        lines = lines.filter(own | Q(filing__reports_to=reader))
    found: Lines = lines.annotate(is_seen=Exists(seen_by(reader, kind)))
    return found


def seen_by(reader: Organization, kind: LineKind[Any]) -> QuerySet[LineSeen]:
    """What says that a line was seen in the version that stands now."""
    return LineSeen.objects.filter(
        organization=reader,
        filing=OuterRef("filing"),
        kind=kind.key,
        subject_id=OuterRef(kind.subject_field),
        version=OuterRef("filing__version"),
    )


@dataclass(frozen=True, slots=True)
class Stream:
    """Lines of several kinds in one order: ``lines`` by the key of their kind. Paginators take it."""

    lines: Mapping[str, Lines]
    order: Order = Order.NEWEST

    def count(self) -> int:
        """How many there are (one query)."""
        return self.united(pk=F("pk")).count() if self.lines else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[tuple[str, int]]:
        """Some of them, each by the key of its kind and its id (one query)."""
        if not self.lines:
            return []
        return [(row["of_kind"], row["line"]) for row in self.in_order[part]]

    def in_batches(self) -> NamedRows:
        """All of them in their order, by what names them (one query)."""
        every = self.in_order.iterator(chunk_size=2_000) if self.lines else ()
        return NamedRows((row["of_kind"], row["line"]) for row in every)

    @property
    def in_order(self) -> QuerySet[Any, dict[str, Any]]:
        united = self.united(of_kind=None, line=F("pk"), **self.sorting)
        return united.order_by(*COLUMNS[self.order], "of_kind", "line")

    @property
    def sorting(self) -> dict[str, Any]:
        columns: dict[str, Any] = {
            "submitted": F("filing__submitted_at"),
            "node": F("filing__organization__path"),
            "is_read": F("is_seen"),
            "theme": None,
            "place": None,
        }
        return {name: columns[name] for name in (each.lstrip("-") for each in COLUMNS[self.order])}

    def united(self, **columns: Any) -> QuerySet[Any, dict[str, Any]]:
        """All kinds as rows of the same columns; what is None differs by kind."""
        parts = [
            lines.order_by().values(
                **{
                    name: of_kind(LINE_KINDS[key], name) if is_own(value) else value
                    for name, value in columns.items()
                }
            )
            for key, lines in self.lines.items()
        ]
        first, *others = parts
        return first.union(*others, all=True) if others else first


def is_own(column: Any) -> bool:
    """Whether a column is each kind's own."""
    return column is None


def of_kind(kind: LineKind[Any], column: str) -> Any:
    """What stands in a column that is each kind's own."""
    match column:
        case "of_kind":
            return Value(kind.key, output_field=models.CharField())
        case "theme":
            return theme_of(kind)
    return F(kind.order_field)


def theme_of(kind: LineKind[Any]) -> Any:
    """The place in the document of the section that a line belongs to, of a case that of the first."""
    order = f"{kind.section_field}__order"
    if kind.is_asked:
        return F(order)
    own = kind.model._default_manager.filter(pk=OuterRef("pk")).order_by(order)
    return Subquery(own.values(order)[:1], output_field=models.IntegerField())


def lines_named(reader: Organization, named: Sequence[tuple[str, int]]) -> list[tuple[LineKind[Any], Any]]:
    """The lines of some places of a stream in their order, each with its kind, with all that pages read of
    them (a few queries for each kind)."""
    found: dict[tuple[str, int], FilingLine] = {}
    for key, kind in LINE_KINDS.items():
        wanted = [pk for of_kind, pk in named if of_kind == key]
        if wanted:
            lines = kind.saved_lines().filter(pk__in=wanted).annotate(is_seen=Exists(seen_by(reader, kind)))
            found |= {(key, line.pk): line for line in with_filings(lines)}
    return [(LINE_KINDS[key], found[key, pk]) for key, pk in named if (key, pk) in found]


def with_filings(lines: Lines) -> Lines:
    """Lines with their filing, who filed it, who reviews it, and of which period it is."""
    related = lines.select_related("filing__organization", "filing__reports_to", "filing__period__guidance")
    return related.defer("filing__period__guidance__source_text")


def kinds_asked(keys: Iterable[str]) -> list[LineKind[Any]]:
    """The kinds of line with these keys, in their order; all of them for none."""
    wanted = set(keys)
    return [kind for key, kind in LINE_KINDS.items() if not wanted or key in wanted]
