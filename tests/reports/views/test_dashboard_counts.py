"""A count opens exactly what it counted (design R23).

Every link that is marked as a count, on every page that each role comes to from the start page, is followed
by the same person; a number that is no such link is found as well.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from organizations.models import Organization
from reports.dashboards.tabs import VIEWS
from reports.overview import reporting
from tasks.drafts.review_page import DraftCheck
from tasks.models import Filing, FilingEvent
from tests.conftest import SignIn
from tests.drafts import long_text, make_draft
from tests.reports.busy_world import BusyWorld
from tests.reports.markup import Page

pytestmark = pytest.mark.django_db
PEOPLE = ("lead", "department_filer", "reviewer", "reviewer_twice")
# How many pages of one kind each person reads, so that the walk stays short.
PAGES_OF_A_KIND = 2
# What is no page to read, and what shows no count of its own.
LEFT_OUT = {
    "tasks:bundle-file",
    "tasks:filing-workbook",
    "targets:target-export",
    "tasks:evidence-download",
    "reports:export-download",
    "tasks:notice-open",
    "tasks:notice-settings",
    "tasks:filing-receipt",
    "tasks:filing-next",
    "tasks:amendment-list",
    "targets:target-allocation",
    "targets:target-allocation-history",
}
YEAR = re.compile(r"\b20\d\d\b")
NUMBER = re.compile(r"\d[\d,]*")
# A number beside words, or alone; neither a figure with its unit nor a day.
COUNT = re.compile(r"\d+( \D+)?|\D+ \d+|\d+ of \d+\D*")
# Numbers in links that count no list: its pages, the lines that a comparison of versions marks among all
# others, the filters of two guidances, which ``test_the_filters_of_a_comparison`` looks at, the numbers of
# the sources of a report, and figures, which lead to what explains them.
NO_COUNT = re.compile(r"[?&]page=|[?]compare=|/compare/|#source-|/explanation/")


@dataclass
class Walk:
    """One person's way through the portal."""

    client: Client
    pages: dict[str, tuple[HttpResponse, Page]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)

    def read(self, address: str) -> tuple[HttpResponse, Page]:
        """A page, asked for once; without what stands behind #."""
        if address not in self.pages:
            response = self.client.get(address, follow=True)
            assert response.status_code == 200, address
            self.pages[address] = response, Page(response.content.decode())
        return self.pages[address]

    def everywhere(self, start: list[str]) -> Iterator[tuple[str, Page]]:
        """The pages that links lead to, the nearest first; of each kind a few."""
        waiting, seen = list(start), set(start)
        for address in waiting:
            kind = kind_of(address)
            if kind is None or self.kinds[kind] >= PAGES_OF_A_KIND:
                continue
            self.kinds[kind] += 1
            _response, page = self.read(address)
            yield address, page
            found = [urljoin(address, link.attributes.get("href", "")) for link in page.all("a")]
            for target in (one.partition("#")[0] for one in found):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)


def kind_of(address: str) -> str | None:
    """The name of the page's address; None for what is not walked, such as a view as a file."""
    path, query = urlsplit(address)[2:4]
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    if "format" in parse_qs(query):
        return None
    is_page = name.split(":")[0] in {"home", "tasks", "targets", "reports"} and name not in LEFT_OUT
    return name if is_page else None


def opened(walk: Walk, address: str) -> int:
    """How many things the page of a count lists: behind #, else in all pages of its list, else in its
    table."""
    place, _hash, name = address.partition("#")
    response, page = walk.read(place)
    if not name and "page_obj" in response.context:
        total: int = response.context["page_obj"].paginator.count
        return total
    return page.rows(name)


def counted(text: str) -> int:
    found = NUMBER.search(text)
    assert found is not None, f"“{text}” counts nothing."
    return int(found[0].replace(",", ""))


def wrong_counts(walk: Walk, start: list[str]) -> list[str]:
    wrong = []
    for address, page in walk.everywhere(start):
        for link in page.all("a"):
            leads_to = urljoin(address, link.attributes.get("href", ""))
            if "counted" in link.classes:
                found = opened(walk, leads_to)
                if counted(link.text) != found:
                    wrong.append(f"{address}: “{link.text}” opens {found} at {leads_to}")
            elif COUNT.fullmatch(YEAR.sub("", link.text).strip()) and not NO_COUNT.search(leads_to):
                wrong.append(f"{address}: “{link.text}” is not marked as a count")
    return wrong


