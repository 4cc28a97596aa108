"""Bad input: a clear message at its place, what was typed stays, nothing is lost, never a 500."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import Measurement
from tasks.models import Filing, FilingEvent, LineRevision
from tests.conftest import SignIn
from tests.world import World, seen_in

HUGE = 10**30


def line_url(world: World, target: Any = None) -> str:
    """The address of the province's line on a target, or on its task."""
    kind, subject = ("progress", world.local_task) if target is None else ("measurement", target)
    return reverse("tasks:line-edit", args=[world.filing().pk, kind, subject.pk])


@pytest.fixture
def filer(signed_in: SignIn) -> Client:
    return signed_in("filer")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "A negative number is not possible here."),
        ("1e30", "too large"),
        (str(HUGE), "too large"),
        ("很多", "is not a number"),
        ("NaN", "is not a number"),
        ("<script>alert(1)</script>", "is not a number"),
        ("5 家", "The unit here is"),
        ("9" * 200, "at most 60 characters"),
        ("8①", "“①” is none of the digits 0 to 9"),
    ],
)
def test_an_impossible_value_is_refused_at_its_field_and_kept(
    world: World, filer: Client, typed: str, sentence: str
) -> None:
    response = filer.post(line_url(world, world.pledge), {"version": "0", "value": typed, "note": "说明"})
    page = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert sentence in page
    assert 'id="id_value_error"' in page
    assert html.escape(typed) in response.content.decode()
    assert "说明" in page
    assert not Measurement.objects.exists()


def test_a_denominator_of_zero_is_refused(world: World, filer: Client) -> None:
    response = filer.post(
        line_url(world, world.growth), {"version": "0", "numerator": "142", "denominator": "0"}
    )
    assert response.status_code == 422
    assert "The denominator must be above 0." in html.unescape(response.content.decode())


def test_a_text_that_is_too_long_is_refused_and_comes_back_whole(world: World, filer: Client) -> None:
    text = "长" * 5_001
    response = filer.post(line_url(world), {"version": "0", "achievements": text})
    page = response.content.decode()
    assert response.status_code == 422
    assert text in page
    assert "at most 5000 characters" in page


def test_a_nil_return_with_an_answer_is_refused_and_both_stay(world: World, filer: Client) -> None:
    response = filer.post(
        line_url(world, world.pledge),
        {"version": "0", "value": "12", "nil_return": "on", "nil_reason": "由省局填报"},
    )
    page = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "Empty this field for a nil return" in page
    assert 'value="12"' in page
    assert "由省局填报" in page


