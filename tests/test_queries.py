"""Queries per page: pinned, and the same however many organizations there are."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from reports.actions import note_visit
from reports.models import VerificationCode
from tasks.actions import open_period, renew_calendar_token
from tasks.models import Guidance
from tests.cases import KIND, at_year_end, tell_case, year_end_of
from tests.conftest import SignIn
from tests.drafts import long_text, make_draft, the_draft
from tests.factories import (
    GuidanceFactory,
    OrganizationFactory,
    ResponsibilityFactory,
    SectionFactory,
    TaskFactory,
)
from tests.report_addresses import (
    frozen_url,
    office_material_url,
    organizations_url,
    published_url,
    returned_url,
    text_url,
    versions_url,
)
from tests.reports.hand_ins.pages import hand_in_url
from tests.reports.material.told import basket_url, cases_url, material_url
from tests.world import World, member


def line_url(world: World, kind: str) -> str:
    subject = {"progress": world.local_task, "measurement": world.pledge}[kind]
    return reverse("tasks:line-edit", args=[world.filing().pk, kind, subject.pk])


def feed_url(world: World) -> str:
    return reverse("tasks:calendar-feed", args=[renew_calendar_token(by=world.filer, at=timezone.now())])


def year_end_url(world: World, name: str, *, cases: int) -> str:
    """A page of the province's year end with so many cases."""
    with at_year_end():
        for number in range(1, cases + 1):
            if number not in KIND.subjects_of(year_end_of(world)):
                tell_case(world, number)
    return reverse(f"tasks:filing-{name}", args=[year_end_of(world).pk])


def case_url(world: World) -> str:
    year_end_url(world, "detail", cases=2)
    return reverse("tasks:line-edit", args=[year_end_of(world).pk, "case", 1])


def seen_before(world: World, person: str, page: str = "reports:dashboard") -> str:
    """The dashboard of somebody's highest organization, on which they looked a moment ago."""
    somebody = world.person(person)
    note_visit(by=somebody, organization=somebody.organizations_held[0], at=timezone.now())
    return reverse(page)


def comparison_url(world: World) -> str:
    """An earlier guidance beside that of the world."""
    if not Guidance.objects.filter(year=2020).exists():
        earlier = GuidanceFactory(year=2020, status="published", published_at=timezone.now())
        task = TaskFactory(section=SectionFactory(guidance=earlier))
        ResponsibilityFactory(task=task, organization=world.department)
    return reverse("tasks:guidance-compare", args=[2021, 2020])


def opened_url(world: World) -> str:
    """A task as the office sees it, with the rows beneath a province and one whole answer."""
    page = reverse("reports:dashboard-task", args=[world.office.code, world.local_task.pk])
    return f"{page}?open={world.province.code}&answer={world.neighbour.code}"


