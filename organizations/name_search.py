"""One way to find rows by what lists show of them, the same on every database."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from organizations.models import Organization, User
from texts.name_search import NameQuery

ORGANIZATION_NAMES = ("name", "short_name", "english_name", "aliases")
PERSON_NAMES = ("username", "name", "email")


def named[M: Model](
    rows: QuerySet[M], text: str, *, names: Sequence[str], codes: Sequence[str] = ()
) -> QuerySet[M]:
    """The rows of which every word of ``text`` is in a name or begins a code (one query; none without words).

    The names of all rows are read and compared here, because databases differ over letter case and width,
    and know no pinyin.
    """
    query = NameQuery.of(text)
    if not query.words:
        return rows
    found = [
        key
        for key, *shown in rows.order_by().values_list("pk", *codes, *names)
        if query.finds(strings(shown[len(codes) :]), strings(shown[: len(codes)]))
    ]
    return rows.filter(pk__in=found)


def strings(values: Iterable[Any]) -> Iterable[str]:
    """The texts among values, those in lists too."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from strings(value)


def organizations_named(text: str, *, among: QuerySet[Organization] | None = None) -> QuerySet[Organization]:
    """The organizations ``among`` those given (all) that ``text`` finds by name, short name, alias, code or
    pinyin (one query)."""
    organizations = Organization.objects.all() if among is None else among
    return named(organizations, text, names=ORGANIZATION_NAMES, codes=("code",))


def people_named(text: str) -> QuerySet[User]:
    """The people whom ``text`` finds by name, user name or mail address (one query)."""
    return named(User.objects.all(), text, names=PERSON_NAMES)


class NameSearch:
    """Lets a list of the back office, and the fields that choose from it, find as the pages find.

    ``search_fields`` names what is searched; ``search_codes`` those of them that are codes.
    """

    search_codes: tuple[str, ...] = ()

    def get_search_results(
        self: Any, _request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        names = [name for name in self.search_fields if name not in self.search_codes]
        return named(queryset, search_term, names=names, codes=self.search_codes), False
