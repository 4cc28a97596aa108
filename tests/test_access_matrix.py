"""Every address × role × verb (design R18): 302 to sign in, 404 outside the scope, 403 without the right.

An address that is missing here fails the test at the end.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tasks.actions import add_remark, notify_remark, renew_calendar_token
from tasks.evidence.receiving import receive_evidence
from tasks.lines import LINE_KINDS
from tasks.models import Filing, Guidance, Notice
from tests.conftest import SignIn
from tests.drafts import goal_on, section_on, task_on, the_draft
from tests.factories import GuidanceFactory, SectionFactory, TaskFactory
from tests.supplements import on_day, opened, the_supplement
from tests.world import World

ROLES = (
    "filer",
    "lead",
    "provincial_reviewer",
    "city_lead",
    "outsider",
    "department_filer",
    "reviewer",
    "observer",
    "administrator",
)


def codes(row: str) -> dict[str, int]:
    """One code a role, in the order of ``ROLES``; a single one holds for all."""
    numbers = [int(number) for number in row.split()]
    return dict(zip(ROLES, numbers * len(ROLES) if len(numbers) == 1 else numbers, strict=True))


# The filing is the province's draft for the third quarter unless the row names another state.
#                                                   filer lead prov city outs dept revi obse admi
MATRIX: dict[tuple[str, str, str], dict[str, int]] = {
    ("home", "get", ""): codes("200"),
    ("set_language", "post", ""): codes("302"),
    ("set_language", "get", ""): codes("405"),
    ("healthz", "get", ""): codes("200"),
    ("readyz", "get", ""): codes("200"),
    ("tasks:filing-list", "get", ""): codes("200"),
    ("tasks:review-queue", "get", ""): codes("200"),
    ("tasks:filing-detail", "get", "draft"): codes("200 200 200 404 404 404 200 200 200"),
    ("tasks:filing-receipt", "get", "submitted"): codes("200 200 200 404 404 404 200 200 200"),
    ("tasks:filing-check", "get", "draft"): codes("200 200 403 404 404 404 403 403 403"),
    ("tasks:line-edit", "get", "draft"): codes("200 200 403 404 404 404 403 403 403"),
    ("tasks:line-edit", "post", "draft"): codes("409 409 403 404 404 404 403 403 403"),
    ("tasks:department-lines", "get", ""): codes("404 404 404 404 404 200 404 404 404"),
    ("tasks:department-lines-seen", "post", ""): codes("404 404 404 404 404 302 404 404 404"),
    ("tasks:subordinates", "get", ""): codes("200"),
    ("tasks:subordinates-remind", "post", ""): codes("302"),
    ("tasks:filing-remind", "post", "draft"): codes("403 403 403 404 404 404 302 403 403"),
    ("tasks:line-presence", "post", "draft"): codes("200 200 403 404 404 404 403 403 403"),
    ("tasks:evidence-add", "get", "draft"): codes("200 200 403 404 404 404 403 403 403"),
    ("tasks:evidence-add", "post", "draft"): codes("422 422 403 404 404 404 403 403 403"),
    ("tasks:evidence-remove", "post", "evidence"): codes("302 302 403 404 404 404 403 403 403"),
    ("tasks:evidence-restore", "post", "evidence"): codes("302 302 403 404 404 404 403 403 403"),
    ("tasks:evidence-download", "get", "evidence"): codes("200 200 200 404 404 404 200 200 200"),
    ("tasks:remark-add", "post", "submitted"): codes("403 403 403 404 404 404 422 403 403"),
    ("tasks:remark-answer", "post", "remark"): codes("422 422 403 404 404 404 422 403 403"),
    ("tasks:remark-resolve", "post", "remark"): codes("409 409 403 404 404 404 302 403 403"),
    ("tasks:remark-reopen", "post", "remark"): codes("409 409 403 404 404 404 302 403 403"),
    ("tasks:filing-submit", "get", "draft"): codes("405"),
    ("tasks:filing-submit", "post", "draft"): codes("403 302 403 404 404 404 403 403 403"),
    ("tasks:filing-withdraw", "post", "submitted"): codes("403 302 403 404 404 404 403 403 403"),
    ("tasks:filing-start-review", "post", "submitted"): codes("403 403 403 404 404 404 302 403 403"),
    ("tasks:filing-approve", "post", "submitted"): codes("403 403 403 404 404 404 302 403 403"),
    ("tasks:review-approve-many", "post", ""): codes("403 403 302 403 302 403 302 403 403"),
    ("tasks:filing-next", "get", "submitted"): codes("403 403 403 404 404 404 302 403 403"),
    ("tasks:filing-return", "post", "submitted"): codes("403 403 403 404 404 404 422 403 403"),
    ("tasks:filing-reopen", "get", "approved"): codes("403 403 403 404 404 404 200 403 200"),
    ("tasks:filing-reopen", "post", "approved"): codes("403 403 403 404 404 404 422 403 422"),
    ("tasks:filing-extend", "get", "draft"): codes("403 403 403 404 404 404 403 403 200"),
    ("tasks:filing-extend", "post", "draft"): codes("403 403 403 404 404 404 403 403 422"),
    ("tasks:notice-list", "get", ""): codes("200"),
    ("tasks:notice-read-all", "post", ""): codes("302"),
    ("tasks:notice-settings", "get", ""): codes("200"),
    ("tasks:notice-settings", "post", ""): codes("302"),
    ("tasks:calendar-renew", "post", ""): codes("302"),
    ("tasks:notice-open", "get", "notice"): codes("302 404 404 404 404 404 404 404 404"),
    ("tasks:notice-read", "post", "notice"): codes("302 404 404 404 404 404 404 404 404"),
    ("tasks:calendar-feed", "get", "feed"): codes("200"),
    ("tasks:guidance-latest", "get", ""): codes("302"),
    ("tasks:guidance-detail", "get", ""): codes("200"),
    ("tasks:guidance-compare", "get", "published"): codes("200"),
    ("tasks:guidance-compare", "get", "following"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amendment-list", "get", ""): codes("200"),
    ("tasks:amend-choose", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amend-facts", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amend-facts", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:amend-period", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amend-period", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:amend-task", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amend-task", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:amend-task-add", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amend-task-add", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:amend-task-withdraw", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:amend-task-withdraw", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:supplement-open", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:supplement-open", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:supplement-withdraw", "get", "supplement"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:supplement-withdraw", "post", "supplement"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-follow", "get", "following"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-follow", "post", "following"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:guidance-list", "get", ""): codes("200"),
    ("tasks:guidance-upload", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:guidance-upload", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-check", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-facts", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-facts", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-section", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-section", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-section-join", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-section-split", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-task-add", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-task", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-task", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-task-join", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-task-split", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-task-drop", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-owner-match", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-owner-drop", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-caution-settle", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-caution-unsettle", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-start-over", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-start-over", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:draft-periods", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-periods", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-publish", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-publish", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("tasks:draft-discard", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("tasks:draft-discard", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("tasks:task-list", "get", ""): codes("200"),
    ("tasks:task-detail", "get", ""): codes("200"),
    ("targets:target-list", "get", ""): codes("200"),
    ("targets:target-detail", "get", ""): codes("200"),
    ("targets:target-explanation", "get", ""): codes("200"),
    ("targets:target-export", "get", ""): codes("200"),
    ("targets:target-allocation", "get", ""): codes("200 200 200 404 404 404 200 200 200"),
    ("targets:target-allocation", "post", ""): codes("403 422 403 404 404 404 403 403 422"),
    ("targets:target-allocation-history", "get", ""): codes("200 200 200 404 404 404 200 200 200"),
    ("targets:target-amend", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("targets:target-amend", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:target-milestones", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("targets:target-milestones", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:target-withdraw", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("targets:target-withdraw", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:target-add", "get", ""): codes("404 404 404 404 404 404 404 404 200"),
    ("targets:target-add", "post", ""): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:goal-add", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("targets:goal-add", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:goal-accept-all", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("targets:goal-edit", "get", "document"): codes("404 404 404 404 404 404 404 404 200"),
    ("targets:goal-edit", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:goal-accept", "post", "document"): codes("404 404 404 404 404 404 404 404 422"),
    ("targets:goal-drop", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("targets:goal-restore", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("targets:goal-reopen", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("targets:goal-split", "post", "document"): codes("404 404 404 404 404 404 404 404 302"),
    ("reports:dashboard", "get", ""): codes("200"),
    ("reports:dashboard-of", "get", ""): codes("200 200 200 404 404 404 200 200 200"),
    ("reports:dashboard-expected", "get", ""): codes("200 200 200 404 404 404 200 200 200"),
    ("reports:report-list", "get", ""): codes("403 403 403 403 403 403 403 403 200"),
    ("reports:export-create", "post", ""): codes("403 403 403 403 403 403 403 403 302"),
    ("reports:export-detail", "get", "export"): codes("404 404 404 404 404 404 404 404 200"),
    ("reports:export-download", "get", "export"): codes("404 404 404 404 404 404 404 404 200"),
    ("api:organization-list", "get", ""): codes("200"),
    ("api:organization-detail", "get", ""): codes("200 200 200 404 404 404 200 200 200"),
    ("api:guidance-list", "get", ""): codes("200"),
    ("api:guidance-detail", "get", ""): codes("200"),
    ("api:task-list", "get", ""): codes("200"),
    ("api:task-detail", "get", ""): codes("200"),
    ("api:filing-list", "get", ""): codes("200"),
    ("api:filing-detail", "get", "draft"): codes("200 200 200 404 404 404 200 200 200"),
    ("api:target-list", "get", ""): codes("200"),
    ("api:target-detail", "get", ""): codes("200"),
    ("api:schema", "get", ""): codes("200"),
    ("admin:index", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:organizations_organization_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:organizations_user_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:organizations_user_add", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:tasks_reportingperiod_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:tasks_guidance_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:tasks_filingevent_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:tasks_task_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:targets_target_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
    ("admin:targets_indicator_changelist", "get", ""): codes("302 302 302 302 302 302 302 302 200"),
}
# The calendar feed opens with the secret in its address.
WITHOUT_GOAL = {"targets:goal-add", "targets:goal-accept-all"}
OPEN_TO_ALL = {"set_language", "healthz", "readyz", "tasks:calendar-feed"}
# allauth guards its own addresses; tests/guidance_portal/test_sign_in.py walks through those we use.
FOREIGN = ("account_",)


def arguments(world: World, name: str, filing: Filing) -> dict[str, Any]:
    """What the address of ``name`` is filled with."""
    if name in {"tasks:line-edit", "tasks:line-presence", "tasks:evidence-add"}:
        return {"pk": filing.pk, "kind": "progress", "subject": world.local_task.pk}
    if (
        name.startswith(("tasks:filing-", "tasks:remark-add", "api:filing-detail"))
        and name != "tasks:filing-list"
    ):
        return {"pk": filing.pk}
    fixed: dict[str, dict[str, Any]] = {
        "tasks:guidance-detail": {"year": 2021},
        "tasks:guidance-compare": {"year": 2022, "previous": 2021},
        "tasks:amendment-list": {"year": 2021},
        "tasks:amend-choose": {"year": 2021},
        "tasks:amend-facts": {"year": 2021},
        "tasks:amend-period": {"year": 2021, "pk": world.period.pk},
        "tasks:amend-task": {"year": 2021, "pk": world.local_task.pk},
        "tasks:amend-task-add": {"year": 2021},
        "tasks:amend-task-withdraw": {"year": 2021, "pk": world.local_task.pk},
        "tasks:supplement-open": {"year": 2021},
        "tasks:draft-follow": {"year": 2022},
        "tasks:task-detail": {"pk": world.local_task.pk},
        "targets:target-detail": {"pk": world.pledge.pk},
        "targets:target-explanation": {"pk": world.pledge.pk},
        "targets:target-export": {"pk": world.pledge.pk},
        "targets:target-allocation": {"pk": world.pledge.pk},
        "targets:target-allocation-history": {"pk": world.pledge.pk},
        "targets:target-amend": {"pk": world.pledge.pk},
        "targets:target-milestones": {"pk": world.pledge.pk},
        "targets:target-withdraw": {"pk": world.pledge.pk},
        "targets:target-add": {"year": 2021},
        "reports:dashboard-of": {"code": world.province.code},
        "reports:dashboard-expected": {"code": world.province.code},
        "api:organization-detail": {"code": world.province.code},
        "api:guidance-detail": {"year": 2021},
        "api:task-detail": {"pk": world.local_task.pk},
        "api:target-detail": {"pk": world.pledge.pk},
        "tasks:department-lines-seen": {"kind": "measurement"},
    }
    return fixed.get(name, {})


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
        "export": lambda: {"pk": finished_export(world)},
        "remark": lambda: {"pk": a_remark(world)},
        "evidence": lambda: a_file(world, filing, has_name=name.endswith("download")),
        "notice": lambda: {"pk": remark_to_the_filer(world, filing)},
        "supplement": lambda: {"year": 2021, "pk": a_supplement(world)},
        "feed": lambda: {"token": renew_calendar_token(by=world.filer)},
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


def a_supplement(world: World) -> int:
    """One that nobody has begun to answer."""
    with on_day():
        opened(world)
    return the_supplement().pk


def a_remark(world: World) -> int:
    """A remark of the office on the whole of the province's filing."""
    said = {"text": "请核对。", "by": world.reviewer, "at": timezone.now(), "organization": world.office}
    return add_remark(filing=world.submit(world.filing()), kind="", subject_id=None, **said).pk


