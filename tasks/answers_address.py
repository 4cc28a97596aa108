"""Where the answers on a task are read, and each count of them leads (design R23).

The page stands in the room above, among the dashboards, and is known here by the name of its address alone,
as templates know the pages that they link to.
"""

from django.utils.http import urlencode

from organizations.models import Organization
from organizations.page_addresses import page_address
from tasks.models import ReportingPeriod, Task

# What can be counted of a task's answers: which of them it is, and the rows that are counted.
ROWS = {
    "": ("", "answers"),
    "approved": ("approved", "answers"),
    "submitted": ("submitted", "answers"),
    "delayed": ("", "delays"),
}


def answers_address(
    task: Task, viewpoint: Organization, until: ReportingPeriod | None = None, show: str = ""
) -> str:
    """The answers on a task as an organization counts them, up to a period; of them those that ``show``, a
    key of ``ROWS``, counts."""
    state, table = ROWS[show]
    asked = {"period": str(until.pk) if until else "", "state": state}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{answers_path(task, viewpoint)}{'?' if query else ''}{query}#{table}-rows"


def answers_path(task: Task, viewpoint: Organization) -> str:
    """The page of a task as an organization sees it."""
    return page_address("reports:dashboard-task", viewpoint.code, task.pk)
