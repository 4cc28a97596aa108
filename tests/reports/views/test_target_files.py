"""A target's page as a brief and as drawings: what the page shows, to whom it shows it."""

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from django.http import HttpResponse
from django.urls import reverse

from reports.briefs.proof import steady

if TYPE_CHECKING:
    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def filed(world: "World") -> "World":
    """The province approved with 120.5, the neighbour submitted with 30."""
    world.approve(world.filing(), value="120.5")
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def taken(signed_in: "SignIn", person: str, world: "World", query: str) -> HttpResponse:
    address = reverse("reports:target-files", args=[world.pledge.pk])
    return signed_in(person).get(f"{address}?{query}", headers={"accept-language": "en"})  # type: ignore[return-value]


def text_of(response: HttpResponse) -> list[str]:
    assert response.status_code == 200
    with pypdfium2.PdfDocument(response.content) as pdf:
        return [steady(page.get_textpage().get_text_range()) for page in pdf]


def test_the_brief_says_the_figures_of_the_page_and_who_took_it(filed: "World", signed_in: "SignIn") -> None:
    pages = text_of(taken(signed_in, "observer", filed, "format=pdf"))
    assert len(pages) <= 2
    said = "".join(pages)
    for words in (filed.pledge.indicator.display_name, "120.5", "150.5", "Guangdong", "Who contributes"):
        assert steady(words) in said
    for page in pages:
        assert steady(filed.people["observer"].name) in page
        assert steady(filed.guidance.title) in page


def test_its_drawings_stand_by_themselves(filed: "World", signed_in: "SignIn") -> None:
    response = taken(signed_in, "observer", filed, "format=svg&chart=course")
    root = ET.fromstring(response.content)  # noqa: S314 (made here)
    said = " ".join(root.itertext())
    assert "120.5" in said
    assert "Dashed: provisional, with submitted filings." in said
    assert filed.people["observer"].name in said
    assert taken(signed_in, "observer", filed, "format=png&chart=course").content.startswith(b"\x89PNG")


def test_others_take_what_they_see_and_no_figure_of_their_neighbours(
    filed: "World", signed_in: "SignIn"
) -> None:
    course = taken(signed_in, "outsider", filed, "format=svg&chart=course").content.decode()
    said = "".join(text_of(taken(signed_in, "outsider", filed, "format=pdf")))
    assert filed.neighbour.display_name in course
    assert "120.5" not in course + said


@pytest.mark.parametrize("query", ["format=xlsx", "format=docx", "format=svg", "format=png&chart=bullet"])
def test_what_there_is_not_is_not_found(filed: "World", signed_in: "SignIn", query: str) -> None:
    assert taken(signed_in, "observer", filed, query).status_code == 404


def test_a_day_that_is_none_is_told_by_the_page(filed: "World", signed_in: "SignIn") -> None:
    response = taken(signed_in, "observer", filed, "format=pdf&on=soon")
    page = reverse("targets:target-detail", args=[filed.pledge.pk])
    assert (response.status_code, response["Location"]) == (302, f"{page}?on=soon")


def test_the_page_links_its_drawings_and_its_brief_of_the_day_it_shows(
    filed: "World", signed_in: "SignIn"
) -> None:
    page = reverse("targets:target-detail", args=[filed.pledge.pk])
    shown = signed_in("observer").get(f"{page}?on=2021-10-01").content.decode()
    files = reverse("reports:target-files", args=[filed.pledge.pk])
    for query in ("on=2021-10-01&amp;format=png&amp;chart=course", "on=2021-10-01&amp;format=pdf"):
        assert f'href="{files}?{query}"' in shown
