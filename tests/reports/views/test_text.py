"""The page of a text: what is typed is saved, or said not to be and kept; what is pointed out leads on."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from organizations.permissions import Role
from reports.composed_document import composed_document
from reports.edited_text import text_of
from reports.editing.parts import part_of
from reports.models import Edition, EditionConfirmation
from tests.conftest import SignIn
from tests.reports.editions import edition_of, first_paragraph, handed_on, reword
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def url(name: str, *more: object) -> str:
    return reverse(f"reports:{name}", args=[2021, "44", *more])


@pytest.fixture
def filer(signed_in: SignIn) -> Client:
    return signed_in("filer")


def send(client: Client, number: int, words: str, version: int = 1, **more: str) -> tuple[int, str]:
    said = {"words": words, "version": str(version), "page": "a1", "turn": "1"} | more
    response = client.post(url("text-part", number), said, headers=HTMX)
    return response.status_code, response.content.decode()


def test_words_are_saved_and_the_page_is_told(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    response = filer.post(url("text-part", number), {"words": "改写。", "version": "1"}, headers=HTMX)
    assert (response.status_code, response["HX-Trigger"]) == (200, "text-saved")
    assert f'id="part-version-{number}" value="2"' in response.content.decode()
    assert part_of(text_of(edition), number).words == "改写。"


def test_without_scripts_the_page_comes_again_at_its_place(world: World, filer: Client) -> None:
    number = first_paragraph(edition_of(world))
    response = filer.post(url("text-part", number), {"words": "改写。", "version": "1"})
    assert response["Location"] == f"{url('text')}#part-{number}"


@pytest.mark.parametrize("is_htmx", [True, False])
def test_a_stale_page_shows_both_texts_and_overwrites_nothing(
    world: World, filer: Client, is_htmx: bool
) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "同事所写。", by=world.lead)
    response = filer.post(
        url("text-part", number), {"words": "我所写。", "version": "1"}, headers=HTMX if is_htmx else {}
    )
    shown = response.content.decode()
    assert response.status_code == 409
    assert "我所写。" in shown
    assert "同事所写。" in shown
    assert part_of(text_of(edition), number).words == "同事所写。"


def test_the_other_can_be_replaced_knowingly(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "同事所写。", by=world.lead)
    assert send(filer, number, "我所写。", replaces="2")[0] == 200
    assert part_of(text_of(edition), number).words == "我所写。"


@pytest.mark.parametrize("words", ["", "   ", "长" * 10_001])
def test_words_that_cannot_be_saved_are_refused_at_their_place(
    world: World, filer: Client, words: str
) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    status, shown = send(filer, number, words)
    assert status == 422
    assert 'role="alert"' in shown
    assert part_of(text_of(edition), number).words != words


def test_a_text_being_signed_off_says_so_and_keeps_the_words(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    handed_on(world, edition)
    response = filer.post(url("text-part", number), {"words": "太迟的话。", "version": "1"}, headers=HTMX)
    assert response.status_code == 409
    assert "being signed off" in response.content.decode()


@pytest.mark.parametrize("is_htmx", [True, False])
def test_who_lost_the_role_meanwhile_is_told_and_loses_no_word(
    world: World, filer: Client, is_htmx: bool
) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    world.filer.memberships.all().delete()
    response = filer.post(
        url("text-part", number), {"words": "写了很久。", "version": "1"}, headers=HTMX if is_htmx else {}
    )
    assert response.status_code == 409
    assert "may not edit this text any more" in response.content.decode()
    assert is_htmx or "写了很久。" in response.content.decode()
    assert part_of(text_of(edition), number).words != "写了很久。"


def test_what_was_typed_is_saved_before_a_move(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    filer.post(url("text-move", number, "leave-out"), {"words": "先改再删。", "version": "1"})
    part = part_of(text_of(edition), number)
    assert (part.words, part.is_left_out) == ("先改再删。", True)


def test_a_stale_move_is_told(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "同事所写。", by=world.lead)
    response = filer.post(url("text-move", number, "leave-out"), {"version": "1"}, follow=True)
    assert "has changed this paragraph" in response.content.decode()
    assert not part_of(text_of(edition), number).is_left_out


def test_a_paragraph_is_written_and_an_empty_one_is_asked_for_again(world: World, filer: Client) -> None:
    edition = edition_of(world)
    assert filer.post(url("text-write"), {"after": "0", "words": " "}).status_code == 422
    filer.post(url("text-write"), {"after": "0", "words": "引言一段。"})
    assert text_of(edition)[0].words == "引言一段。"


def test_what_is_pointed_out_is_confirmed_with_a_reason_and_taken_back(world: World, filer: Client) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "共 987 件。", by=world.filer)
    page = filer.get(url("text")).content.decode()
    assert "1 check open" in page
    key = page.split('name="key" value="')[1].split('"')[0]
    assert filer.post(url("text-confirm"), {"key": key, "reason": ""}).status_code == 422
    filer.post(url("text-confirm"), {"key": key, "reason": "含结转。"})
    confirmation = EditionConfirmation.objects.get()
    assert (confirmation.reason, confirmation.confirmed_by) == ("含结转。", world.filer)
    assert "No check is open" in filer.get(url("text")).content.decode()
    filer.post(url("text-confirm"), {"key": key, "withdraw": "1"})
    assert "1 check open" in filer.get(url("text")).content.decode()


def test_undo_on_the_page(world: World, filer: Client) -> None:
    edition = edition_of(world)
    before = text_of(edition)
    send(filer, first_paragraph(edition), "改写。")
    filer.post(url("text-undo"))
    assert text_of(edition) == before


def test_the_pages_are_those_of_the_pdf(world: World, filer: Client) -> None:
    edition_of(world)
    shown = filer.get(url("text-pages")).content.decode()
    assert f"{url('text-page-image', 1)}?of=" in shown
    picture = filer.get(url("text-page-image", 1))
    assert (picture["Content-Type"], picture.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert filer.get(url("text-page-image", 99)).status_code == 404


def test_nobody_above_reads_a_text_that_is_not_issued(world: World, signed_in: SignIn) -> None:
    edition_of(world)
    for person in ("reviewer", "administrator", "observer"):
        assert signed_in(person).get(url("text")).status_code == 404


def test_who_countersigns_reads_the_text_and_edits_nothing(world: World, signed_in: SignIn) -> None:
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    client = signed_in("city_lead")
    assert client.get(url("text-sign-off")).status_code == 200
    assert client.post(url("text-move", 1, "leave-out"), {"version": "1"}).status_code == 404


def test_the_whole_sign_off_on_the_page(world: World, signed_in: SignIn) -> None:
    edition = edition_of(world)
    steps = (
        ("filer", {"act": "hand_on", "countersigner": ["440100"]}),
        ("provincial_reviewer", {"act": "check", "opinion": "可以。"}),
        ("city_lead", {"act": "countersign", "opinion": "同意。"}),
        ("lead", {"act": "sign_out"}),
    )
    for person, said in steps:
        response = signed_in(person).post(url("text-sign-off"), {"seen": "1", **said})
        assert response.status_code == 302, person
    edition.refresh_from_db()
    assert edition.status == Edition.Status.ISSUED
    assert "Issued as version 2" in signed_in("lead").get(url("text-sign-off")).content.decode()


def test_whoever_signs_reads_the_annexes_as_well(world: World, signed_in: SignIn) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    shown = signed_in("provincial_reviewer").get(url("text-sign-off")).content.decode()
    annexes = composed_document(edition.base).annexes
    assert annexes
    assert all(f"{annex.label} {annex.title}" in shown for annex in annexes)


def test_a_step_that_is_not_ones_own_is_refused(world: World, signed_in: SignIn) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    response = signed_in("filer").post(url("text-sign-off"), {"seen": "1", "act": "check"})
    assert response.status_code == 403
    assert signed_in("filer").post(url("text-sign-off"), {"seen": "1", "act": "no such"}).status_code == 404


def test_a_stale_sign_off_is_refused_and_keeps_the_opinion(world: World, signed_in: SignIn) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "改过。", by=world.filer)
    handed_on(world, edition)
    response = signed_in("provincial_reviewer").post(
        url("text-sign-off"), {"seen": "1", "act": "check", "opinion": "我的意见。"}
    )
    assert response.status_code == 409
    assert "我的意见。" in response.content.decode()
    assert not edition.steps.filter(kind="checked").exists()


def test_before_a_report_is_frozen_the_page_says_what_to_do(world: World, filer: Client) -> None:
    assert "Nothing is frozen yet" in filer.get(url("text")).content.decode()


def test_an_observer_of_the_organization_reads_and_changes_nothing(world: World, signed_in: SignIn) -> None:
    edition_of(world)
    world.colleague.memberships.update(role=Role.OBSERVER)
    client = signed_in("colleague")
    assert "textarea" not in client.get(url("text")).content.decode()
    assert client.post(url("text-undo")).status_code == 403


def test_main_parts_are_folds_that_tell_what_is_open_in_them(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = next(part.number for part in text_of(edition) if part.is_main_heading)
    page = filer.get(url("text")).content.decode()
    assert f'<details class="text-chapter" id="part-{number}" open data-fold>' in page
    assert f'<a href="#part-{number}">' in page
    _status, answer = send(filer, number + 1, "共 987 件。")
    assert f'id="chapter-count-{number}" hx-swap-oob="true"' in answer
    assert answer.count("1 check open") == 2


def test_a_main_part_in_which_something_was_not_saved_stays_open(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "同事所写。", by=world.lead)
    page = filer.post(url("text-part", number), {"words": "我所写。", "version": "1"}).content.decode()
    assert page.count('data-fold="kept"') == 1


def test_each_page_tells_which_parts_begin_on_it(world: World, filer: Client) -> None:
    edition = edition_of(world)
    page = filer.get(url("text-pages")).content.decode()
    begun = [set(map(int, found.split())) for found in re.findall(r'data-parts="([\d ]*)"', page)]
    assert set.union(*begun) == {part.number for part in text_of(edition) if part.stands}
    assert sum(map(len, begun)) == len(set.union(*begun))
