"""The line that is saved, read and locked together with its filing.

On PostgreSQL a statement that has waited for a lock sees the rows that it locks as they are by then, and all
others as they were when it began. So the line is locked with the filing, the filing first, as everything else
does it; what hangs on the line is read by a statement of its own.
"""

from functools import cache
from typing import Any

from django.db.models import QuerySet

from organizations.prepared_queries import PreparedQuery
from tasks.errors import LineUnknown
from tasks.lines.kinds import LineKind
from tasks.models import Filing, FilingLine, Guidance

# The organizations in whose filings somebody may write, by id; None stands for all.
type Among = tuple[int, ...] | None


def locked_line[Line: FilingLine](
    kind: LineKind[Line], filing: int, subject: int, *, among: Among, is_saved: bool
) -> Line:
    """The line on ``subject`` of a filing of a published guidance as it stands, both locked until the
    transaction ends: two statements for one that ``is_saved`` already, some more for others.

    Raises ``LineUnknown`` where the filing is none of those ``among`` which somebody may write, or has no
    such line.
    """
    if among is not None and not among:
        raise LineUnknown
    asked = {} if among is None else {"organizations": among}
    line: Line | None = None
    if is_saved:
        line = line_rows(kind).first(filing=filing, subject=subject, **asked)
    if line is not None:
        kind.complete(line)
        kind.settle_note(line.filing, line)
        return line
    locked = FILINGS.first(filing=filing, **asked)
    if locked is None:
        raise LineUnknown
    return line_in(locked, kind, subject, is_saved=is_saved)


def line_in[Line: FilingLine](filing: Filing, kind: LineKind[Line], subject: int, *, is_saved: bool) -> Line:
    """The filing's line on ``subject`` as it stands; quicker for one that ``is_saved`` already. Raises
    ``LineUnknown``."""
    line = (kind.stored_line(filing, subject) if is_saved else None) or kind.line_of(filing, subject)
    if line is None:
        raise LineUnknown
    kind.settle_note(filing, line)
    return line


@cache
def line_rows(kind: LineKind[Any]) -> PreparedQuery[Any]:
    """A kind's saved line with its filing, both locked, and what the filing belongs to."""

    def rows(filing: int, subject: int, organizations: Among = None) -> QuerySet[Any]:
        related = ("filing__organization", "filing__period__guidance")
        lines = kind.stored(filing, subject).select_related(*related)
        if organizations is not None:
            lines = lines.filter(**writable(organizations, "filing__"))
        return lines.defer("filing__period__guidance__source_text").select_for_update(of=("filing", "self"))

    return PreparedQuery(rows)


def filing_rows(filing: int, organizations: Among = None) -> QuerySet[Filing]:
    """A filing, locked, with what it belongs to."""
    filings = Filing.objects.filter(pk=filing).select_related("organization", "period__guidance").order_by()
    if organizations is not None:
        filings = filings.filter(**writable(organizations))
    return filings.defer("period__guidance__source_text").select_for_update(of=("self",))


FILINGS = PreparedQuery(filing_rows)


def writable(organizations: tuple[int, ...], prefix: str = "") -> dict[str, Any]:
    """The filings of ``organizations`` on published guidances, reached over ``prefix``."""
    return {
        f"{prefix}organization__in": organizations,
        f"{prefix}period__guidance__status": Guidance.Status.PUBLISHED,
    }
