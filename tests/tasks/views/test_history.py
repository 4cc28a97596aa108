"""The history of a guidance as administrators read it."""

import pytest
from django.test import Client
from django.urls import reverse

from tasks.actions.draft.history import Action, keep_event
from tests.drafts import page_of
from tests.world import World

pytestmark = pytest.mark.django_db


def history_page(client: Client, world: World) -> str:
    client.force_login(world.administrator)
    return page_of(client.get(reverse("tasks:guidance-history", args=[world.guidance.year])))


def test_it_says_who_did_what_and_when(client: Client, world: World) -> None:
    at = world.guidance.published_at
    assert at is not None
    keep_event(world.guidance, Action.IMPORT, "指引.docx", by=world.administrator, at=at)
    page = history_page(client, world)
    assert "文件已导入" in page
    assert "指引.docx" in page
    assert world.administrator.name in page


def test_what_nobody_signed_in_has_done_is_the_installations(client: Client, world: World) -> None:
    assert "发布工作指引" in history_page(client, world)
    assert "系统命令" in history_page(client, world)


def test_a_guidance_without_a_history_says_so(client: Client, world: World) -> None:
    world.guidance.events.update(guidance=None)
    world.guidance.year += 1
    world.guidance.save()
    assert "没有记录" in history_page(client, world)


@pytest.mark.parametrize("name", ["guidance-list", "amendment-list"])
def test_administrators_are_led_to_it_and_nobody_else(client: Client, world: World, name: str) -> None:
    address = reverse("tasks:guidance-history", args=[world.guidance.year])
    place = reverse(f"tasks:{name}", args=[world.guidance.year] if name == "amendment-list" else [])
    for person, is_led in ((world.administrator, True), (world.filer, False)):
        client.force_login(person)
        assert (address in page_of(client.get(place))) is is_led
