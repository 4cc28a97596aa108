"""Evidence in the pages: who sees what, how it is given out, several files at once, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from tasks.actions import remove_evidence, return_filing, withdraw_filing
from tasks.models import Evidence, Filing
from tests.conftest import SignIn
from tests.factories import ResponsibilityFactory, TaskFactory
from tests.tasks.evidence import files
from tests.tasks.evidence.conftest import LATER, Attach, stored_files
from tests.world import World

SCRIPT = {"HX-Request": "true"}


def add_url(world: World, filing: Filing | None = None) -> str:
    place = [(filing or world.filing()).pk, "progress", world.local_task.pk]
    return reverse("tasks:evidence-add", args=place)


def file_url(evidence: Evidence) -> str:
    return reverse("tasks:evidence-download", args=[evidence.pk, evidence.name])


def sent(*named: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"files": [SimpleUploadedFile(name, content) for name, content in named]}


THREE = (("a.pdf", files.PDF), ("b.pdf", files.WINDOWS_PROGRAM), ("c.png", files.PNG))


def test_of_several_files_those_that_are_good_go_through(world: World, signed_in: SignIn) -> None:
    response = signed_in("filer").post(add_url(world), sent(*THREE))
    page = response.content.decode()
    assert response.status_code == 422
    assert "ends in .pdf, but the content is: program" in page
    assert [evidence.name for evidence in Evidence.objects.all()] == ["a.pdf", "c.png"]
    assert page.count("data-upload-result") == 3


def test_good_files_lead_back_to_the_line(world: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    response = client.post(add_url(world), sent(("a.pdf", files.PDF)), follow=True)
    assert response.redirect_chain == [(add_url(world).removesuffix("evidence/") + "#evidence", 302)]
    page = response.content.decode()
    assert "a.pdf: Attached." in page
    assert f"SHA-256 {Evidence.objects.get().sha256}" in page
    assert filesizeformat(len(files.PDF)) in page


def test_sending_nothing_is_told(world: World, signed_in: SignIn) -> None:
    response = signed_in("filer").post(add_url(world))
    assert response.status_code == 422
    assert "Choose the files first." in response.content.decode()


def test_a_script_gets_the_files_alone(world: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    response = client.post(add_url(world), sent(("a.pdf", files.PDF)), headers=SCRIPT)
    assert response.status_code == 200
    assert response.content.decode().strip().startswith('<div id="evidence-files"')
    again = client.post(add_url(world), sent(("b.pdf", files.PDF)), headers=SCRIPT)
    assert "It is here already, as “a.pdf”" in again.content.decode()


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_file_can_be_removed_and_put_back(
    world: World, signed_in: SignIn, attach: Attach, headers: dict[str, str]
) -> None:
    evidence, client = attach().evidence, signed_in("colleague")
    removed = client.post(
        reverse("tasks:evidence-remove", args=[evidence.pk]), headers=headers, follow=not headers
    )
    assert reverse("tasks:evidence-restore", args=[evidence.pk]) in removed.content.decode()
    assert client.get(file_url(evidence)).status_code == 404
    restored = client.post(
        reverse("tasks:evidence-restore", args=[evidence.pk]), headers=headers, follow=not headers
    )
    assert file_url(evidence) in restored.content.decode()
    assert Evidence.objects.standing().get().uploaded_by == world.filer


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_after_submission_the_page_says_why_nothing_changes(
    world: World, signed_in: SignIn, attach: Attach, headers: dict[str, str]
) -> None:
    evidence, client = attach().evidence, signed_in("filer")
    world.submit(world.filing())
    remove = reverse("tasks:evidence-remove", args=[evidence.pk])
    said = client.post(remove, headers=headers, follow=not headers).content.decode()
    assert "the filing is now in the state “Submitted”" in said
    client.post(add_url(world), sent(("neu.pdf", files.PDF)))
    assert Evidence.objects.standing().get() == evidence
    assert len(stored_files()) == 1


WHO = {
    "filer": 200,
    "lead": 200,
    "provincial_reviewer": 200,
    "city_lead": 404,
    "outsider": 404,
    "department_filer": 404,
    "department_observer": 404,
    "reviewer": 200,
    "observer": 200,
    "administrator": 200,
}


@pytest.mark.parametrize("name", WHO)
def test_a_file_is_given_out_within_the_scope_alone(
    world: World, signed_in: SignIn, attach: Attach, name: str
) -> None:
    url = file_url(attach().evidence)
    world.submit(world.filing())
    response = signed_in(name).get(url)
    assert response.status_code == WHO[name]
    if response.status_code == 200:
        assert b"".join(response) == files.PDF


def test_of_a_returned_filing_others_read_the_files_that_were_submitted(
    world: World, signed_in: SignIn, attach: Attach
) -> None:
    """What came or went while it is corrected is its organization's own (design R22)."""
    gone, submitted = attach("之前.pdf", files.PDF + b"1").evidence, attach("提交.pdf").evidence
    remove_evidence(evidence=gone, by=world.filer, at=timezone.now() - LATER)
    filing = world.submit(world.filing())
    return_filing(filing=filing, reason="请核对。", version=1, by=world.reviewer, at=timezone.now() + LATER)
    remove_evidence(evidence=submitted, by=world.filer, at=timezone.now() + LATER)
    added = attach("之后.pdf", files.PDF + b"2", at=timezone.now() + LATER).evidence
    reviewer, page = signed_in("reviewer"), reverse("tasks:filing-detail", args=[filing.pk])
    text = reviewer.get(page).content.decode()
    assert [name in text for name in ("之前.pdf", "提交.pdf", "之后.pdf")] == [False, True, False]
    assert reviewer.get(file_url(submitted)).status_code == 200
    assert {reviewer.get(file_url(file)).status_code for file in (gone, added)} == {404}
    own = signed_in("filer").get(page).content.decode()
    assert "1 file" in own
    assert signed_in("filer").get(file_url(added)).status_code == 200


