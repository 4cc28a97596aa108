"""No address reads the whole reporting tree: it reads the same however many organizations there are.

The check of a draft does while a printed name is nobody's: it proposes who may be meant. So does a search for
organizations themselves by name.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from organizations.models import Organization
from tests.conftest import SignIn
from tests.drafts import the_draft
from tests.reports.frozen import frozen_report
from tests.rows_read import rows_read
from tests.world import World


def checked_code(world: World) -> str:
    """Where the code of a frozen report is checked."""
    return f"{reverse('reports:verify')}?code={frozen_report(world).verification.printed}"


ADDRESSES: dict[str, tuple[str, Callable[[World], str]]] = {
    "API: organizations": ("administrator", lambda world: reverse("api:organization-list")),
    "API: an organization": (
        "administrator",
        lambda world: reverse("api:organization-detail", args=[world.city.code]),
    ),
    "API: filings": ("administrator", lambda world: reverse("api:filing-list")),
    "API: filings by name": ("administrator", lambda world: f"{reverse('api:filing-list')}?name=guangdong"),
    "API: a filing": ("filer", lambda world: reverse("api:filing-detail", args=[world.filing().pk])),
    "API: tasks": ("administrator", lambda world: reverse("api:task-list")),
    "API: tasks of one": ("administrator", lambda world: f"{reverse('api:task-list')}?responsible=D-TFS"),
    "API: targets": ("administrator", lambda world: reverse("api:target-list")),
    "API: guidances": ("administrator", lambda world: reverse("api:guidance-list")),
    "filings": ("administrator", lambda world: reverse("tasks:filing-list")),
    "review queue": ("reviewer", lambda world: reverse("tasks:review-queue")),
    "subordinates": ("reviewer", lambda world: reverse("tasks:subordinates")),
    "a department's lines": (
        "department_filer",
        lambda world: reverse("reports:dashboard-stream", args=[world.department.code]),
    ),
    "tasks": ("administrator", lambda world: reverse("tasks:task-list")),
    "a task": ("administrator", lambda world: reverse("tasks:task-detail", args=[world.local_task.pk])),
    "answers on a task": (
        "administrator",
        lambda world: reverse("reports:dashboard-task", args=["CNIPA", world.local_task.pk]),
    ),
    "targets": ("administrator", lambda world: reverse("targets:target-list")),
    "a target": ("administrator", lambda world: reverse("targets:target-detail", args=[world.pledge.pk])),
    "a target in a city": (
        "city_lead",
        lambda world: reverse("targets:target-detail", args=[world.pledge.pk]),
    ),
    "how a figure is made": (
        "administrator",
        lambda world: reverse("targets:target-explanation", args=[world.pledge.pk]),
    ),
    "shares of a target": (
        "administrator",
        lambda world: reverse("targets:target-allocation", args=[world.pledge.pk]),
    ),
    "shares of a province": (
        "lead",
        lambda world: reverse("targets:target-allocation", args=[world.pledge.pk]),
    ),
    "dashboard": ("administrator", lambda world: reverse("reports:dashboard")),
    "places": ("administrator", lambda world: reverse("reports:dashboard-places", args=[world.office.code])),
    "comparison": (
        "administrator",
        lambda world: reverse("reports:dashboard-comparison", args=[world.office.code]),
    ),
    "history of an organization": (
        "administrator",
        lambda world: reverse("reports:dashboard-history", args=[world.office.code]),
    ),
    "filing discipline": (
        "administrator",
        lambda world: reverse("reports:dashboard-discipline", args=[world.office.code]),
    ),
    "annual reports": ("administrator", lambda world: reverse("reports:annual-list")),
    "annual report": (
        "administrator",
        lambda world: reverse("reports:annual-report", args=[2021, world.province.code]),
    ),
    "the office's annual report": (
        "administrator",
        lambda world: reverse("reports:annual-report", args=[2021, world.office.code]),
    ),
    "reports side by side": (
        "administrator",
        lambda world: (
            f"{reverse('reports:annual-compare')}?organization={world.city.code}"
            f"&with_organization={world.province.code}"
        ),
    ),
    "check of a code": ("administrator", checked_code),
    "hand-ins": ("administrator", lambda world: reverse("reports:hand-in-list")),
    "one hand-in": (
        "administrator",
        lambda world: reverse("reports:hand-in", args=[2021, world.province.code]),
    ),
    "noting paper": ("administrator", lambda world: reverse("reports:hand-in-paper")),
    "freezing": ("administrator", lambda world: reverse("reports:annual-freeze", args=[2021])),
    "reports": ("administrator", lambda world: reverse("reports:report-list")),
    "material": ("reviewer", lambda world: f"{reverse('reports:material-list')}?words=zscq"),
    "figures as material": ("reviewer", lambda world: reverse("reports:material-figures")),
    "the basket": ("reviewer", lambda world: reverse("reports:material-basket")),
    "scoring of cases": ("reviewer", lambda world: reverse("reports:material-cases")),
    "a new task": ("administrator", lambda world: reverse("tasks:amend-task-add", args=[2021])),
    "a supplement": ("administrator", lambda world: reverse("tasks:supplement-open", args=[2021])),
    "a task of a draft": (
        "administrator",
        lambda world: reverse("tasks:draft-task", args=[the_draft().year, the_draft().tasks.all()[0].pk]),
    ),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_is_read_does_not_grow_with_the_tree(world: World, signed_in: SignIn, name: str) -> None:
    person, url = ADDRESSES[name]
    address, client, counts = url(world), signed_in(person), []
    for size in (60, 400):
        grow(world.city, size)
        assert client.get(address).status_code == 200  # what is read once is read now
        with rows_read() as counted:
            assert client.get(address).status_code == 200
        counts.append(counted["rows"])
    assert counts[0] == counts[1] > 0


def grow(city: Organization, size: int) -> None:
    """Give a city more counties, until it has ``size``."""
    city.refresh_from_db()
    counties = [
        Organization(
            path=Organization._get_path(city.path, city.depth + 1, number + 1),
            depth=city.depth + 1,
            numchild=0,
            code=f"440100-{number:04}",
            name=f"第{number}县知识产权局",
            short_name=f"第{number}县",
            english_name=f"County {number}",
            kind=Organization.Kind.COUNTY,
        )
        for number in range(city.numchild, size)
    ]
    Organization.objects.bulk_create(counties)
    Organization.objects.filter(pk=city.pk).update(numchild=size)