def a_file(world: World, filing: Filing, *, has_name: bool) -> dict[str, Any]:
    """What an address of one file at the province's line is filled with."""
    attached = receive_evidence(
        filing=filing,
        kind=LINE_KINDS["progress"],
        subject_id=world.local_task.pk,
        upload=ContentFile(b"%PDF-1.7", name="证明.pdf"),
        by=world.filer,
        at=timezone.now(),
    )
    return {"pk": attached.evidence.pk} | ({"name": "证明.pdf"} if has_name else {})


def finished_export(world: World) -> int:
    """An export that the administrator asked for, finished at once by the tests' backend."""
    from reports.models import Export  # noqa: PLC0415

    client = SignIn(world)("administrator")
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("reports:export-create"), {"year": 2021, "guidance": world.guidance.pk})
    return Export.objects.get().pk


@pytest.mark.parametrize(("name", "verb", "state"), MATRIX)
def test_every_address_answers_every_role_as_the_matrix_says(
    world: World, signed_in: SignIn, name: str, verb: str, state: str
) -> None:
    url = address(world, name, state)
    data = {"version": "1"} if name == "tasks:filing-approve" else {"guidance": str(world.guidance.pk)}
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
        assert response.status_code in {200, 302, 405}
    else:
        assert response.status_code in {302, 401, 403}
        if response.status_code == 302:
            assert response["Location"].startswith((settings.LOGIN_URL, "/accounts/login/", "/admin/login/"))


def walk(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name


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
