"""What a database says: every published figure as the query layer has it, and how many rows there are.

The form is plain and stays, so that a database of an earlier day can be held against it; how the query layer
is asked follows the code of the day.
"""

from decimal import Decimal
from typing import Any

from django.db import connection

from organizations.models import Organization
from reports.material.text_index import INDEX
from targets.explanation.reconciliation import compared_in, with_figures
from targets.figures.queries import figures_of
from tasks.lines.checked_lines import checked_lines
from tasks.models import Filing, Guidance

# Of so many filings the doubts are looked at.
LOOKED_AT = 40
OF_THE_CODE = {"auth_permission", "django_content_type", "django_migrations"}


def figures_now() -> dict[str, Any]:
    """Each figure by year, organization, period and indicator, ``official (counted/expected) provisional``;
    which differ from what was submitted; and the states of the filings."""
    guidances = list(Guidance.objects.published().order_by("year"))
    return {
        "figures": {
            f"{guidance.year} {organization.code}": figures_in(guidance, organization)
            for guidance in guidances
            for organization in with_figures(guidance)
        },
        "differences": [
            str(one)
            for guidance in guidances
            for organization in with_figures(guidance)
            for one in compared_in(guidance, organization)
            if not one.agrees
        ],
        "states": states(),
        "open_doubts": open_doubts(),
    }


def open_doubts() -> int:
    """How many doubts stand unanswered at filings that were submitted with all of them answered: none,
    whatever is asked since."""
    answered = Filing.objects.filter(warning_count__gt=0).order_by("pk")
    filings = answered.select_related("organization", "reports_to", "period__guidance")[:LOOKED_AT]
    return sum(len(checked.open_doubts) for filing in filings for checked in checked_lines(filing))


def figures_in(guidance: Guidance, organization: Organization) -> dict[str, str]:
    targets = list(guidance.targets.select_related("indicator", "guidance").order_by("order"))
    found = {}
    for period in guidance.periods.ordinary().order_by("order"):
        for target in figures_of(organization, targets, until=period).values():
            official, provisional = target.figure, target.provisional
            cover = official.coverage
            found[f"{period.order} {target.target.indicator.code}"] = (
                f"{plain(official.value)} ({cover.counted}/{cover.expected}) {plain(provisional.value)}"
            )
    return found


def plain(value: Decimal | None) -> str:
    """A number the same from either database, whatever zeros it carries."""
    return "-" if value is None else f"{value.quantize(Decimal('1e-9')).normalize():f}"


def states() -> dict[str, int]:
    """How many filings stand in which state, by year."""
    found: dict[str, int] = {}
    for year, status in Filing.objects.values_list("period__guidance__year", "status"):
        found[f"{year} {status}"] = found.get(f"{year} {status}", 0) + 1
    return dict(sorted(found.items()))


def counts() -> dict[str, int]:
    """How many rows each table has; what Django writes by itself about the code is left out, and the index of
    texts, which is tables on SQLite alone."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted({*connection.introspection.table_names(cursor)} - OF_THE_CODE):
            if table.startswith(INDEX):
                continue
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our tables)
            found[table] = cursor.fetchone()[0]
    return found