def test_of_a_withdrawn_filing_others_get_no_file(world: World, signed_in: SignIn, attach: Attach) -> None:
    evidence = attach().evidence
    filing = world.submit(world.filing())
    withdraw_filing(filing=filing, version=1, by=world.lead, at=timezone.now())
    statuses = [signed_in(name).get(file_url(evidence)).status_code for name in ("reviewer", "filer")]
    assert statuses == [404, 200]


def test_a_department_sees_the_files_of_the_lines_that_it_answers_for(
    world: World, signed_in: SignIn, attach: Attach
) -> None:
    own = attach(kind="measurement", subject_id=world.pledge.pk).evidence
    other = attach("b.pdf", files.PDF + b"%").evidence
    client = signed_in("department_observer")
    assert client.get(file_url(own)).status_code == 404  # a draft is its organization's own
    world.submit(world.filing())
    assert client.get(file_url(own)).getvalue() == files.PDF
    assert client.get(file_url(other)).status_code == 404
    ResponsibilityFactory(task=world.local_task, organization=world.department)
    assert client.get(file_url(other)).getvalue()
    assert client.post(reverse("tasks:evidence-remove", args=[own.pk])).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "query", "shown", "policy"),
    [
        ("年度 总结.pdf", files.PDF, "", False, "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("年度 总结.pdf", files.PDF, "?inline=1", True, "default-src 'none'; frame-ancestors 'none'"),
        ("a.png", files.PNG, "?inline=1", True, "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("a.txt", b"words", "?inline=1", False, "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("a.docx", files.word(), "?inline=1", False, "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ],
)
def test_a_file_is_given_out_safely(
    signed_in: SignIn, attach: Attach, name: str, content: bytes, query: str, shown: bool, policy: str
) -> None:
    evidence = attach(name, content).evidence
    response = signed_in("filer").get(file_url(evidence) + query)
    assert response.streaming
    assert response.getvalue() == content
    assert response["Content-Type"] == evidence.media_type
    assert response["Content-Disposition"] == content_disposition_header(
        as_attachment=not shown, filename=name
    )
    assert response["Content-Security-Policy"] == policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(content))


def test_a_file_that_the_storage_has_lost_answers_404(signed_in: SignIn, attach: Attach) -> None:
    evidence = attach().evidence
    evidence.file.storage.delete(evidence.file.name)
    assert signed_in("filer").get(file_url(evidence)).status_code == 404


@pytest.mark.parametrize("removed", ["x", "-1", "²", "9" * 30, "1"])
def test_an_odd_address_is_no_error(world: World, signed_in: SignIn, removed: str) -> None:
    url = add_url(world).removesuffix("evidence/")
    assert signed_in("filer").get(f"{url}?removed={removed}").status_code == 200


def test_reviewers_read_the_evidence_in_place(world: World, signed_in: SignIn, attach: Attach) -> None:
    evidence = attach("图.png", files.PNG).evidence
    gone = attach("旧.pdf").evidence
    remove_evidence(evidence=gone, by=world.filer, at=timezone.now())
    filing = world.submit(world.filing())
    page = signed_in("reviewer").get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()
    assert f'src="{file_url(evidence)}?inline=1"' in page
    assert "旧.pdf" not in page
    assert reverse("tasks:evidence-remove", args=[evidence.pk]) not in page


def test_a_department_finds_the_files_on_the_page_of_its_task(
    world: World, signed_in: SignIn, attach: Attach
) -> None:
    evidence = attach().evidence
    world.submit(world.filing())
    url = reverse("tasks:task-detail", args=[world.local_task.pk])
    client = signed_in("department_observer")
    assert file_url(evidence) not in client.get(url).content.decode()
    ResponsibilityFactory(task=world.local_task, organization=world.department)
    assert file_url(evidence) in client.get(url).content.decode()


def test_the_list_of_a_filing_counts_the_files(world: World, signed_in: SignIn, attach: Attach) -> None:
    attach()
    attach("b.txt", b"words")
    page = signed_in("filer").get(reverse("tasks:filing-detail", args=[world.filing().pk])).content.decode()
    assert "2 files" in page


@pytest.mark.parametrize("is_filled", [False, True])
def test_a_filing_of_forty_lines_opens_with_at_most_fifteen_queries(
    world: World, signed_in: SignIn, attach: Attach, is_filled: bool
) -> None:
    for number in range(38):
        task = TaskFactory(section=world.local_task.section, title=f"任务{number}")
        ResponsibilityFactory(task=task, collective="local_bureaus")
        attach(subject_id=task.pk)
    if is_filled:
        world.fill(world.filing(), by=world.filer)
    client, url = signed_in("filer"), reverse("tasks:filing-detail", args=[world.filing().pk])
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    assert page.content.decode().count("1 file<") == 38
    assert len(captured) <= 15
