"""The pages on which a document is handed in and its draft is checked and corrected; no script runs here."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.models import Organization
from tasks.forms import upload as upload_form
from tasks.models import Guidance, Responsibility, UnmatchedOwner
from tests import drafts, factories
from tests.conftest import SignIn
from tests.drafts import YEAR, page_of, said, url
from tests.world import World, make_cast, make_tree


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


@pytest.fixture
def draft(world: World) -> Guidance:
    return drafts.make_draft()


def handed_in(client: Client, content: bytes, name: str = "guidance.txt", **data: Any) -> Any:
    return client.post(reverse("tasks:guidance-upload"), {"file": SimpleUploadedFile(name, content), **data})


# Handing in


def test_a_document_of_a_day_to_come_is_refused_at_its_file(world: World, admin: Client) -> None:
    ahead = drafts.TEXT.replace("2021 年 2 月 1 日", "2030 年 2 月 1 日")
    response = handed_in(admin, ahead.encode())
    assert response.status_code == 422
    assert "dated 2030-02-01, which is still to come" in response.context["form"].errors["file"][0]
    assert not Guidance.objects.filter(year=YEAR).exists()


def test_a_document_becomes_a_draft_to_check(world: World, admin: Client) -> None:
    response = handed_in(admin, drafts.TEXT.encode())
    assert response["Location"] == url("check")
    page = said(admin, response)
    assert "Check what was recognised" in page
    assert "3 tasks" in page
    assert Guidance.objects.get(year=YEAR).source_name == "guidance.txt"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 broken", "PDF"),
        ("今天天气很好。".encode(), "Choose the file again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Choose the file again"),
    ],
)
def test_what_is_no_document_is_refused_at_its_field(
    world: World, admin: Client, content: bytes, sentence: str
) -> None:
    response = handed_in(admin, content, "guidance.doc", year="2031")
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert 'id="id_file_error"' in page
    assert 'value="2031"' in page
    assert Guidance.objects.count() == 1


def test_too_large_a_file_is_refused_before_it_is_read(
    world: World, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_form, "LARGEST_FILE", 10)
    response = handed_in(admin, drafts.TEXT.encode())
    assert "at most 50 MB can be read" in page_of(response)
    assert Guidance.objects.count() == 1


def test_a_year_that_has_a_guidance_leads_to_it(world: World, admin: Client, draft: Guidance) -> None:
    page = page_of(handed_in(admin, drafts.TEXT.encode()))
    assert "There is already a guidance for 2030; nothing was changed." in page
    assert url("check") in page
    page = page_of(handed_in(admin, drafts.TEXT.encode(), year="2021"))
    assert reverse("tasks:guidance-detail", args=[2021]) in page
    assert "an amendment" in page


def test_a_document_without_a_year_asks_for_it(world: World, admin: Client) -> None:
    text = re.sub(r"20\d\d\s?年|（2030）", "", drafts.TEXT).encode()
    page = page_of(handed_in(admin, text))
    assert 'id="id_year_error"' in page
    assert handed_in(admin, text, year="2032").status_code == 302
    assert Guidance.objects.filter(year=2032).exists()


def test_an_impossible_year_is_refused(world: World, admin: Client) -> None:
    assert 'id="id_year_error"' in page_of(handed_in(admin, drafts.TEXT.encode(), year="20300"))


# All guidances


def test_administrators_see_drafts_among_all_guidances_and_others_do_not(
    world: World, admin: Client, signed_in: SignIn, draft: Guidance
) -> None:
    address = reverse("tasks:guidance-list")
    assert url("check") in page_of(admin.get(address))
    others = page_of(signed_in("filer").get(address))
    assert "2030" not in others
    assert "2021" in others
    assert "Read a document" not in others


@pytest.mark.django_db
def test_without_any_guidance_the_pages_say_what_to_do(client: Client) -> None:
    cast = make_cast(make_tree())
    for person, expected in (("administrator", "Read a document"), ("filer", "Once the office publishes")):
        client.force_login(cast[person], backend="organizations.backends.RoleBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        for name in ("guidance-list", "guidance-latest"):
            assert expected in page_of(client.get(reverse(f"tasks:{name}")))


# Checking


def test_the_check_page_shows_the_text_and_what_was_recognised(admin: Client, draft: Guidance) -> None:
    page = page_of(admin.get(url("check")))
    task = drafts.task_on(draft, "运用")
    for anchor in (f'id="passage-{task.pk}"', f'id="task-{task.pk}"', 'id="open-points"', 'id="facts"'):
        assert anchor in page
    assert '<span class="mark mark--note">（运用促进司负责）</span>' in page
    assert "天文台" in page
    assert "guidance_2030.txt" in page


def test_a_draft_without_any_task_says_what_to_do(admin: Client, draft: Guidance) -> None:
    draft.tasks.all().delete()
    page = page_of(admin.get(url("check")))
    assert "No task was recognised" in page
    assert "Every owner is known" not in page


def test_points_are_settled_one_by_one(admin: Client, draft: Guidance) -> None:
    before = re.search(r"(\d+) of (\d+)", page_of(admin.get(url("check"))))
    answer(admin, "owner-drop", "海洋司", {})
    answer(admin, "owner-match", "天文台", {"choice": "local_bureaus"})
    after = re.search(r"(\d+) of (\d+)", page_of(admin.get(url("check"))))
    assert before
    assert after
    assert int(after[1]) == int(before[1]) + 2
    assert after[2] == before[2]


def test_a_published_guidance_leads_to_itself(world: World, admin: Client) -> None:
    response = admin.get(reverse("tasks:draft-check", args=[2021]))
    assert response["Location"] == reverse("tasks:guidance-detail", args=[2021])
    assert "can be amended" in said(admin, response)


def test_nobody_else_knows_of_a_draft(world: World, signed_in: SignIn, draft: Guidance) -> None:
    task, section = drafts.task_on(draft, "统计"), drafts.section_on(draft, "统计")
    for person in ("filer", "reviewer", "observer", "department_filer"):
        client = signed_in(person)
        for address in (url("check"), url("facts"), url("task", task.pk), url("section", section.pk)):
            assert client.get(address).status_code == 404
        assert client.post(url("task-drop", task.pk)).status_code == 404


# Owners


def answer(client: Client, door: str, name: str, said: dict[str, str]) -> Any:
    """Say who is meant by a printed name, as somebody who has just opened the page."""
    form = page_of(client.get(url("check"))).partition(f'name="name" value="{name}"')[2]
    seen = form.partition('name="seen" value="')[2].partition('">')[0]
    return client.post(url(door), {"name": name, "seen": seen, **said})


def test_a_proposal_is_taken_with_one_button(world: World, admin: Client, draft: Guidance) -> None:
    world.department.refresh_from_db()
    response = answer(admin, "owner-match", "天文台", {"choice": world.department.code, "remember": "on"})
    assert "“天文台” is matched in 2 tasks." in said(admin, response)
    assert Responsibility.objects.filter(task__guidance=draft, organization=world.department).count() == 3
    assert "天文台" in Organization.objects.get(pk=world.department.pk).aliases


def test_another_organization_is_found_by_name_code_or_short_name(
    world: World, admin: Client, draft: Guidance
) -> None:
    answer(admin, "owner-match", "天文台", {"organization": "广东知识产权局"})
    answer(admin, "owner-match", "海洋司", {"organization": "江苏"})
    owners = drafts.task_on(draft, "统计").responsibilities.values_list("organization__code", flat=True)
    assert set(owners) == {"44", "32"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("无此单位", "“无此单位” is no known organization."), (" ", "Type the name of an organization")],
)
def test_an_unknown_organization_is_said_at_the_name_and_stays_typed(
    admin: Client, draft: Guidance, typed: str, sentence: str
) -> None:
    response = answer(admin, "owner-match", "天文台", {"choice": "typed", "organization": typed})
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{typed}"' in page
    assert UnmatchedOwner.objects.filter(name="天文台").count() == 2


def test_a_short_name_of_two_organizations_asks_for_the_full_one(
    world: World, admin: Client, draft: Guidance
) -> None:
    factories.OrganizationFactory(
        code="99", name="另一个广东局", short_name="广东", english_name="Other", parent=world.office
    )
    page = page_of(answer(admin, "owner-match", "天文台", {"organization": "广东"}))
    assert "Type the full name" in page


# Doubts


def test_a_doubt_is_looked_at_and_opened_again(world: World, admin: Client, draft: Guidance) -> None:
    caution = draft.cautions.create(message="Look here.", section=drafts.section_on(draft, "统计"))
    assert "Look here." in page_of(admin.get(url("check")))
    assert "1 doubt looked at" in said(admin, admin.post(url("caution-settle", caution.pk)))
    caution.refresh_from_db()
    assert caution.settled_by == world.administrator
    admin.post(url("caution-unsettle", caution.pk))
    caution.refresh_from_db()
    assert not caution.is_settled


def test_a_doubt_of_another_draft_is_not_found(admin: Client, draft: Guidance, world: World) -> None:
    caution = world.guidance.cautions.create(message="Elsewhere.")
    assert admin.post(url("caution-settle", caution.pk)).status_code == 404
