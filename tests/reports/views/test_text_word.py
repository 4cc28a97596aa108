"""Word, there and back, on its pages: taken away, brought back, reviewed, settled; and who sees it."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from reports.actions import begin_edition, give_up_text
from reports.edited_text import text_of
from reports.editing.parts import part_of, standing
from reports.models import Edition, ReportSettings, ReturnedText
from reports.word_copies.opening import LARGEST
from tests.conftest import SignIn
from tests.reports.editions import edition_of, first_paragraph, handed_on, reword, said_again
from tests.reports.word_copies.copies import edited, insert
from tests.reports.word_copies.copies import reword as reword_in_word
from tests.world import World

pytestmark = pytest.mark.django_db


def url(name: str, *more: object) -> str:
    return reverse(f"reports:{name}", args=[2021, "44", *more])


@pytest.fixture
def filer(signed_in: SignIn) -> Client:
    return signed_in("filer")


def downloaded(client: Client) -> bytes:
    response = client.get(url("text-word"))
    assert response["Content-Type"].endswith("wordprocessingml.document")
    return response.content


def send(client: Client, data: bytes, name: str = "文稿.docx", replaces: object = "") -> tuple[int, str]:
    said = {"file": SimpleUploadedFile(name, data), "replaces": replaces}
    response = client.post(url("text-returned"), said, follow=True)
    return response.status_code, response.content.decode()


def changed(data: bytes) -> bytes:
    return edited(data, reword_in_word(0, "今年共办结 987 件。"), insert(0, "新写一段。"))


def test_a_copy_comes_back_unchanged_and_says_so(world: World, filer: Client) -> None:
    edition_of(world)
    status, shown = send(filer, downloaded(filer))
    assert status == 200
    assert "Nothing differs from the text" in shown
    assert "Not taken over" not in shown


def test_a_copy_is_reviewed_and_taken_over_and_undone(world: World, filer: Client) -> None:
    edition = edition_of(world)
    before, number = text_of(edition), first_paragraph(edition)
    _status, shown = send(filer, changed(downloaded(filer)))
    row = ReturnedText.objects.get()
    assert "2 changes" in shown
    assert "987" in shown.split("Figures that changed")[1]
    assert "2 changes" in filer.get(url("text-returned")).content.decode()
    said = {"seen": "1", "unit": [str(number), "new-1"]}
    response = filer.post(url("text-returned-settle", row.pk), said)
    assert response["Location"] == url("text")
    after = text_of(edition)
    assert part_of(after, number).words == "今年共办结 987 件。"
    assert "新写一段。" in [part.words for part in after]
    filer.post(url("text-undo"))
    assert standing(text_of(edition)) == standing(before)


def test_what_was_changed_here_meanwhile_is_shown_and_not_ticked(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    data = changed(downloaded(filer))
    reword(edition, number, "门户中改过。", by=world.lead)
    _status, shown = send(filer, data)
    assert "门户中改过。" in shown
    assert f'value="{number}">' in shown
    assert 'value="new-1" checked>' in shown


def test_a_stale_review_says_what_changed_and_keeps_the_ticks(world: World, filer: Client) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    send(filer, changed(downloaded(filer)))
    reword(edition, number, "同事所写。", by=world.lead)
    row = ReturnedText.objects.get()
    response = filer.post(url("text-returned-settle", row.pk), {"seen": "1", "unit": ["new-1"]})
    shown = response.content.decode()
    assert response.status_code == 409
    assert world.lead.name in shown
    assert 'value="new-1" checked>' in shown
    assert part_of(text_of(edition), number).words == "同事所写。"


def test_leaving_all_of_it_changes_nothing(world: World, filer: Client) -> None:
    edition = edition_of(world)
    before = text_of(edition)
    send(filer, changed(downloaded(filer)))
    row = ReturnedText.objects.get()
    filer.post(url("text-returned-settle", row.pk), {"leave": "1"})
    assert text_of(edition) == before
    row.refresh_from_db()
    assert row.outcome == "left"


def test_a_newer_file_replaces_a_waiting_one_after_saying_so(world: World, filer: Client) -> None:
    edition_of(world)
    data = changed(downloaded(filer))
    send(filer, data)
    first = ReturnedText.objects.get()
    status, shown = send(filer, data)
    assert (status, ReturnedText.objects.count()) == (409, 1)
    assert "another file waits" in shown
    assert f'name="replaces" value="{first.pk}"' in shown
    send(filer, data, replaces=first.pk)
    assert ReturnedText.objects.waiting().get() != first


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(world: World, filer: Client) -> None:
    edition_of(world)
    large = SimpleUploadedFile("文稿.docx", b"PK\x03\x04" + b"0" * (3 * LARGEST))
    response = filer.post(url("text-returned"), {"file": large})
    assert response.status_code == 413
    assert "20 MB" in response.content.decode()
    assert not response.wsgi_request.FILES
    assert not ReturnedText.objects.exists()


def without_its_name(data: bytes) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            new.writestr(name, said.replace(b"GuidancePortalText", b"x") if "custom" in name else said)
    return saved.getvalue()


def forged(data: bytes) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            new.writestr(name, said.replace(b"</vt:lpwstr>", b"x</vt:lpwstr>") if "custom" in name else said)
    return saved.getvalue()


@pytest.mark.parametrize("change", [without_its_name, forged])
def test_a_file_that_names_no_text_is_refused(world: World, filer: Client, change: object) -> None:
    edition_of(world)
    status, shown = send(filer, change(downloaded(filer)))  # type: ignore[operator]
    assert status == 422
    assert "does not say which text" in shown
    assert not ReturnedText.objects.exists()


def test_the_file_of_another_report_is_refused(world: World, filer: Client, signed_in: SignIn) -> None:
    edition_of(world)
    edition_of(world, world.city)
    client = signed_in("city_lead")
    response = client.get(reverse("reports:text-word", args=[2021, world.city.code]))
    status, shown = send(filer, response.content)
    assert status == 422
    assert "another report" in shown


def test_the_file_of_an_earlier_round_is_refused(world: World, filer: Client) -> None:
    edition = edition_of(world)
    data = downloaded(filer)
    give_up_text(edition=edition.pk, by=world.filer, at=timezone.now())
    begin_edition(
        guidance=edition.guidance, organization=edition.organization, by=world.filer, at=timezone.now()
    )
    status, shown = send(filer, data)
    assert status == 422
    assert "earlier text of this report" in shown
    assert not ReturnedText.objects.exists()


@pytest.mark.parametrize("name", ["text-give-up", "text-renew"])
def test_a_file_that_waits_is_named_before_a_text_ends_and_after(
    world: World, filer: Client, name: str
) -> None:
    said_again(edition_of(world))
    send(filer, changed(downloaded(filer)))
    row = ReturnedText.objects.get()
    page = filer.get(url("text")).content.decode()
    assert page.count(f'name="waiting" value="{row.pk}"') == 2
    assert "it is left where you go on" in page
    assert "is left and not taken over" in page
    refused = filer.post(url(name), follow=True).content.decode()
    assert "waits to be reviewed first" in refused
    assert ReturnedText.objects.waiting().get() == row
    done = filer.post(url(name), {"waiting": row.pk}, follow=True).content.decode()
    assert "“文稿.docx”, which had come back from Word, is left" in done
    assert not ReturnedText.objects.waiting().exists()


def test_who_hands_a_text_on_reads_that_a_file_waits(world: World, filer: Client, signed_in: SignIn) -> None:
    edition_of(world)
    send(filer, changed(downloaded(filer)))
    assert "It is left when the text is signed out" in filer.get(url("text-sign-off")).content.decode()
    ReturnedText.objects.update(outcome="left", settled_at=timezone.now(), settled_by=world.filer)
    assert "It is left when the text" not in filer.get(url("text-sign-off")).content.decode()


def test_who_signs_a_text_out_is_told_that_a_file_was_left(
    world: World, filer: Client, signed_in: SignIn
) -> None:
    edition = edition_of(world)
    ReportSettings.objects.create(organization=world.province, sign_off="signed")
    send(filer, changed(downloaded(filer)))
    handed_on(world, edition)
    act = {"act": "sign_out", "seen": "1", "opinion": ""}
    done = signed_in("lead").post(url("text-sign-off"), act, follow=True).content.decode()
    assert "“文稿.docx”, which had come back from Word, is left" in done
    assert ReturnedText.objects.get().outcome == "left"


def test_no_file_is_asked_for(world: World, filer: Client) -> None:
    edition_of(world)
    response = filer.post(url("text-returned"), {})
    assert response.status_code == 422
    assert "Choose the Word file" in response.content.decode()


def test_a_text_being_signed_off_takes_nothing_back(world: World, filer: Client) -> None:
    edition = edition_of(world)
    data = downloaded(filer)
    handed_on(world, edition)
    assert send(filer, data)[0] == 409
    assert not ReturnedText.objects.exists()
    assert "not being edited now" in filer.get(url("text-returned")).content.decode()


def test_only_who_may_edit_sees_what_came_back(world: World, filer: Client, signed_in: SignIn) -> None:
    edition_of(world)
    send(filer, changed(downloaded(filer)))
    row = ReturnedText.objects.get()
    world.colleague.memberships.update(role=Role.OBSERVER)
    for person in ("colleague", "reviewer", "administrator", "city_lead"):
        client = signed_in(person)
        assert client.get(url("text-returned")).status_code == 404
        assert client.post(url("text-returned-settle", row.pk), {"leave": "1"}).status_code == 404
    assert ReturnedText.objects.waiting().exists()
    assert Edition.objects.get().version == 1
