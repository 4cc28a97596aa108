"""Remarks in the pages: made by those who review, answered and resolved by those who file."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import add_remark, return_filing
from tasks.models import Filing, Remark
from tests.conftest import SignIn
from tests.world import World

HTMX = {"HX-Request": "true"}


def page(client: Client, filing: Filing) -> str:
    return client.get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()


def remark_on(client: Client, filing: Filing, world: World, text: str = "请补充。", **extra: Any) -> Any:
    data = {"kind": "progress", "subject": world.local_task.pk, "text": text}
    return client.post(reverse("tasks:remark-add", args=[filing.pk]), data | extra.pop("data", {}), **extra)


def remark_of_review(world: World) -> Remark:
    return add_remark(
        filing=world.submit(world.filing()),
        kind="progress",
        subject_id=world.local_task.pk,
        text="请补充数据来源。",
        by=world.reviewer,
        at=timezone.now(),
        organization=world.office,
    )


def returned(world: World) -> Remark:
    remark = remark_of_review(world)
    return_filing(filing=world.filing(), by=world.reviewer, at=timezone.now(), reason="", version=1)
    return Remark.objects.get(pk=remark.pk)


def test_a_reviewer_remarks_in_place_and_without_a_script_comes_back_to_the_line(
    world: World, signed_in: SignIn
) -> None:
    filing, client = world.submit(world.filing()), signed_in("reviewer")
    assert "Remark on this line" in page(client, filing)
    answer = remark_on(client, filing, world, headers=HTMX)
    assert answer.status_code == 200
    assert "请补充。" in answer.content.decode()
    assert 'hx-swap-oob="true">Return with 1 remark<' in answer.content.decode()
    answer = remark_on(client, filing, world, data={"next": f"/filings/{filing.pk}/?compare=period"})
    place = f"remarks-{filing.pk}-progress-{world.local_task.pk}"
    assert answer["Location"] == f"/filings/{filing.pk}/?compare=period#{place}"
    at_the_line, log = page(client, filing).split('id="log-title"')
    assert (at_the_line.count("请补充。"), log.count("请补充。")) == (2, 2)


def test_the_way_back_leads_to_no_foreign_place(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    for wanted in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = remark_on(signed_in("reviewer"), filing, world, data={"next": wanted})
        assert answer["Location"].startswith(f"/filings/{filing.pk}/#")


def test_words_that_cannot_be_taken_stay_in_the_field(world: World, signed_in: SignIn) -> None:
    filing, client = world.submit(world.filing()), signed_in("reviewer")
    assert remark_on(client, filing, world, text=" ").status_code == 422
    too_long = remark_on(client, filing, world, text="长" * 2_001)
    assert (too_long.status_code, "长" * 2_001 in too_long.content.decode()) == (422, True)
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="补充", version=1)
    late = remark_on(client, filing, world, text="迟到的意见", headers=HTMX)
    assert late.status_code == 409
    assert Remark.objects.count() == 1


def test_a_return_without_reason_needs_a_remark(world: World, signed_in: SignIn) -> None:
    filing, client = world.submit(world.filing()), signed_in("reviewer")
    url = reverse("tasks:filing-return", args=[filing.pk])
    assert client.post(url, {"version": 1, "reason": ""}).status_code == 422
    remark_on(client, filing, world)
    assert client.post(url, {"version": 1, "reason": ""}).status_code == 302
    assert world.filing().status == "returned"


def test_those_who_file_find_the_remark_in_the_list_at_the_line_and_before_submission(
    world: World, signed_in: SignIn
) -> None:
    remark, client = returned(world), signed_in("filer")
    shown = page(client, world.filing())
    assert "1 remark to settle" in shown
    assert "请补充数据来源。" in shown
    line = reverse("tasks:line-edit", args=[world.filing().pk, "progress", world.local_task.pk])
    assert "请补充数据来源。" in client.get(line).content.decode()
    check = reverse("tasks:filing-check", args=[world.filing().pk])
    assert "1 remark is not resolved" in client.get(check).content.decode()
    answer = client.post(reverse("tasks:remark-answer", args=[remark.pk]), {"text": "已补充。", "next": line})
    assert answer["Location"].startswith(line)
    assert "已补充。" in client.get(line).content.decode()
    client.post(reverse("tasks:remark-resolve", args=[remark.pk]), {"next": line})
    assert "1 remark to settle" not in page(client, world.filing())
    assert "not resolved" not in client.get(check).content.decode()
    client.post(reverse("tasks:remark-reopen", args=[remark.pk]), {"next": line})
    assert "1 remark to settle" in page(client, world.filing())


def test_an_empty_answer_is_asked_for_and_a_late_resolution_is_refused(
    world: World, signed_in: SignIn
) -> None:
    remark, client = remark_of_review(world), signed_in("filer")
    empty = client.post(reverse("tasks:remark-answer", args=[remark.pk]), {"text": ""}, headers=HTMX)
    assert (empty.status_code, "Write what is to be said." in empty.content.decode()) == (422, True)
    late = client.post(reverse("tasks:remark-resolve", args=[remark.pk]), {"text": "已改"}, headers=HTMX)
    assert (late.status_code, "已改" in late.content.decode()) == (409, True)


def test_an_observer_reads_remarks_and_has_no_form(world: World, signed_in: SignIn) -> None:
    remark = remark_of_review(world)
    shown = page(signed_in("observer"), world.filing())
    assert "请补充数据来源。" in shown
    assert reverse("tasks:remark-answer", args=[remark.pk]) not in shown


def test_what_was_written_is_shown_as_text(world: World, signed_in: SignIn) -> None:
    filing, client = world.submit(world.filing()), signed_in("reviewer")
    remark_on(client, filing, world, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(client, filing)


def test_a_department_remarks_on_its_lines_without_seeing_the_filing(world: World, signed_in: SignIn) -> None:
    filing, client = world.submit(world.filing()), signed_in("department_filer")
    data = {"kind": "measurement", "subject": world.pledge.pk}
    assert remark_on(client, filing, world, data=data, headers=HTMX).status_code == 200
    assert Remark.objects.get().organization == world.department
    assert remark_on(client, filing, world).status_code == 404
    assert remark_on(client, filing, world, data={"kind": "", "subject": ""}).status_code == 404
    observer = signed_in("department_observer")
    assert remark_on(observer, filing, world, data=data).status_code == 403
    assert "请补充。" in page(signed_in("filer"), filing)
