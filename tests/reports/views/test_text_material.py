"""The office's text is assembled out of the basket: each piece at its place, once, with its source."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.actions.filed_texts import keep_filed_texts
from reports.actions.material import unpick_material
from reports.composed_document import composed_document
from reports.edited_text import text_of
from reports.editing.insertion import Place
from reports.editing.parts import begun, standing
from reports.findings import examined
from reports.material.access import Editor
from reports.material.offers import Offers
from reports.models import AnnualReport, Edition, EditionChange, MaterialPick
from reports.snapshot.document import Chart, Heading, Paragraph
from tasks.actions import reopen_filing
from tests.cases import tell_case
from tests.conftest import SignIn
from tests.reports.frozen import DECEMBER
from tests.reports.frozen_again import corrected_from
from tests.reports.material.told import picked, text_name
from tests.reports.office_text import basket, filed, office_report, office_text
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(world: World) -> Iterator[None]:
    """The day on which the year is closed, so that pages show the figures that were frozen."""
    with time_machine.travel(DECEMBER, tick=False):
        yield


def address(world: World, name: str = "text-material") -> str:
    return reverse(f"reports:{name}", args=[2021, world.office.code])


def insert(client: Client, world: World, *names: str, **asked: str) -> Any:
    return client.post(address(world), {"item": list(names), **asked})


def body_of(edition: Edition) -> list[Any]:
    return [part.compiled for part in standing(text_of(edition))]


def test_each_piece_goes_where_it_belongs(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    answer = insert(signed_in("reviewer"), world, *names.values())
    parts = standing(text_of(edition))
    places = {part.origin: place for place, part in enumerate(parts) if part.is_inserted}
    under = {
        name: [part.words for part in parts[: places[item]] if part.is_main_heading][-1]
        for name, item in names.items()
    }
    assert under == {
        "text": "主要做法和成效",
        "next": "下一步打算",
        "figure": "总体情况",
        "chart": "总体情况",
    }
    first = min(part.number for part in parts if part.is_inserted)
    assert answer.url == f"{address(world, 'text')}#part-{first}"
    assert edition.changes.get().kind == EditionChange.Kind.INSERTED


def test_a_text_stands_under_its_section_behind_the_name_of_its_writer(
    world: World, signed_in: SignIn
) -> None:
    edition, names = office_text(world), basket(world)
    insert(signed_in("reviewer"), world, names["text"])
    parts = standing(text_of(edition))
    place = next(place for place, part in enumerate(parts) if part.is_inserted)
    assert parts[place].words == f"广东：{filed('achievements').text}"
    headings = [part.words for part in parts[:place] if part.level is not None]
    assert headings[-1] == world.local_task.section.title.rstrip("。")
    (source,) = parts[place].sources
    assert (source.filing, source.organization, source.status) == (filed("note").filing_id, "44", "approved")
    compiled = parts[place].compiled
    assert isinstance(compiled, Paragraph)
    assert [passage.is_quoted for passage in compiled.passages] == [False, True]


def test_a_figure_reads_as_the_frozen_version_has_it(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    insert(signed_in("reviewer"), world, names["figure"], names["chart"])
    sentence, drawn = [part.compiled for part in text_of(edition) if part.is_inserted]
    assert isinstance(sentence, Paragraph)
    assert "500.5" in sentence.text
    assert sentence.passages[0].sources
    assert isinstance(drawn, Chart)
    assert drawn.bars[-1].text == "500.50 亿元"
    assert (drawn.unit, drawn.title) == ("亿元", f"{world.pledge.indicator.name}年内走势")


def test_each_knows_where_it_belongs(world: World) -> None:
    edition, names = office_text(world), basket(world)
    offers = Offers(Editor(world.reviewer, world.office), edition, text_of(edition))
    places = {offer.name: offer.material.place for offer in offers if offer.material is not None}
    section = world.local_task.section.title.rstrip("。")
    assert [places[names[name]] for name in ("text", "next", "figure", "chart")] == [
        *(Place(2, section), Place(5)),
        *(Place(1), Place(1)),
    ]


def test_a_case_stands_whole_under_a_heading_of_its_own(world: World, signed_in: SignIn) -> None:
    tell_case(world, 1, title="案例1")
    edition = office_text(world)
    picked(text_name(filed("case")), world.reviewer)
    insert(signed_in("reviewer"), world, text_name(filed("case")))
    heading, *told = [part.compiled for part in text_of(edition) if part.is_inserted]
    assert isinstance(heading, Heading)
    assert heading.text == "案例1（广东）"
    assert told


def test_they_go_behind_a_paragraph_that_was_chosen(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    page = signed_in("reviewer").get(address(world), {"after": "1"})
    assert 'name="here"' in page.content.decode()
    insert(signed_in("reviewer"), world, names["text"], names["next"], after="1", here="1")
    parts = standing(text_of(edition))
    assert [part.origin for part in parts[1:3]] == [names["text"], names["next"]]


def test_what_stands_in_the_text_says_where_and_is_not_offered_again(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    insert(signed_in("reviewer"), world, names["text"])
    page = signed_in("reviewer").get(address(world)).content.decode()
    number = next(part.number for part in text_of(edition) if part.is_inserted)
    assert f"#part-{number}" in page
    assert f'value="{names["text"]}"' not in page
    answer = insert(signed_in("reviewer"), world, names["text"], names["next"])
    assert answer.status_code == 422
    assert f'value="{names["next"]}" checked' in answer.content.decode()
    assert sum(part.is_inserted for part in text_of(edition)) == 1


def test_all_of_it_goes_in_at_once(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    insert(signed_in("reviewer"), world, names["text"])
    signed_in("reviewer").post(address(world), {"all": "1"})
    assert {part.origin for part in text_of(edition) if part.is_inserted} == set(names.values())
    page = signed_in("reviewer").get(address(world)).content.decode()
    assert "All that can be inserted is in the text." in page
    assert 'name="all"' not in page


def test_nothing_ticked_inserts_nothing(world: World, signed_in: SignIn) -> None:
    edition = office_text(world)
    basket(world)
    assert insert(signed_in("reviewer"), world).status_code == 422
    assert insert(signed_in("reviewer"), world, "text-9-x-9-y").status_code == 422
    assert text_of(edition) == begun(composed_document(edition.base))


def test_what_was_taken_out_of_the_basket_meanwhile_is_not_inserted(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    pick = MaterialPick.objects.latest("pk")
    unpick_material(pick=pick, by=world.reviewer, at=timezone.now())
    answer = insert(signed_in("reviewer"), world, names["text"], pick.item)
    assert answer.status_code == 422
    assert text_of(edition) == begun(composed_document(edition.base))


def test_an_undo_takes_all_of_it_out_again(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    before = body_of(edition)
    insert(signed_in("reviewer"), world, *names.values())
    signed_in("reviewer").post(address(world, "text-undo"))
    assert body_of(edition) == before
    page = signed_in("reviewer").get(address(world)).content.decode()
    assert f'value="{names["text"]}"' in page


def test_a_filing_that_is_reopened_is_pointed_out(world: World, signed_in: SignIn) -> None:
    _edition, names = office_text(world), basket(world)
    client = signed_in("reviewer")
    insert(client, world, names["text"], names["next"])
    assert "was inserted here" not in client.get(address(world, "text")).content.decode()
    filing = filed("achievements").filing
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=filing.version)
    page = client.get(address(world, "text"))
    found = [each.finding.kind for each in page.context["shown"].examined]
    assert found.count("material") == 2
    assert "not in force any more" in " ".join(page.content.decode().split())
    offered = client.get(address(world)).content.decode()
    assert "It is not in force any more." in offered


def test_a_figure_that_nobody_has_reported_is_not_inserted(world: World, signed_in: SignIn) -> None:
    office_text(world)
    picked(f"figure-{world.cycle.pk}", world.reviewer)
    page = " ".join(signed_in("reviewer").get(address(world)).content.decode().split())
    assert "has no such figure" in page


def test_a_figure_that_was_corrected_is_not_drawn_beside_the_old_one(world: World, signed_in: SignIn) -> None:
    _edition, names = office_text(world), basket(world)
    filing = filed("achievements").filing
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=filing.version)
    filing.refresh_from_db()
    world.approve(filing, value="512.5")
    client = signed_in("reviewer")
    page = " ".join(client.get(address(world)).content.decode().split())
    assert "says 500.5" in page
    assert "512.5" in page
    assert insert(client, world, names["chart"]).status_code == 422


def test_a_figure_that_a_later_version_states_otherwise_is_pointed_out(
    world: World, signed_in: SignIn
) -> None:
    edition, names = office_text(world), basket(world)
    client = signed_in("reviewer")
    insert(client, world, names["figure"], names["chart"], names["text"])
    corrected_from(world, AnnualReport.objects.get(organization=world.province), value="512.5")
    keep_filed_texts(filings=[AnnualReport.objects.latest("pk").filing_id])
    office_report(world)
    client.post(address(world, "text-renew"))
    renewed = Edition.objects.latest("pk")
    assert renewed != edition
    found = [each.finding for each in examined(renewed, text_of(renewed))]
    flagged = {each.part for each in found if each.kind == "material"}
    assert {part.origin for part in text_of(renewed) if part.number in flagged} == {
        names["figure"],
        names["chart"],
        names["text"],
    }


def test_a_text_that_is_signed_off_takes_nothing(world: World, signed_in: SignIn) -> None:
    edition, names = office_text(world), basket(world)
    Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.SIGNING)
    client = signed_in("reviewer")
    assert client.get(address(world)).url == address(world, "text")
    assert insert(client, world, names["text"]).url == address(world, "text")
    assert not edition.changes.exists()


def test_an_empty_basket_says_where_material_is_found(world: World, signed_in: SignIn) -> None:
    office_text(world)
    page = signed_in("reviewer").get(address(world)).content.decode()
    assert reverse("reports:material-list") in page
    assert "Nothing is marked yet" in page


def test_the_basket_leads_to_the_text(world: World, signed_in: SignIn) -> None:
    client = signed_in("reviewer")
    assert address(world, "text") in client.get(reverse("reports:material-basket")).content.decode()
    office_text(world)
    assert address(world) in client.get(reverse("reports:material-basket")).content.decode()


@pytest.mark.parametrize(("name", "status"), [("lead", 404), ("department_filer", 404), ("observer", 403)])
def test_only_the_editors_of_the_office_insert(
    world: World, signed_in: SignIn, name: str, status: int
) -> None:
    office_text(world)
    assert signed_in(name).get(address(world)).status_code == status
    world.reviewer.memberships.create(organization=world.province, role="lead")
    own = reverse("reports:text-material", args=[2021, world.province.code])
    assert signed_in("reviewer").get(own).status_code == 404
    assert signed_in(name).get(own).status_code in {403, 404}
