"""Where a report's page leads to have it compared: the version before, the year before, and anything else."""

from collections.abc import Iterable, Iterator

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.report_comparison.sides import Side, version_before, year_before


def comparisons_of(side: Side, years: Iterable[int]) -> list[tuple[str, str]]:
    """What a report can be compared with in one step, each in words with its address."""
    return list(_comparisons(side, years))


def _comparisons(side: Side, years: Iterable[int]) -> Iterator[tuple[str, str]]:
    version, year = version_before(side), year_before(years, side.guidance.year)
    if version is not None:
        words = _("Version %(version)s") % {"version": version.version}
        yield words, address_of(side, with_version=version.version)
    if year is not None:
        yield _("The report of %(year)s") % {"year": year}, address_of(side, with_year=year)
    yield _("Another version, year or organization"), address_of(side)


def address_of(side: Side, **other: int) -> str:
    """The page on which a report is compared; ``other`` is what its address says of the other one."""
    query = QueryDict(mutable=True)
    query["year"], query["organization"] = str(side.guidance.year), side.organization.code
    query["version"] = side.version_key
    for name, value in other.items():
        query[name] = str(value)
    return f"{reverse('reports:annual-compare')}?{query.urlencode()}"
