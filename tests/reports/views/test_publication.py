"""Published reports in the browser: everybody reads what stands, and nothing else of anybody."""

import io
import json
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from organizations.actions.deputies import name_deputy
from organizations.models import Membership
from reports.actions import withdraw_publication
from reports.models import Publication, PublicationFile
from reports.publications import files
from reports.rendering import FormRefused
from tests.conftest import SignIn
from tests.reports.publications.signed_out import (
    at_the_end,
    frozen_office_report,
    published,
    published_whole,
    signed_out,
    signer_of,
)
from tests.world import World

LIST, PAGE = "/reports/published/", "/reports/published/2021/"
PUBLISH, WITHDRAW = f"{PAGE}publish/", f"{PAGE}withdraw/"


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def content(client: Client, kind: str) -> bytes:
    answer = client.get(f"{PAGE}files/{kind}/")
    assert answer.status_code == 200
    return b"".join(answer)  # type: ignore[arg-type]


def test_before_anything_is_published_the_list_says_so(world: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    assert "No report is published yet" in body(client, LIST)
    assert client.get(PAGE).status_code == 404


def test_a_deputy_is_named_with_the_one_they_stood_in_for(world: World, signed_in: SignIn) -> None:
    with at_the_end():
        day, post = timezone.localdate(), Membership.objects.get(user=signer_of(world))
        named = name_deputy(
            post=post,
            deputy=world.second_reviewer,
            starts_on=day,
            ends_on=day,
            by=post.user,
            at=timezone.now(),
        )
    published(world, signed_out(world, deputy=named))
    assert "<dd>second-reviewer for office-lead</dd>" in body(signed_in("filer"), PAGE)


def test_everybody_reads_it_whatever_their_scope(world: World, signed_in: SignIn) -> None:
    publication = published_whole(world)
    client = signed_in("city_lead")
    assert "国知发〔2021〕1号" in body(client, LIST)
    page = body(client, PAGE)
    assert "国知发〔2021〕1号" in page
    assert publication.report.verification.printed in page
    for file in publication.files.all():
        assert file.sha256 in page
    # The report of the office itself stays beyond their scope, and so do the filings behind it.
    assert client.get(f"/reports/annual/2021/{world.office.code}/").status_code == 404
    assert "source-mark" not in page
    assert "/filings/" not in page.partition("<main")[2]


def test_its_files_are_what_was_made(world: World, signed_in: SignIn) -> None:
    published_whole(world)
    client = signed_in("outsider")
    assert content(client, "pdf").startswith(b"%PDF")
    with ZipFile(io.BytesIO(content(client, "data"))) as package:
        described = json.loads(package.read("datapackage.json"))
    assert described["report"]["document_number"] == "国知发〔2021〕1号"
    assert client.get(f"{PAGE}files/json/").status_code == 404


def test_a_file_that_is_gone_is_said(world: World, signed_in: SignIn) -> None:
    file = published_whole(world).files.get(kind=PublicationFile.Kind.PDF)
    file.file.storage.delete(str(file.file.name))
    assert signed_in("outsider").get(f"{PAGE}files/pdf/").status_code == 404


@pytest.mark.parametrize("end", ["withdrawn", "frozen only"])
def test_what_does_not_stand_is_nowhere(world: World, signed_in: SignIn, end: str) -> None:
    if end == "withdrawn":
        publication = published_whole(world)
        withdraw_publication(
            publication=publication, reason="笔误", by=world.administrator, at=timezone.now()
        )
    else:
        frozen_office_report(world)
    for person in ("lead", "administrator"):
        client = signed_in(person)
        assert "No report is published yet" in body(client, LIST)
        for url in (PAGE, f"{PAGE}qr.svg", f"{PAGE}files/pdf/", f"{PAGE}files/data/"):
            assert client.get(url).status_code == 404


def test_a_newer_draft_or_version_does_not_show(world: World, signed_in: SignIn) -> None:
    published_whole(world)
    newer = signed_out(world)
    page = body(signed_in("filer"), PAGE)
    assert newer.verification.printed not in page
    assert str(newer.number) not in page


def test_an_administrator_publishes_what_was_read(world: World, signed_in: SignIn) -> None:
    report = signed_out(world)
    client = signed_in("administrator")
    page = client.get(PUBLISH)
    assert page.context["publish_form"].initial == {"seen": report.version}
    assert client.post(PUBLISH, {"seen": "1"}).status_code == 409
    answer = client.post(PUBLISH, {"seen": str(report.version)}, follow=True)
    assert answer.redirect_chain[0][0] == PAGE
    assert Publication.objects.standing().get().published_by == world.administrator


def test_what_cannot_be_published_is_said(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    assert "No version of the office" in body(client, PUBLISH)
    signed_out(world, mark="")
    assert "without a document number" in body(client, PUBLISH)
    assert client.post(PUBLISH, {"seen": "2"}).status_code == 409


def test_an_administrator_withdraws_with_a_reason(world: World, signed_in: SignIn) -> None:
    publication = published(world)
    client = signed_in("administrator")
    said = {"publication": str(publication.pk)}
    assert client.post(WITHDRAW, said).status_code == 422
    assert client.post(WITHDRAW, said | {"publication": "0", "reason": "笔误"}).status_code == 404
    answer = client.post(WITHDRAW, said | {"reason": "表三有误"}, follow=True)
    assert "表三有误" in answer.content.decode()
    assert not Publication.objects.standing().exists()


def test_a_replaced_version_stays_on_record(world: World, signed_in: SignIn) -> None:
    first = published(world)
    published(world, signed_out(world))
    client = signed_in("administrator")
    assert "Replaced" in body(client, PUBLISH)
    answer = client.post(WITHDRAW, {"publication": str(first.pk), "reason": "笔误"})
    assert answer.status_code == 409


def test_a_file_that_could_not_be_made_is_told_and_made_later(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write

    def refuse_pdf(*given: object) -> None:
        if given[2] == "pdf":
            raise FormRefused("No Chinese font is installed.")
        write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "write", refuse_pdf)
    publication = published(world)
    assert "No Chinese font is installed." in body(signed_in("filer"), PAGE)
    monkeypatch.setattr(files, "write", write)
    client = signed_in("administrator")
    assert "Make the missing files" in body(client, PUBLISH)
    client.post(PUBLISH, {"seen": str(publication.report.version)})
    assert publication.files.count() == 3


def test_the_office_s_report_leads_administrators_there(world: World, signed_in: SignIn) -> None:
    frozen_office_report(world)
    page = f"/reports/annual/2021/{world.office.code}/"
    assert PUBLISH in body(signed_in("administrator"), page)
    assert PUBLISH not in body(signed_in("reviewer"), page)
