"""Whatever is filed: every number of every view is the roll-up's own, and every file says what its page says.

Figures are held against loops over the lines of filings (``tests.reports.obvious_figures``) wherever they
lead to their explanation, whose address says what they are. A count is held against the list that it opens.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from organizations.calendar import today
from organizations.rounding import half_up
from reports.data_tables.values import DataTable
from targets.explanation.recompute import Recomputed
from tasks.models import Filing, MeasureState, ProgressEntry, ReportingPeriod, Task
from tests.conftest import SignIn
from tests.reports.markup import Element, Page
from tests.reports.obvious_figures import EXPLANATION, AskedFigure
from tests.reports.random_year import SECRET, draw_year
from tests.reports.shown_views import tables_on, views_of
from tests.reports.views.test_dashboard_counts import Walk, counted, opened
from tests.world import World

# Arithmetic over what was read says the same beside each database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SEEDS = (1, 2)
# Whoever sees the most of the country, of a department, of a province and of a city.
PEOPLE = ("observer", "department_filer", "provincial_reviewer", "city_lead")
FILTERS = ("", "&counting=submitted", "&region=east", "&outcome=met", "&counting=submitted&region=central")
State = MeasureState.State
FIRST_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
# A day, or a period by its number and year.
DAY = re.compile(r"(?<![\d.,])20\d\d(?![\d.,])")
MOVED = re.compile(r"[+−±]\d")
COVERAGE = re.compile(r"\d+/\d+")
TENTH = Decimal("0.1")
NEGLIGIBLE = Fraction(1, 10**20)


@pytest.fixture(params=SEEDS)
def drawn(world: World, request: pytest.FixtureRequest) -> World:
    draw_year(world, request.param)
    return world


def reader(world: World, name: str, language: str) -> Client:
    """Somebody who reads Chinese, in which a figure has the unit that it is filed in, or English, in which a
    count comes first."""
    client = SignIn(world)(name)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def asked(world: World, name: str, further_filters: Sequence[str] = FILTERS) -> Iterator[str]:
    """The views of a person's own organization with each of the filters, and those of one of each kind
    beneath without any."""
    user = world.people[name]
    own = user.organizations_held[0]
    for organization in (world.office, world.department, world.province, world.city):
        if user.scope.covers(organization):
            for address in views_of(organization, world.guidance):
                filters = further_filters if organization == own else ("",)
                yield from (f"{address}{further}" for further in filters)


def explained(address: str, href: str) -> str | None:
    """The address of the explanation that a link leads to; None for links to anything else."""
    leads_to = urljoin(address, href).partition("#")[0]
    try:
        name = resolve(leads_to.partition("?")[0]).view_name
    except Resolver404:
        return None
    return leads_to if name == EXPLANATION else None


@dataclass
class Loops:
    """What loops over the lines come to, each address asked once."""

    found: dict[str, tuple[AskedFigure, Recomputed]] = field(default_factory=dict)

    def figure(self, address: str) -> tuple[AskedFigure, Recomputed]:
        if address not in self.found:
            asked = AskedFigure.of(address)
            self.found[address] = asked, asked.figure()
        return self.found[address]


def number_in(text: str) -> tuple[Fraction, Fraction] | None:
    """The first number of a text, and half of its last digit; None where it has none."""
    found = FIRST_NUMBER.search(text)
    if found is None:
        return None
    plain = found[0].replace(",", "").replace("−", "-")
    decimals = len(plain.partition(".")[2])
    return Fraction(plain), Fraction(1, 2 * 10**decimals)


def explained_links(address: str, page: Page) -> Iterator[tuple[str, str]]:
    """What the links to explanations say, and what they explain."""
    for link in page.all("a"):
        leads_to = explained(address, link.attributes.get("href", ""))
        if leads_to is not None:
            yield link.text, leads_to


def is_right(text: str, asked_for: AskedFigure, figure: Recomputed) -> bool:
    """Whether a link says a figure, rounded to the digits that it shows, its coverage, its name alone, or by
    how much it has moved, which the tests of comparisons and changes hold."""
    if asked_for.target.indicator.name in text:
        rest = text.replace(asked_for.target.indicator.name, "")
        return number_in(rest) is None or MOVED.search(rest) is not None
    if COVERAGE.fullmatch(text):
        return text == asked_for.coverage()
    told = number_in(text)
    if told is None or figure.value is None:
        return told is None and figure.value is None
    number, half = told
    return abs(number - figure.value) <= half + abs(figure.value) * NEGLIGIBLE


@pytest.mark.parametrize("name", PEOPLE)
def test_every_figure_is_what_the_filings_come_to(drawn: World, name: str) -> None:
    client, loops, wrong, read = reader(drawn, name, "zh-hans"), Loops(), [], 0
    for address in asked(drawn, name):
        content = client.get(address).content.decode()
        assert SECRET not in content, address
        for text, leads_to in explained_links(address, Page(content)):
            asked_for, figure = loops.figure(leads_to)
            read += 1
            if not is_right(text, asked_for, figure):
                wrong.append(f"{address}: “{text}”, not {figure.value} of {leads_to}")
    assert wrong == [], len(wrong)
    assert read > 0


@pytest.mark.parametrize("drawn", SEEDS[:1], indirect=True)
@pytest.mark.parametrize("name", ["observer", "provincial_reviewer"])
def test_every_count_opens_that_many(drawn: World, name: str) -> None:
    wrong, walk = [], Walk(reader(drawn, name, "en"))
    for address in asked(drawn, name, FILTERS[-1:]):
        _response, page = walk.read(address)
        for link in page.all("a"):
            if "counted" in link.classes:
                leads_to = urljoin(address, link.attributes["href"])
                if counted(link.text) != opened(walk, leads_to):
                    wrong.append(f"{address}: “{link.text}” opens {opened(walk, leads_to)} at {leads_to}")
    assert wrong == []


# --- What is counted ------------------------------------------------------------------------------------


def shown_numbers(client: Client, address: str, table: str) -> dict[str, dict[str, str]]:
    """What the page says in each row of a table, by the keys of rows and columns."""
    response = client.get(address)
    heads = [head.key for head in response.context["page"].table(table).heads]
    on_page = tables_on(Page(response.content.decode()))[table]
    return {
        key: dict(zip(heads, (cell.text for cell in found), strict=True))
        for key, found in on_page.rows.items()
    }


def latest_states(task: Task, filings: list[Filing]) -> Counter[str]:
    """The states of a task's measures in the latest answer of each organization among ``filings``."""
    latest: dict[int, ProgressEntry] = {}
    for filing in sorted(filings, key=lambda one: one.period.order):
        entry = ProgressEntry.objects.filter(filing=filing, task=task, version__gt=0).first()
        if entry is not None:
            latest[filing.organization_id] = entry
    states = [each.state for entry in latest.values() for each in entry.measure_states.all()]
    return Counter(states)