def test_a_stale_form_shows_both_texts_and_overwrites_nothing(
    world: World, signed_in: SignIn, filer: Client
) -> None:
    url = line_url(world)
    filer.post(url, {"version": "0", "achievements": "同事的文字"})
    response = signed_in("colleague").post(url, {"version": "0", "achievements": "我的文字"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "同事的文字" in page
    assert "我的文字" in page
    assert world.filing().progress_entries.get().achievements == "同事的文字"


def test_after_a_conflict_the_person_may_choose_their_own_text(
    world: World, signed_in: SignIn, filer: Client
) -> None:
    url = line_url(world)
    filer.post(url, {"version": "0", "achievements": "同事的文字"})
    response = signed_in("colleague").post(url, {"version": "0", "replaces": "1", "achievements": "我的文字"})
    assert response.status_code == 302
    assert world.filing().progress_entries.get().achievements == "我的文字"
    assert LineRevision.objects.filter(content__achievements="同事的文字").exists()


@pytest.mark.parametrize("version", ["", "-1", "x", "1.5", str(HUGE), "１"])
def test_an_odd_version_counts_as_stale(world: World, filer: Client, version: str) -> None:
    response = filer.post(line_url(world), {"version": version, "achievements": "文字"})
    assert response.status_code == 409
    assert "文字" in response.content.decode()


def test_an_unknown_state_of_a_measure_is_refused(world: World, filer: Client) -> None:
    measure = world.local_task.measures.all()[0]
    response = filer.post(line_url(world), {"version": "0", f"measure_{measure.pk}": "finished"})
    assert response.status_code == 422


def test_a_line_that_somebody_else_answers_is_not_found_under_our_filing(world: World, filer: Client) -> None:
    url = reverse("tasks:line-edit", args=[world.filing().pk, "progress", world.department_task.pk])
    assert filer.get(url).status_code == 404
    assert filer.post(url, {"version": "0"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"/filings/{HUGE}/",
        f"/filings/{HUGE}/check/",
        f"/filings/1/lines/progress/{HUGE}/",
        "/filings/1/lines/unknown/1/",
        f"/tasks/{HUGE}/",
        f"/targets/{HUGE}/",
        f"/guidances/{HUGE}/",
        "/guidances/1999/",
        "/dashboard/NOWHERE/",
        f"/reports/exports/{HUGE}/",
        f"/api/v1/filings/{HUGE}/",
        "/filings/%00/",
        "/nowhere/",
    ],
)
def test_an_unknown_address_is_not_found(filer: Client, path: str) -> None:
    response = filer.get(path)
    assert response.status_code == 404
    assert b"<h1" in response.content or path.startswith("/api/")


@pytest.mark.parametrize(
    "query",
    [
        "?page=99999",
        "?page=-1",
        "?page=x",
        f"?period={HUGE}",
        "?period=x",
        "?status=unknown",
        "?timeliness=unknown",
        "?name=%00",
        "?name=" + "a" * 5_000,
        "?kind=%F0%9F%92%A9",
    ],
)
@pytest.mark.parametrize("path", ["/filings/", "/filings/review/"])
def test_odd_filters_and_pages_never_break_a_list(signed_in: SignIn, path: str, query: str) -> None:
    assert signed_in("reviewer").get(path + query).status_code == 200


def test_submitting_twice_by_double_click_leaves_one_version(world: World, signed_in: SignIn) -> None:
    world.fill(world.filing(), by=world.filer)
    lead = signed_in("lead")
    url = reverse("tasks:filing-submit", args=[world.filing().pk])
    seen = {"seen": str(seen_in(world.filing()))}
    assert [lead.post(url, seen).status_code for _ in range(2)] == [302, 302]
    assert world.filing().version == 1
    assert FilingEvent.objects.filter(filing=world.filing()).count() == 1


@pytest.mark.parametrize("version", ["", "x", "0", str(HUGE), "7"])
def test_approving_without_saying_which_version_was_read_approves_nothing(
    world: World, signed_in: SignIn, version: str
) -> None:
    filing = world.submit(world.filing())
    url = reverse("tasks:filing-approve", args=[filing.pk])
    assert signed_in("reviewer").post(url, {"version": version}).status_code == 302
    assert world.filing().status == Filing.Status.SUBMITTED


def test_a_return_without_a_reason_asks_for_it_and_returns_nothing(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    url = reverse("tasks:filing-return", args=[filing.pk])
    response = signed_in("reviewer").post(url, {"version": "1", "reason": " "})
    assert response.status_code == 422
    assert 'id="id_reason_error"' in response.content.decode()
    assert world.filing().status == Filing.Status.SUBMITTED


def test_a_return_of_a_replaced_version_keeps_the_reason_that_was_typed(
    world: World, signed_in: SignIn
) -> None:
    filing = world.submit(world.filing())
    url = reverse("tasks:filing-return", args=[filing.pk])
    response = signed_in("reviewer").post(url, {"version": "7", "reason": "请核对第二项。"})
    assert response.status_code == 409
    assert "请核对第二项。" in response.content.decode()


@pytest.mark.parametrize("day", ["2021-10-20", "2021-13-45", "9999-12-31", "昨天", ""])
def test_an_impossible_extension_is_refused_at_its_field(world: World, signed_in: SignIn, day: str) -> None:
    url = reverse("tasks:filing-extend", args=[world.filing().pk])
    response = signed_in("administrator").post(url, {"due_on": day, "reason": "台风"})
    assert response.status_code == 422
    assert 'id="id_due_on_error"' in response.content.decode()
    assert world.filing().extended_due_on is None


def test_a_form_without_its_token_is_refused_with_a_way_on(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.filer, backend="organizations.backends.RoleBackend")
    response = client.post(line_url(world), {"version": "0"})
    assert response.status_code == 403
    assert b"<h1" in response.content
