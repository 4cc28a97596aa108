"""The stream of lines: what a department reads of others, marks as seen and remarks on (design R18)."""

import datetime as dt
import itertools
import re
from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from tasks.actions import return_filing, submit_filing
from tasks.filtersets import LineFilter
from tasks.models import Filing, LineSeen, ProgressEntry, Responsibility
from tests.conftest import SignIn
from tests.factories import ResponsibilityFactory
from tests.reports.markup import Page
from tests.world import World, member, seen_in

STREAM = reverse("reports:dashboard-stream", args=["D-TFS"])
TARGETS = f"{STREAM}?part=figures"
TASKS = f"{STREAM}?part=achievements"
SEEN = reverse("reports:dashboard-stream-seen", args=["D-TFS"])


@pytest.fixture
def department(world: World, signed_in: SignIn) -> Client:
    return signed_in("department_filer")


def choice(filing: Filing, subject: Any, kind: str = "measurement") -> str:
    return f"{kind}-{filing.pk}-{subject.pk}-{filing.version}"


def mark(client: Client, *lines: str) -> str:
    """What the page says after these lines were marked as seen."""
    return client.post(SEEN, {"line": list(lines), "next": TARGETS}, follow=True).content.decode()


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
    assert "Nothing here" in department.get(TASKS).content.decode()
    role = {"role": Responsibility.Role.SUPPORT, "organization": world.department}
    ResponsibilityFactory(task=world.local_task, **role)
    assert "Guangdong" in department.get(TASKS).content.decode()


def test_what_was_seen_is_marked_until_it_is_filed_again(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    assert "1 line is marked as seen" in mark(department, choice(filing, world.pledge))
    seen = LineSeen.objects.get()
    assert (seen.version, seen.organization, seen.seen_by) == (1, world.department, world.department_filer)
    assert (
        "Guangdong"
        not in department.get(STREAM, {"part": "figures", "seen": "no", "name": "32"}).content.decode()
    )
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="补充", version=1)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    page = department.get(STREAM, {"part": "figures", "seen": "no"}).content.decode()
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


@pytest.mark.parametrize(
    "sent",
    ["", "1", "1-2", "measurement-1-2", "a-b-c-d", "measurement-1-2-3-4", "case-9999999999-1-1", "-1-1-1"],
)
def test_odd_choices_are_refused_in_words(world: World, department: Client, sent: str) -> None:
    world.submit(world.filing())
    page = mark(department, *([sent] if sent else []))
    assert "Choose at least one line." in page or "The page was incomplete." in page
    assert not LineSeen.objects.exists()