PAGES: dict[str, tuple[str, Callable[[World], str], int]] = {
    "home of a filer": ("filer", lambda world: reverse("home"), 7),
    "home of a reviewer": ("reviewer", lambda world: reverse("home"), 7),
    "home of an observer": ("observer", lambda world: seen_before(world, "observer", "home"), 19),
    "home of an administrator": ("administrator", lambda world: reverse("home"), 16),
    "the morning of the office": ("reviewer", lambda world: seen_before(world, "reviewer"), 20),
    "the morning of a department": (
        "department_observer",
        lambda world: seen_before(world, "department_observer"),
        26,
    ),
    "the morning of a bureau": ("lead", lambda world: seen_before(world, "lead"), 22),
    "filings": ("reviewer", lambda world: reverse("tasks:filing-list"), 7),
    "subordinates": ("reviewer", lambda world: reverse("tasks:subordinates"), 11),
    "review queue": ("reviewer", lambda world: reverse("tasks:review-queue"), 10),
    "a filing to fill in": (
        "filer",
        lambda world: reverse("tasks:filing-detail", args=[world.filing().pk]),
        13,
    ),
    "a filing to read": (
        "reviewer",
        lambda world: reverse("tasks:filing-detail", args=[world.filing().pk]),
        13,
    ),
    "a filing to review": (
        "reviewer",
        lambda world: reverse("tasks:filing-detail", args=[world.filing(world.department).pk]),
        15,
    ),
    "a year end without cases": ("filer", lambda world: year_end_url(world, "detail", cases=0), 14),
    "a year end with cases": ("filer", lambda world: year_end_url(world, "detail", cases=5), 15),
    "check of a year end with cases": (
        "filer",
        lambda world: year_end_url(world, "check", cases=5),
        13,
    ),
    "a case": ("filer", case_url, 14),
    "check": ("filer", lambda world: reverse("tasks:filing-check", args=[world.filing().pk]), 11),
    "a filing as a table": ("filer", lambda world: reverse("tasks:filing-grid", args=[world.filing().pk]), 7),
    "a department's lines": (
        "department_filer",
        lambda world: reverse("reports:dashboard-stream", args=[world.department.code]) + "?part=figures",
        24,
    ),
    "the progress of the work": (
        "reviewer",
        lambda world: reverse("reports:dashboard-work", args=[world.office.code]),
        20,
    ),
    "measures, one by one": (
        "reviewer",
        lambda world: reverse("reports:dashboard-measures", args=[world.office.code]),
        15,
    ),
    "answers, one by one": (
        "reviewer",
        lambda world: reverse("reports:dashboard-answers", args=[world.office.code]),
        15,
    ),
    "the stream of the office": (
        "reviewer",
        lambda world: reverse("reports:dashboard-stream", args=[world.office.code]),
        25,
    ),
    "published reports": ("filer", published_url, 7),
    "a published report": ("filer", partial(published_url, name="published-report"), 7),
    "publishing a report": ("administrator", partial(published_url, name="publish"), 11),
    "hand-ins": ("administrator", partial(hand_in_url, name="hand-in-list"), 13),
    "one hand-in": ("department_filer", hand_in_url, 12),
    "the receipt of a hand-in": ("lead", partial(hand_in_url, name="hand-in-receipt"), 8),
    "deputies": ("lead", lambda world: reverse("account-deputies"), 11),
    "what waits for a signature": ("lead", lambda world: reverse("reports:text-waiting"), 5),
    "home of a lead": ("lead", lambda world: reverse("home"), 10),
    "home of who receives reports": ("department_filer", lambda world: reverse("home"), 16),
    "material": ("reviewer", material_url, 9),
    "figures as material": ("reviewer", lambda world: reverse("reports:material-figures"), 12),
    "the basket": ("reviewer", basket_url, 15),
    "scoring of cases": ("reviewer", lambda world: cases_url(world, "reports:material-cases"), 12),
    "a case to score": ("reviewer", lambda world: cases_url(world, "reports:material-case"), 8),
    "problems by theme": (
        "reviewer",
        lambda world: reverse("reports:dashboard-problems", args=[world.office.code]),
        15,
    ),
    "receipt": (
        "reviewer",
        lambda world: reverse("tasks:filing-receipt", args=[world.filing(world.neighbour).pk]),
        6,
    ),
    "line on a task": ("filer", lambda world: line_url(world, "progress"), 13),
    "line on a target": ("filer", lambda world: line_url(world, "measurement"), 16),
    "evidence of a line": ("filer", lambda world: line_url(world, "progress") + "evidence/", 8),
    "guidance": ("reviewer", lambda world: reverse("tasks:guidance-detail", args=[2021]), 17),
    "guidances": ("administrator", lambda world: reverse("tasks:guidance-list"), 5),
    "a draft to check": (
        "administrator",
        lambda world: reverse("tasks:draft-check", args=[the_draft().year]),
        21,
    ),
    "a task of a draft": (
        "administrator",
        lambda world: reverse("tasks:draft-task", args=[the_draft().year, the_draft().tasks.all()[0].pk]),
        12,
    ),
    "notices": ("filer", lambda world: reverse("tasks:notice-list"), 6),
    "notices: settings": ("filer", lambda world: reverse("tasks:notice-settings"), 6),
    "calendar feed": ("filer", feed_url, 4),
    "two guidances": ("reviewer", comparison_url, 21),
    "amendments": ("reviewer", lambda world: reverse("tasks:amendment-list", args=[2021]), 6),
    "history": ("administrator", lambda world: reverse("tasks:guidance-history", args=[2021]), 7),
    "what to amend": ("administrator", lambda world: reverse("tasks:amend-choose", args=[2021]), 9),
    "tasks": ("reviewer", lambda world: reverse("tasks:task-list"), 13),
    "task": ("reviewer", lambda world: reverse("tasks:task-detail", args=[world.local_task.pk]), 16),
    "answers on a task": (
        "reviewer",
        lambda world: reverse("reports:dashboard-task", args=[world.office.code, world.local_task.pk]),
        20,
    ),
    "answers beneath an organization": ("reviewer", opened_url, 28),
    "filings of a dashboard": (
        "reviewer",
        lambda world: reverse("reports:dashboard-filings", args=[world.office.code]),
        12,
    ),
    "places of the office": (
        "reviewer",
        lambda world: reverse("reports:dashboard-places", args=[world.office.code]),
        21,
    ),
    "subordinates of a bureau": (
        "filer",
        lambda world: reverse("reports:dashboard-places", args=[world.province.code]),
        24,
    ),
    "two periods": (
        "reviewer",
        lambda world: reverse("reports:dashboard-comparison", args=[world.office.code]),
        22,
    ),
    "two organizations": (
        "reviewer",
        lambda world: (
            reverse("reports:dashboard-comparison", args=[world.office.code])
            + "?by=organization&with=44&with=32"
        ),
        23,
    ),
    "history of the office": (
        "reviewer",
        lambda world: reverse("reports:dashboard-history", args=[world.office.code]),
        17,
    ),
    "history of a bureau": (
        "reviewer",
        lambda world: reverse("reports:dashboard-history", args=[world.province.code]),
        21,
    ),
    "filing discipline": (
        "reviewer",
        lambda world: reverse("reports:dashboard-discipline", args=[world.office.code]),
        14,
    ),
    "annual reports": ("administrator", lambda world: reverse("reports:annual-list"), 10),
    "annual report": (
        "reviewer",
        lambda world: reverse("reports:annual-report", args=[2021, world.province.code]),
        20,
    ),
    "the office's annual report": (
        "administrator",
        lambda world: reverse("reports:annual-report", args=[2021, world.office.code]),
        39,
    ),
    "a frozen report": ("reviewer", frozen_url, 8),
    "a text that came back from Word": ("filer", returned_url, 11),
    "two versions of a report": ("reviewer", versions_url, 13),
    "two organizations' reports": ("reviewer", organizations_url, 15),
    "check of a code": (
        "reviewer",
        lambda world: frozen_url(world) and f"/verify/?code={VerificationCode.objects.get().printed}",
        8,
    ),
    "a text of a report": ("filer", text_url, 12),
    "material for the office's text": ("reviewer", office_material_url, 21),
    "a sign-off": ("filer", lambda world: text_url(world) + "sign-off/", 13),
    "freezing": ("administrator", lambda world: reverse("reports:annual-freeze", args=[2021]), 10),
    "letterhead": (
        "administrator",
        lambda world: reverse("reports:report-settings", args=[world.province.code]),
        6,
    ),
    "target": ("reviewer", lambda world: reverse("targets:target-detail", args=[world.pledge.pk]), 13),
    "export of a target": (
        "reviewer",
        lambda world: reverse("targets:target-export", args=[world.pledge.pk]),
        11,
    ),
    "brief of a target": (
        "reviewer",
        lambda world: reverse("reports:target-files", args=[world.pledge.pk]),
        11,
    ),
    "how a figure is made": (
        "reviewer",
        lambda world: reverse("targets:target-explanation", args=[world.pledge.pk]),
        16,
    ),
    "shares of a target": (
        "administrator",
        lambda world: reverse("targets:target-allocation", args=[world.pledge.pk]),
        10,
    ),
    "versions of shares": (
        "administrator",
        lambda world: reverse("targets:target-allocation-history", args=[world.pledge.pk]),
        6,
    ),
    "API: filings": ("reviewer", lambda world: reverse("api:filing-list"), 5),
    "API: filing": ("reviewer", lambda world: reverse("api:filing-detail", args=[world.filing().pk]), 9),
    "API: cases": ("filer", lambda world: case_url(world) and reverse("api:casestudy-list"), 5),
    "API: tasks": ("reviewer", lambda world: reverse("api:task-list"), 10),
    "API: targets": ("reviewer", lambda world: reverse("api:target-list"), 7),
}


