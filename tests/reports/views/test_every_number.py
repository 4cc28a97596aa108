"""Whatever is filed: every number of every view is the roll-up's own, and every file says what its page says.

Figures are held against loops over the lines of filings (``tests.reports.obvious_figures``) wherever they
lead to their explanation, whose address says what they are. A count is held against the list that it opens.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from tests.conftest import SignIn
from tests.reports.markup import Page
from tests.reports.obvious_figures import EXPLANATION, AskedFigure
from tests.reports.random_year import SECRET, draw_year
from tests.reports.shown_views import views_of
from tests.reports.views.test_dashboard_counts import Walk, counted, opened
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = (1, 2, 3)
# Whoever sees the most of the country, of a department, of a province and of a city.
PEOPLE = ("observer", "department_filer", "provincial_reviewer", "city_lead")
FILTERS = ("", "&counting=submitted", "&region=east", "&outcome=met", "&counting=submitted&region=central")
FIRST_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
NEGLIGIBLE = Fraction(1, 10**20)


@pytest.fixture(params=SEEDS)
def drawn(world: World, request: pytest.FixtureRequest) -> World:
    draw_year(world, request.param)
    return world


def reader(world: World, name: str) -> Client:
    """Somebody who reads Chinese: there a figure has the unit that it is filed in."""
    client = SignIn(world)(name)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    return client


def asked(world: World, name: str) -> Iterator[str]:
    """The views of a person, those of their own organization with every filter."""
    user = world.people[name]
    own = user.organizations_held[0].code
    for address in views_of(user, world.guidance):
        filters = FILTERS if f"/{own}/" in address else FILTERS[:1]
        yield from (f"{address}{further}" if further else address for further in filters)


def explained(address: str, href: str) -> AskedFigure | None:
    """What a link explains; None for links to anything else."""
    try:
        name = resolve(urljoin(address, href).partition("?")[0]).view_name
    except Resolver404:
        return None
    return AskedFigure.of(urljoin(address, href).partition("#")[0]) if name == EXPLANATION else None


def number_in(text: str) -> tuple[Fraction, Fraction] | None:
    """The first number of a text, and half of its last digit; None where it has none."""
    found = FIRST_NUMBER.search(text)
    if found is None:
        return None
    plain = found[0].replace(",", "").replace("−", "-")
    decimals = len(plain.partition(".")[2])
    return Fraction(plain), Fraction(1, 2 * 10**decimals)


def wrong_figures(address: str, page: Page) -> Iterator[str]:
    """Links to explanations whose number is another than the loops come to."""
    for link in page.all("a"):
        figure = explained(address, link.attributes.get("href", ""))
        if figure is None or "data-other" in link.attributes:
            continue
        found, told = figure.figure(), number_in(link.text)
        if (told is None) != (found.value is None):
            yield f"{address}: “{link.text}” for {found} ({figure})"
        elif told is not None and found.value is not None:
            number, half = told
            if abs(number - found.value) > half + abs(found.value) * NEGLIGIBLE:
                yield f"{address}: “{link.text}” for {float(found.value)} ({figure})"


@pytest.mark.parametrize("name", PEOPLE)
def test_every_figure_is_what_the_filings_come_to(drawn: World, name: str) -> None:
    client, wrong, read = reader(drawn, name), [], 0
    for address in asked(drawn, name):
        response = client.get(address)
        content = response.content.decode()
        assert SECRET not in content, address
        page = Page(content)
        wrong += wrong_figures(address, page)
        read += sum(bool(explained(address, link.attributes.get("href", ""))) for link in page.all("a"))
    assert wrong == []
    assert read > 0


@pytest.mark.parametrize("name", PEOPLE)
def test_every_count_opens_that_many(drawn: World, name: str) -> None:
    client, wrong = reader(drawn, name), []
    walk = Walk(client)
    for address in asked(drawn, name):
        _response, page = walk.read(address)
        for link in page.all("a"):
            if "counted" in link.classes:
                leads_to = urljoin(address, link.attributes["href"])
                if counted(link.text) != opened(walk, leads_to):
                    wrong.append(f"{address}: “{link.text}” opens {opened(walk, leads_to)} at {leads_to}")
    assert wrong == []