def test_a_line_that_is_not_the_departments_is_not_marked(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    assert "Nothing was marked" in mark(department, choice(filing, world.local_task, "progress"))
    assert not LineSeen.objects.exists()


def test_an_observer_reads_and_does_not_mark(world: World, signed_in: SignIn) -> None:
    member("department-reader", world.department, Role.OBSERVER)
    filing = world.submit(world.filing())
    observer = signed_in("department_observer")
    page = observer.get(TARGETS).content.decode()
    assert "Guangdong" in page
    assert "Mark the chosen" not in page
    assert observer.post(SEEN, {"line": [choice(filing, world.pledge)]}).status_code == 403


@pytest.mark.parametrize(
    ("kept", "leads_to"),
    [("", ""), ("progress/", ""), ("measurement/", "?part=figures"), ("case/", "?part=cases")],
)
def test_the_address_that_people_have_kept_leads_here(department: Client, kept: str, leads_to: str) -> None:
    answer = department.get(f"/filings/lines/{kept}")
    assert answer["Location"] == f"{STREAM}{leads_to}"
    kept_filters = department.get(f"/filings/lines/{kept}?seen=no&name=32")["Location"]
    assert "seen=no&name=32" in kept_filters
    assert department.get("/filings/lines/nothing/").status_code == 404


def test_a_remark_from_the_page_stands_at_the_filers_line(world: World, department: Client) -> None:
    filing = world.submit(world.filing())
    said = {"kind": "measurement", "subject": world.pledge.pk, "text": "请注明口径。", "next": TARGETS}
    said["voice"] = world.department.pk
    response = department.post(reverse("tasks:remark-add", args=[filing.pk]), said, follow=True)
    assert "请注明口径。" in response.content.decode()
    assert filing.remarks.get().organization == world.department


def submit_three(world: World) -> list[Filing]:
    return [world.submit(world.filing(node)) for node in (world.province, world.neighbour, world.city)]


def test_all_that_is_found_is_marked_by_whom_and_when(world: World, department: Client) -> None:
    first, other, _city = submit_three(world)
    shown = department.get(STREAM, {"name": "44"})
    shown_at = shown.context["shown_at"].isoformat()
    said = department.post(SEEN, {"all": "1", "filters": "name=44", "shown_at": shown_at}, follow=True)
    assert "2 lines are marked as seen." in said.content.decode()
    seen = LineSeen.objects.all()
    assert {one.filing for one in seen} == {first}
    assert {one.seen_by for one in seen} == {world.department_filer}
    assert "Seen by" in department.get(STREAM, {"name": "44"}).content.decode()
    assert "Jiangsu" in department.get(STREAM, {"seen": "no"}).content.decode()
    assert other.lines_seen.count() == 0


def test_what_was_filed_since_the_page_was_shown_is_not_marked_unread(
    world: World, department: Client
) -> None:
    shown_at = (timezone.now() - dt.timedelta(minutes=1)).isoformat()
    world.submit(world.filing())
    said = department.post(SEEN, {"all": "1", "filters": "", "shown_at": shown_at}, follow=True)
    assert "was filed again" in said.content.decode() or "were filed again" in said.content.decode()
    assert not LineSeen.objects.exists()


def test_an_incomplete_page_marks_nothing(world: World, department: Client) -> None:
    world.submit(world.filing())
    said = department.post(SEEN, {"all": "1", "shown_at": "soon"}, follow=True).content.decode()
    assert "Enter a valid date" in said
    assert not LineSeen.objects.exists()


def texts(world: World, filing: Filing, **said: str) -> None:
    """Let the filing say this of the local bureaus' task."""
    line = filing.progress_entries.get(task=world.local_task)
    ProgressEntry.objects.filter(pk=line.pk).update(**said)


@pytest.fixture
def owning(world: World, department: Client) -> Client:
    """The department, responsible for the local task as well."""
    role = {"role": Responsibility.Role.SUPPORT, "organization": world.department}
    ResponsibilityFactory(task=world.local_task, **role)
    return department


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"part": "problems"}, {"44"}),
        ({"part": "problems", "text": "人员 不足"}, {"44"}),
        ({"text": "PILOT"}, {"32"}),
        ({"part": "problems", "text": "pilot"}, set()),
        ({"part": "achievements"}, {"44", "32"}),
        ({"part": "achievements", "status": "approved"}, {"32"}),
        ({"part": "achievements", "region": "east", "name": "44"}, {"44"}),
        ({"part": "achievements", "region": "west"}, set()),
        ({"part": "achievements", "evidence": "with"}, set()),
        ({"part": "achievements", "remarks": "without"}, {"44", "32"}),
        ({"part": "achievements", "beneath": "all"}, {"44", "32", "440100"}),
    ],
)
def test_the_stream_is_searched_and_narrowed(
    world: World, owning: Client, query: dict[str, str], found: set[str]
) -> None:
    world.approve(world.filing(world.neighbour))
    texts(world, world.filing(world.neighbour), achievements="开展 Pilot 试点。", problems="")
    for node in (world.province, world.city):
        world.submit(world.filing(node))
    texts(world, world.filing(), problems="基层人员力量不足。")
    lines = owning.get(STREAM, query).context["lines"]
    assert {line.filing.organization.code for line in lines} == found


@pytest.mark.parametrize("sort", ["newest", "organization", "theme", "unread"])
def test_the_stream_is_sorted(world: World, owning: Client, sort: str) -> None:
    submit_three(world)
    mark(owning, choice(world.filing(), world.pledge))
    lines = owning.get(STREAM, {"sort": sort}).context["lines"]
    keys = {
        "newest": lambda line: -line.filing.submitted_at.timestamp(),
        "organization": lambda line: str(line.filing.organization.path),
        "theme": lambda line: (line.checked.kind.key == "measurement", line.theme),
        "unread": lambda line: line.seen is not None,
    }
    assert len(lines) == 6
    if sort != "theme":
        assert lines == sorted(lines, key=keys[sort])
    themes = [line.theme for line in lines]
    grouped = sum(first != second for first, second in itertools.pairwise(themes)) + 1 == len(set(themes))
    assert grouped is (sort == "theme")


def test_a_bureau_reads_its_own_and_its_subordinates_lines(world: World, signed_in: SignIn) -> None:
    submit_three(world)
    stream = reverse("reports:dashboard-stream", args=["44"])
    lines = signed_in("lead").get(stream).context["lines"]
    assert {line.filing.organization.code for line in lines} == {"44", "440100"}
    assert signed_in("lead").get(STREAM).status_code == 404
    assert signed_in("outsider").get(stream).status_code == 404


