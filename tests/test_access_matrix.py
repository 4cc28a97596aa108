"""Every address × role × verb (design R18): 302 to sign in, 404 outside the scope, 403 without the right.

An address that is missing here fails the test at the end.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tasks.actions import add_remark, notify_remark, renew_calendar_token
from tasks.models import CaseStudy, Filing, Guidance, Notice
from tests.access_matrix import MATRIX, ROLES
from tests.addresses import walk
from tests.cases import at_year_end, tell_case, year_end_of
from tests.conftest import SignIn
from tests.drafts import goal_on, section_on, task_on, the_draft
from tests.factories import GuidanceFactory, SectionFactory, TaskFactory
from tests.matrix_files import (
    a_bundle,
    a_file,
    a_packed_bundle,
    a_spreadsheet,
    a_workbook,
    records_brought,
    wanting_records_brought,
)
from tests.organizations.naming import named
from tests.reports.editions import came_back, edition_of, first_paragraph
from tests.reports.exports.orders import finished
from tests.reports.frozen import frozen_report
from tests.reports.hand_ins.handed import arrived, frozen_and_handed_in
from tests.reports.material.told import approved_cases, picked
from tests.reports.office_text import office_text
from tests.reports.publications.signed_out import published_whole
from tests.supplements import on_day, opened, the_supplement
from tests.world import World

# The calendar feed opens with the secret in its address.
WITHOUT_GOAL = {"targets:goal-add", "targets:goal-accept-all"}
OPEN_TO_ALL = {
    "set_language",
    "healthz",
    "readyz",
    "tasks:calendar-feed",
    "reports:verify",
    "reports:verify-key",
}
# allauth guards its own addresses; tests/guidance_portal/test_sign_in.py walks through those we use.
FOREIGN = ("account_",)


def arguments(world: World, name: str, filing: Filing) -> dict[str, Any]:
    """What the address of ``name`` is filled with."""
    if name in {"tasks:line-edit", "tasks:line-presence", "tasks:evidence-add"}:
        return {"pk": filing.pk, "kind": "progress", "subject": world.local_task.pk}
    if name == "tasks:grid-row":
        return {"pk": filing.pk, "kind": "measurement", "subject": world.pledge.pk}
    if (
        name.startswith(("tasks:filing-", "tasks:remark-add", "api:filing-detail"))
        and name != "tasks:filing-list"
    ):
        return {"pk": filing.pk}
    return fixed_arguments(world).get(name, {})


# The views of an organization's year.
VIEWS_OF_ONE = (
    *("of", "expected", "filings", "places", "comparison", "discipline", "history"),
    *("work", "measures", "answers", "stream", "problems"),
)


# What is done with one organization's hand-in.
ACTS_ON_ONE = ("", "-return", "-arrived")


VIEWS_OF_A_TARGET = (
    *("detail", "explanation", "export", "allocation", "allocation-ranks", "allocation-history"),
    *("amend", "milestones", "withdraw"),
)


def fixed_arguments(world: World) -> dict[str, dict[str, Any]]:
    """What fills the addresses that are about something the world has, by their names."""
    return {
        "account-address-confirm": {"token": "no-token"},
        "records:kind": {"key": "organizations"},
        "records:workbook": {"key": "people"},
        "tasks:guidance-detail": {"year": 2021},
        "tasks:guidance-compare": {"year": 2022, "previous": 2021},
        "tasks:guidance-opening": {"year": 2021},
        "tasks:amendment-list": {"year": 2021},
        "tasks:guidance-history": {"year": 2021},
        "tasks:amend-choose": {"year": 2021},
        "tasks:amend-facts": {"year": 2021},
        "tasks:amend-period": {"year": 2021, "pk": world.period.pk},
        "tasks:amend-task": {"year": 2021, "pk": world.local_task.pk},
        "tasks:amend-task-add": {"year": 2021},
        "tasks:amend-task-withdraw": {"year": 2021, "pk": world.local_task.pk},
        "tasks:supplement-open": {"year": 2021},
        "tasks:draft-follow": {"year": 2022},
        "tasks:task-detail": {"pk": world.local_task.pk},
        "tasks:task-answers": {"pk": world.local_task.pk},
        **{f"targets:target-{view}": {"pk": world.pledge.pk} for view in VIEWS_OF_A_TARGET},
        "targets:target-add": {"year": 2021},
        "reports:target-files": {"pk": world.pledge.pk},
        "reports:annual-report": {"year": 2021, "code": world.province.code},
        "reports:report-settings": {"code": world.province.code},
        "reports:annual-freeze": {"year": 2021},
        "reports:publish": {"year": 2021},
        "reports:publish-withdraw": {"year": 2021},
        **{f"reports:hand-in{act}": {"year": 2021, "code": world.province.code} for act in ACTS_ON_ONE},
        **{f"reports:dashboard-{view}": {"code": world.province.code} for view in VIEWS_OF_ONE},
        "reports:dashboard-task": {"code": world.province.code, "pk": world.local_task.pk},
        "api:organization-detail": {"code": world.province.code},
        "api:guidance-detail": {"year": 2021},
        "api:task-detail": {"pk": world.local_task.pk},
        "api:target-detail": {"pk": world.pledge.pk},
        "reports:dashboard-stream-seen": {"code": world.department.code},
    }


def of_draft(name: str) -> dict[str, Any]:
    """What the address of a page on a draft is filled with."""
    draft = the_draft()
    rows = {
        "section": lambda: section_on(draft, "统计"),
        "task-add": lambda: section_on(draft, "统计"),
        "task": lambda: task_on(draft, "统计"),
        "caution": lambda: draft.cautions.create(message="Look here."),
        "targets:goal-": lambda: goal_on(draft),
    }
    if name in WITHOUT_GOAL:
        return {"year": draft.year}
    about = name.removeprefix("tasks:draft-")
    found = next((make for start, make in rows.items() if about.startswith(start)), None)
    return {"year": draft.year} | ({"pk": found().pk} if found else {})


def in_state(world: World, state: str) -> Filing:
    if state == "submitted":
        return world.submit(world.filing())
    return world.approve(world.filing()) if state == "approved" else world.filing()


def address(world: World, name: str, state: str) -> str:
    if state == "document":
        return reverse(name, kwargs=of_draft(name))
    filing = in_state(world, state)
    if state in {"following", "published"}:
        following_guidance(state)
    made: dict[str, Callable[[], dict[str, Any]]] = {
        "export": lambda: {"pk": finished(world).pk},
        "frozen": lambda: a_frozen_report(world),
        "handed in": lambda: {"year": 2021, "number": frozen_and_handed_in(world).number},
        "deputy": lambda: {"pk": named(world.lead, world.filer).pk},
        "arrived": lambda: an_arrival(world),
        "published report": lambda: a_published_report(world, name),
        "text": lambda: a_text(world, name),
        "office text": lambda: {"year": 2021, "code": office_text(world).organization.code},
        "remark": lambda: {"pk": a_remark(world)},
        "case": lambda: a_case(world),
        "case of the api": lambda: a_case(world) and {"pk": CaseStudy.objects.get().pk},
        "evidence": lambda: a_file(world, filing, has_name=name.endswith("download")),
        "workbook": lambda: a_workbook(world, filing),
        "records": lambda: records_brought(world),
        "wanting records": lambda: wanting_records_brought(world),
        "spreadsheet": lambda: a_spreadsheet(world, name),
        "bundle": lambda: a_bundle(world, filing, has_part=name.endswith("undo")),
        "packed": lambda: {"pk": a_packed_bundle(world, filing).pk},
        "notice": lambda: {"pk": remark_to_the_filer(world, filing)},
        "supplement": lambda: {"year": 2021, "pk": a_supplement(world)},
        "pick": lambda: {"pk": picked(f"figure-{world.pledge.pk}", world.reviewer).pk},
        "approved case": lambda: {"pk": approved_cases(world)[0].pk},
        "feed": lambda: {"token": renew_calendar_token(by=world.filer, at=timezone.now())},
    }
    if state in made:
        return reverse(name, kwargs=made[state]())
    return reverse(name, kwargs=arguments(world, name, filing))


def following_guidance(state: str) -> None:
    """The guidance of the year after: published, or else still a draft."""
    published_at = timezone.now() if state == "published" else None
    status = Guidance.Status.PUBLISHED if published_at else Guidance.Status.DRAFT
    section = SectionFactory(
        guidance=GuidanceFactory(year=2022, status=status, published_at=published_at), path="三/六"
    )
    TaskFactory(section=section, title="健全地方统计监测体系")


def remark_to_the_filer(world: World, filing: Filing) -> int:
    """A notice of the filer's own."""
    notify_remark(filing=filing, key="remark-1", text="请核对。", by=world.reviewer, at=timezone.now())
    return Notice.objects.get(user=world.filer).pk