def queries(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("shown", PAGES)
def test_queries_are_pinned_and_do_not_grow_with_organizations(
    world: World, signed_in: SignIn, shown: str
) -> None:
    name, url, pinned = PAGES[shown]
    world.approve(world.filing(world.neighbour))
    world.submit(world.filing(world.city))
    world.submit(world.filing(world.department))
    few = queries(signed_in(name), url(world))
    for number in range(12):
        node = OrganizationFactory(parent=world.office)
        member(f"filer-{number}", node, Role.FILER, Role.LEAD)
        OrganizationFactory(parent=world.province, kind="city")
    open_period(period=world.period)
    for filing in list(world.period.filings.exclude(status="approved"))[-8:]:
        world.submit(filing)
    many = queries(signed_in(name), url(world))
    assert (few, many) == (pinned, pinned)


def test_the_queries_of_a_check_do_not_grow_with_the_document(world: World, signed_in: SignIn) -> None:
    client, counts = signed_in("administrator"), []
    for sections in (1, 60):
        draft = make_draft(long_text(sections))
        assert draft.tasks.count() == 3 + sections
        counts.append(queries(client, reverse("tasks:draft-check", args=[draft.year])))
        draft.tasks.all().delete()
        draft.delete()
    assert counts[0] == counts[1]