def to_the_office(drawn: World, period: ReportingPeriod) -> list[Filing]:
    """The filings to the office until a period."""
    related = Filing.objects.select_related("period", "organization")
    return [
        filing
        for filing in related.filter(reports_to=drawn.office, period__guidance=drawn.guidance)
        if (period.is_year_end if filing.period.is_supplement else filing.period.order <= period.order)
    ]


@pytest.mark.parametrize("with_submitted", [False, True], ids=["approved", "with submitted"])
def test_the_work_is_what_the_latest_answers_say(drawn: World, *, with_submitted: bool) -> None:
    statuses = {Filing.Status.APPROVED, *([Filing.Status.SUBMITTED] if with_submitted else [])}
    for period in (drawn.period, drawn.year_end):
        address = f"{reverse('reports:dashboard-work', args=['CNIPA'])}?year=2021&period={period.pk}"
        address += "&counting=submitted" if with_submitted else ""
        shown = shown_numbers(reader(drawn, "observer", "en"), address, "tasks")
        filings = [one for one in to_the_office(drawn, period) if one.status in statuses]
        for task in drawn.guidance.tasks.all():
            states, row = latest_states(task, filings), shown[f"task-{task.pk}"]
            assert {state: row[state] for state in State} == {state: str(states[state]) for state in State}


def test_discipline_is_what_the_days_of_filings_say(drawn: World) -> None:
    address = f"{reverse('reports:dashboard-discipline', args=['CNIPA'])}?year=2021"
    shown = shown_numbers(reader(drawn, "observer", "en"), address, "periods")
    filings, day = to_the_office(drawn, drawn.year_end), today()
    for period in {filing.period for filing in filings}:
        asked = [one for one in filings if one.period == period and one.due_on < day]
        if not asked:
            continue
        reported = [one for one in asked if one.filed_on is not None]
        on_time = [one for one in reported if one.filed_on <= one.due_on]
        row = shown[f"period-{period.pk}"]
        assert (row["asked"], row["reported"], row["on_time"]) == tuple(
            str(len(each)) for each in (asked, reported, on_time)
        )
        assert row["reporting_rate"] == f"{half_up(Decimal(100 * len(reported)) / len(asked), TENTH)}"


def test_filing_states_are_those_of_the_filings(drawn: World) -> None:
    response = reader(drawn, "observer", "en").get(f"{reverse('reports:dashboard')}?year=2021")
    told = {
        (group.key, count.key): count.count for group in response.context["groups"] for count in group.counts
    }
    filings = [one for one in to_the_office(drawn, drawn.period) if one.period == drawn.period]
    kinds = {True: "local", False: "department"}
    found = Counter((kinds[one.organization.is_local], one.status) for one in filings)
    assert told == dict(found)


# --- What is taken away ---------------------------------------------------------------------------------


def lines_of(content: bytes, table: DataTable) -> list[list[str]]:
    """The rows of a table in a view as plain text, without its heads."""
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    first = lines.index([str(table.title)]) + 2
    return lines[first : first + len(table.rows) + len(table.totals)]


def missing_numbers(cells: list[Element], fields: list[str]) -> list[str]:
    """The cells of a row on the page that begin with a number which none of the row's fields has."""
    numbers = [number_in(field) for field in fields if not DAY.search(field)]
    return [
        cell.text
        for cell in cells
        if FIRST_NUMBER.match(cell.text) and not DAY.search(cell.text)
        if (told := number_in(cell.text))
        if not any(each and abs(each[0] - told[0]) <= told[1] for each in numbers)
    ]


@pytest.mark.parametrize("drawn", SEEDS[:1], indirect=True)
def test_plain_text_has_the_rows_and_the_numbers_of_the_page(drawn: World) -> None:
    client, wrong, compared = reader(drawn, "observer", "zh-hans"), [], 0
    for organization in (drawn.office, drawn.province):
        for address in views_of(organization, drawn.guidance):
            response = client.get(address)
            on_page = tables_on(Page(response.content.decode()))
            content = client.get(f"{address}&format=csv").content
            for table in response.context["page"].tables:
                if table.key not in on_page or not table.rows:
                    continue
                shown = on_page[table.key]
                lines = lines_of(content, table)
                assert len(lines) == len(shown.rows) + len(shown.totals), (address, table.key)
                for cells, fields in zip([*shown.rows.values(), *shown.totals], lines, strict=True):
                    compared += len(cells)
                    wrong += [(address, table.key, text) for text in missing_numbers(cells[1:], fields)]
    assert wrong == []
    assert compared > 0
