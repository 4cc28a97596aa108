"""A department reads others' lines on what it is responsible for, and marks what it has seen (design R18)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from tasks.actions import return_filing, submit_filing
from tasks.models import Filing, LineSeen, Responsibility
from tests.conftest import SignIn
from tests.factories import ResponsibilityFactory
from tests.world import World, member, seen_in

TARGETS = reverse("tasks:department-lines", args=["measurement"])


@pytest.fixture
def department(world: World, signed_in: SignIn) -> Client:
    return signed_in("department_filer")


def choice(filing: Filing, subject: Any) -> str:
    return f"{filing.pk}-{subject.pk}-{filing.version}"


def mark(client: Client, *lines: str, kind: str = "measurement") -> str:
    """What the page says after these lines were marked as seen."""
    url = reverse("tasks:department-lines-seen", args=[kind])
    return client.post(url, {"line": list(lines), "next": TARGETS}, follow=True).content.decode()


def test_others_lines_on_its_targets_are_shown_once_submitted(world: World, department: Client) -> None:
    assert "Nothing here" in department.get(TARGETS).content.decode()
    filing = world.submit(world.filing())
    page = department.get(TARGETS).content.decode()
    assert "Guangdong" in page
    assert "120.5" in page
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="补充", version=1)
    assert "Nothing here" in department.get(TARGETS).content.decode()


def test_lines_on_other_tasks_and_its_own_filing_are_not_shown(world: World, department: Client) -> None:
    world.submit(world.filing())
    world.submit(world.filing(world.department))
    tasks = reverse("tasks:department-lines")
    assert "Nothing here" in department.get(tasks).content.decode()
    role = {"role": Responsibility.Role.SUPPORT, "organization": world.department}
    ResponsibilityFactory(task=world.local_task, **role)
    assert "Guangdong" in department.get(tasks).content.decode()


def test_what_was_seen_is_marked_until_it_is_filed_again(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    assert "1 line is marked as seen" in mark(department, choice(filing, world.pledge))
    seen = LineSeen.objects.get()
    assert (seen.version, seen.organization, seen.seen_by) == (1, world.department, world.department_filer)
    assert "Guangdong" not in department.get(TARGETS, {"seen": "no", "name": "32"}).content.decode()
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="补充", version=1)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    page = department.get(TARGETS, {"seen": "no"}).content.decode()
    assert "Guangdong" in page


def test_marking_twice_changes_nothing(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    for _turn in range(2):
        mark(department, choice(filing, world.pledge), choice(filing, world.growth))
    assert LineSeen.objects.count() == 2


def test_a_version_that_was_not_shown_is_not_marked(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    shown = choice(filing, world.pledge)
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="补充", version=1)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert "was filed again" in mark(department, shown)
    assert not LineSeen.objects.exists()


@pytest.mark.parametrize("sent", ["", "1", "1-2", "a-b-c", "1-2-3-4", "9999999999-1-1", "-1-1-1"])
def test_odd_choices_are_refused_in_words(world: World, department: Client, sent: str) -> None:
    world.submit(world.filing())
    page = mark(department, *([sent] if sent else []))
    assert "Choose at least one line." in page or "The page was incomplete." in page
    assert not LineSeen.objects.exists()


def test_a_line_that_is_not_the_departments_is_not_marked(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    assert "Nothing was marked" in mark(department, choice(filing, world.local_task), kind="progress")
    assert not LineSeen.objects.exists()


def test_an_observer_reads_and_does_not_mark(world: World, signed_in: SignIn) -> None:
    member("department-reader", world.department, Role.OBSERVER)
    filing = world.submit(world.filing())
    observer = signed_in("department_observer")
    page = observer.get(TARGETS).content.decode()
    assert "Guangdong" in page
    assert "Mark the chosen" not in page
    url = reverse("tasks:department-lines-seen", args=["measurement"])
    assert observer.post(url, {"line": [choice(filing, world.pledge)]}).status_code == 403


def test_a_kind_that_there_is_not_is_not_found(world: World, department: Client) -> None:
    assert department.get(reverse("tasks:department-lines", args=["nothing"])).status_code == 404


def test_a_remark_from_the_page_stands_at_the_filers_line(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    said = {"kind": "measurement", "subject": world.pledge.pk, "text": "请注明口径。", "next": TARGETS}
    said["voice"] = world.department.pk
    response = department.post(reverse("tasks:remark-add", args=[filing.pk]), said, follow=True)
    assert "请注明口径。" in response.content.decode()
    assert filing.remarks.get().organization == world.department


def test_the_queries_do_not_grow_with_the_lines(
    world: World, department: Client, django_assert_max_num_queries: Any
) -> None:
    world.submit(world.filing())
    with django_assert_max_num_queries(14) as few:
        department.get(TARGETS)
    world.submit(world.filing(world.neighbour))
    world.submit(world.filing(world.city))
    with django_assert_max_num_queries(14) as many:
        department.get(TARGETS)
    assert len(few.captured_queries) == len(many.captured_queries)