def starts(busy: BusyWorld) -> list[str]:
    """The start page, the lists of the year, and addresses that people keep: an earlier period, filters."""
    spring, period = busy.spring.pk, busy.world.period.pk
    lists = ("reports:dashboard", "tasks:task-list", "targets:target-list", "tasks:review-queue")
    return [
        reverse("home"),
        f"{reverse('home')}?year=2022",
        *(f"{reverse(name)}?year=2021" for name in lists),
        f"{reverse('reports:dashboard')}?period={spring}",
        f"{reverse('tasks:subordinates')}?period={spring}",
        f"{reverse('tasks:subordinates')}?period=&year=2021&timeliness=overdue",
        f"{reverse('tasks:filing-list')}?status=returned&period={period}",
        f"{reverse('tasks:task-detail', args=[busy.world.local_task.pk])}",
        f"{reverse('targets:target-detail', args=[busy.world.pledge.pk])}",
    ]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_count_opens_exactly_what_it_counted(busy: BusyWorld, person: str) -> None:
    walk, start = Walk(SignIn(busy.world)(person)), starts(busy)
    if busy.world.people[person].scope.departments:
        codes = Organization.objects.filter(pk__in=busy.world.people[person].scope.departments)
        for code in codes.values_list("code", flat=True):
            start += [reverse(f"reports:dashboard-{name}", args=[code]) for name in ("stream", "problems")]
    assert wrong_counts(walk, start) == []
    assert set(walk.kinds) >= {resolve(urlsplit(address).path).view_name for address in start}
    own = busy.world.people[person].organizations_held[0]
    assert set(walk.kinds) >= {view.url_name for view in VIEWS if view.is_for(own)}


@pytest.mark.parametrize(
    ("person", "code"), [("reviewer", "CNIPA"), ("observer", "44"), ("department_observer", "D-TFS")]
)
def test_a_status_opens_the_very_filings_of_the_dashboard(busy: BusyWorld, person: str, code: str) -> None:
    client, organization = SignIn(busy.world)(person), Organization.objects.get(code=code)
    reported = reporting(organization, busy.world.period)
    for count in (*reported.statuses, *reported.timeliness):
        page = client.get(count.href)
        wanted = [one.pk for one in reported.filings if count.key in {one.status, one.timeliness}]
        assert [filing.pk for filing in page.context["page_obj"]] == wanted, count
        opened = re.findall(r'href="/filings/(\d+)/"', page.content.decode())
        scope = busy.world.people[person].scope
        readable = [one.pk for one in reported.filings if scope.covers(one.organization)]
        assert sorted(map(int, opened)) == sorted(set(wanted) & set(readable))


def test_reminding_reaches_just_those_whom_the_button_counts(busy: BusyWorld) -> None:
    """The observer of the office who reviews for a province alone; another year is overdue as well."""
    client = SignIn(busy.world)("reviewer_twice")
    Filing.objects.filter(period__guidance=busy.next_year).update(extended_due_on=busy.world.period.opens_on)
    busy.next_year.periods.update(opens_on=busy.world.period.opens_on)
    asked = {"year": "2021", "period": ""}
    page = client.get(reverse("tasks:subordinates"), asked)
    client.post(reverse("tasks:subordinates-remind"), asked)
    reminded = FilingEvent.objects.filter(action="remind")
    assert reminded.count() == page.context["overdue_count"] > 0
    assert {event.filing.reports_to.code for event in reminded} == {"44"}
    organizations = reminded.values("filing__organization").distinct().count()
    assert organizations == page.context["overdue_organizations"]