def a_frozen_report(world: World) -> dict[str, Any]:
    """What an address of a version of the province's report is filled with."""
    report = frozen_report(world)
    return {"year": 2021, "code": report.organization.code, "version": report.version}


def a_published_report(world: World, name: str) -> dict[str, Any]:
    """What an address of the published report of the office, or of a file of it, is filled with."""
    published_whole(world)
    return {"year": 2021} | ({"kind": "data"} if name.endswith("file") else {})


def an_arrival(world: World) -> dict[str, Any]:
    """What the address of an entry of the province's paper is filled with."""
    step = arrived(world, frozen_report(world))
    return {"year": 2021, "code": step.organization.code, "pk": step.pk}


def a_text(world: World, name: str) -> dict[str, Any]:
    """What an address of the text of the province's report, or of a part of it, is filled with."""
    edition = edition_of(world)
    of_part = {"number": first_paragraph(edition)} if "part" in name or "move" in name else {}
    of_page = {"number": 1} if name.endswith("page-image") else {}
    of_move = {"move": "leave-out"} if name.endswith("move") else {}
    of_file = {"pk": came_back(world, edition).pk} if name.endswith("settle") else {}
    return {"year": 2021, "code": edition.organization.code} | of_part | of_page | of_move | of_file


def a_supplement(world: World) -> int:
    """One that nobody has begun to answer."""
    with on_day():
        opened(world)
    return the_supplement().pk