def test_the_office_reads_who_files_to_it_and_all_beneath_where_asked(
    world: World, signed_in: SignIn
) -> None:
    submit_three(world)
    client, stream = signed_in("observer"), reverse("reports:dashboard-stream", args=["CNIPA"])
    codes = [
        {line.filing.organization.code for line in client.get(stream, query).context["lines"]}
        for query in ({}, {"beneath": "all"})
    ]
    assert codes == [{"44", "32"}, {"44", "32", "440100"}]


def test_the_problems_are_told_once_with_all_who_name_them(world: World, owning: Client) -> None:
    for node in (world.province, world.neighbour):
        world.submit(world.filing(node))
        texts(world, world.filing(node), problems="基层人员力量不足，统计口径不一致。")
    url = reverse("reports:dashboard-problems", args=["D-TFS"])
    [theme] = owning.get(url).context["themes"]
    [problem] = theme.problems
    assert ({line.filing.organization.code for line in problem.lines}, problem.answered) == ({"44", "32"}, 0)
    said = {"kind": "progress", "subject": world.local_task.pk, "text": "已协调。", "next": url}
    said["voice"] = world.department.pk
    answer = owning.post(reverse("tasks:remark-add", args=[world.filing().pk]), said, follow=True)
    assert "已协调。" in answer.content.decode()
    [theme] = owning.get(url).context["themes"]
    assert (theme.problems[0].answered, theme.unanswered) == (1, 1)


def test_a_file_holds_all_that_is_found_and_says_what_was_asked(world: World, owning: Client) -> None:
    submit_three(world)
    found = owning.get(STREAM, {"beneath": "all"}).context["page_obj"].paginator.count
    written = owning.get(STREAM, {"beneath": "all", "format": "csv"}).content.decode("utf-8-sig")
    assert written.count("已完成评估指引。") == 3
    assert found == 9
    assert f"{found} lines" in written
    assert "With all levels beneath" in written


def test_a_draft_is_in_no_stream(world: World, owning: Client) -> None:
    world.fill(world.filing(), by=world.filer)
    assert owning.get(STREAM, {"beneath": "all"}).context["page_obj"].paginator.count == 0


def test_the_queries_do_not_grow_with_the_lines(world: World, owning: Client) -> None:
    world.submit(world.filing())
    counts = []
    for name in ("stream", "problems"):
        address = reverse(f"reports:dashboard-{name}", args=["D-TFS"]) + "?beneath=all"
        with CaptureQueriesContext(connection) as few:
            owning.get(address)
        counts.append(len(few))
    world.submit(world.filing(world.neighbour))
    world.submit(world.filing(world.city))
    for name, before in zip(("stream", "problems"), counts, strict=True):
        address = reverse(f"reports:dashboard-{name}", args=["D-TFS"]) + "?beneath=all"
        with CaptureQueriesContext(connection) as many:
            owning.get(address)
        assert len(many) == before


@pytest.mark.parametrize("page", [STREAM, f"{STREAM}problems/"])
def test_no_value_breaks_the_stream(world: World, owning: Client, page: str) -> None:
    """Each filter is given each value, all filters in one request."""
    world.submit(world.filing())
    values = ["0" * 5000, "-1", "9" * 30, "\x00", "2021.5", "NaN", "' OR 1=1"]
    for place in range(len(values)):
        given = {
            name: values[(place + step) % len(values)] for step, name in enumerate(LineFilter.base_filters)
        }
        assert owning.get(page, given).status_code == 200


def test_every_count_opens_just_what_it_counted(world: World, owning: Client) -> None:
    submit_three(world)
    for node in (world.province, world.neighbour):
        texts(world, world.filing(node), problems="基层人员力量不足。")
    mark(owning, choice(world.filing(), world.pledge))
    followed = 0
    for address in (STREAM, f"{STREAM}problems/", f"{STREAM}?beneath=all"):
        for link in Page(owning.get(address).content.decode()).all("a"):
            if "counted" in link.classes:
                target, _hash, name = urljoin(address, link.attributes["href"]).partition("#")
                answer = owning.get(target)
                found = Page(answer.content.decode()).rows(name) if name else answer.context["page_obj"]
                count = found if isinstance(found, int) else found.paginator.count
                assert int(re.findall(r"\d+", link.text)[0]) == count, (link.text, target)
                followed += 1
    assert followed > 10