# Why a template counts without a link: what it counts stands right beneath, on the same page; it is a
# part of a page around it, which has the link; or it is nothing that could be listed.
BENEATH, AROUND, NO_LIST = "beneath", "around", "no list"
WITHOUT_LINK = {
    "admin/pagination.html": BENEATH,
    "components/coverage.html": AROUND,
    "components/table_files.html": AROUND,
    "components/user_menu.html": AROUND,
    "organizations/mail/address_confirmation.txt": NO_LIST,
    "organizations/mail/password_reset.txt": NO_LIST,
    "organizations/records_actions.html": AROUND,
    "organizations/records_counts.html": BENEATH,
    "reports/annual_aside.html": BENEATH,
    "reports/annual_compare_figures.html": BENEATH,
    "reports/annual_compare_passages.html": BENEATH,
    "reports/annual_compare_table.html": BENEATH,
    "reports/annual_counts.html": BENEATH,
    "reports/annual_freeze.html": BENEATH,
    "reports/hand_ins/table.html": BENEATH,
    "reports/material/material_list.html": BENEATH,
    "reports/material/scores.html": NO_LIST,
    "reports/published/publish.html": NO_LIST,
    "reports/text/acts.html": NO_LIST,
    "reports/text/chapter_count.html": BENEATH,
    "reports/text/checks.html": BENEATH,
    "reports/text/left_out.html": BENEATH,
    "reports/text/material.html": BENEATH,
    "reports/text/pages.html": BENEATH,
    "reports/text/returned_figures.html": BENEATH,
    "reports/text/returned_notes.html": BENEATH,
    "reports/text/returned_summary.html": BENEATH,
    "reports/views/overview.html": NO_LIST,
    "reports/views/task_found.html": BENEATH,
    "targets/explanation_names.html": BENEATH,
    "targets/explanation_recomputed.html": BENEATH,
    "targets/goals_panel.html": BENEATH,
    "targets/target_figure.html": NO_LIST,
    "targets/target_filings.html": BENEATH,
    "tasks/bundle_parts.html": BENEATH,
    "tasks/bundle_state.html": BENEATH,
    "tasks/draft_doubts.html": BENEATH,
    "tasks/draft_follow.html": BENEATH,
    "tasks/draft_open.html": BENEATH,
    "tasks/draft_owner.html": BENEATH,
    "tasks/draft_settled_doubts.html": BENEATH,
    "tasks/draft_settled_names.html": BENEATH,
    "tasks/draft_task_card.html": BENEATH,
    "tasks/due_note.html": NO_LIST,
    "tasks/filing_check.html": BENEATH,
    "tasks/filing_detail.html": BENEATH,
    "tasks/filing_outline.html": NO_LIST,
    "tasks/guidance_list.html": "test_the_open_points_of_a_draft",
    "tasks/import_actions.html": AROUND,
    "tasks/import_counts.html": BENEATH,
    "tasks/import_done.html": NO_LIST,
    "tasks/import_findings.html": BENEATH,
    "tasks/line_item.html": NO_LIST,
    "tasks/line_state.html": BENEATH,
    "tasks/own_mapping.html": BENEATH,
    "tasks/own_proposals.html": BENEATH,
    "tasks/own_spreadsheet_delete.html": NO_LIST,
    "tasks/own_trial.html": BENEATH,
    "tasks/progress_live.html": BENEATH,
    "tasks/progress_reading.html": BENEATH,
    "tasks/review_flags.html": NO_LIST,
    "tasks/review_panel.html": BENEATH,
    "tasks/review_queue.html": BENEATH,
    "tasks/review_return_label.html": NO_LIST,
    "tasks/subordinates.html": BENEATH,
    "tasks/task_detail.html": BENEATH,
}
COUNTS = re.compile(r'blocktranslate (?:trimmed )?count |<span class="count[ "]')
# A link, and one that opens what it counts.
LINK = re.compile(r"<a(?=[ {\n])(?:(?!</a>).)*", re.DOTALL)
COUNTED = re.compile(r'<a[^<]*[ "]counted["{]')


def counts_without(template: Path) -> bool:
    """Whether a template counts anywhere but in a link that opens what it counted."""
    text = template.read_text(encoding="utf-8")
    opening = [link.span() for link in LINK.finditer(text) if COUNTED.match(link.group())]
    return any(
        not any(start < found.start() < end for start, end in opening) for found in COUNTS.finditer(text)
    )


def test_every_template_that_counts_leads_to_what_it_counts() -> None:
    """A new count is a link with the class ``counted``, or says above why it is none."""
    templates = Path(settings.BASE_DIR) / "templates"
    without = {str(file.relative_to(templates)) for file in templates.rglob("*.*") if counts_without(file)}
    assert without == set(WITHOUT_LINK)


def test_the_open_points_of_a_draft_are_those_that_its_page_lists(busy: BusyWorld) -> None:
    draft = make_draft(long_text(3))
    for task in list(draft.tasks.all())[:2]:
        task.unmatched_owners.create(name="无人知晓司", role="lead")
    check = DraftCheck(draft)
    goals = draft.proposed_goals.filter(target=None, is_dropped=False).count()
    listed = len(check.open_owners) + len(check.unowned) + len(check.open_cautions) + goals
    assert check.open_count == listed > 0
    page = SignIn(busy.world)("administrator").get(reverse("tasks:guidance-list"))
    assert f">{listed} open points</a>" in page.content.decode()


def test_the_filters_of_a_comparison(busy: BusyWorld) -> None:
    client = SignIn(busy.world)("observer")
    address = reverse("tasks:guidance-compare", args=[2022, 2021])
    for tab in client.get(address).context["tabs"]:
        shown = client.get(address + tab.url).context
        listed = shown["page_obj"].paginator.count + len(shown["duties"]) + len(shown["goals"])
        assert tab.count == listed, tab.label