def a_remark(world: World) -> int:
    """A remark of the office on the whole of the province's filing."""
    said = {"text": "请核对。", "by": world.reviewer, "at": timezone.now(), "organization": world.office}
    return add_remark(filing=world.submit(world.filing()), kind="", subject_id=None, **said).pk


def a_case(world: World) -> dict[str, Any]:
    """What an address of a case of the province's year end is filled with; the day is the world's."""
    with at_year_end():
        tell_case(world)
    return {"pk": year_end_of(world).pk, "number": 1}


@pytest.mark.parametrize(("name", "verb", "state"), MATRIX)
def test_every_address_answers_every_role_as_the_matrix_says(
    world: World, signed_in: SignIn, name: str, verb: str, state: str
) -> None:
    url = address(world, name, state)
    data: dict[str, Any] = {"guidance": str(world.guidance.pk), "forms": ["json"]}
    data["item"] = f"figure-{world.pledge.pk}"
    if name == "tasks:filing-approve":
        data = {"version": "1"}
    answers = {}
    for role in ROLES:
        with transaction.atomic():
            client = signed_in(role)
            answer = getattr(client, verb)(url, data if verb == "post" else None)
            answers[role] = answer.status_code
            if answer.streaming:  # read to its end, so that the file is closed
                b"".join(answer)
            transaction.set_rollback(True)
    assert answers == MATRIX[name, verb, state]


@pytest.mark.parametrize(("name", "verb", "state"), [key for key in MATRIX if key[2] != "export"])
def test_nobody_gets_anywhere_without_signing_in(
    world: World, client: Client, name: str, verb: str, state: str
) -> None:
    response = getattr(client, verb)(address(world, name, state))
    if name in OPEN_TO_ALL:
        # Whoever is not signed in gets what everybody gets.
        assert {response.status_code} == set(MATRIX[name, verb, state].values())
    else:
        assert response.status_code in {302, 401, 403}
        if response.status_code == 302:
            assert response["Location"].startswith((settings.LOGIN_URL, "/accounts/login/", "/admin/login/"))


def test_no_address_is_missing_from_the_matrix() -> None:
    covered = {name for name, _verb, _state in MATRIX}
    known = {
        name
        for name in walk(get_resolver().url_patterns)
        # The administration guards each of its pages with the same has_permission.
        if not name.startswith(("admin:", *FOREIGN))
    }
    assert known - covered == set()


def test_every_page_of_the_administration_is_closed_to_the_rest(world: World, signed_in: SignIn) -> None:
    client = signed_in("observer")
    pages = [name for name in walk(get_resolver().url_patterns) if name.startswith("admin:")]
    plain = [name for name in pages if name.endswith(("_changelist", "_add")) or name == "admin:index"]
    assert len(plain) > 10
    assert {client.get(reverse(name)).status_code for name in plain} == {302}
