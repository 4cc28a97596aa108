"""A returned filing names who returned it, when and why, on the page where its lines are corrected."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import reopen_filing, return_filing
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("move", ["return", "reopen"])
def test_a_returned_filing_names_who_returned_it_and_why(world: World, client: Client, move: str) -> None:
    later = timezone.now() + dt.timedelta(minutes=5)
    if move == "return":
        filing = world.submit(world.filing())
        return_filing(filing=filing, by=world.second_reviewer, at=later, reason="请核对金额。", version=1)
    else:
        filing = world.approve(world.filing())
        reopen_filing(
            filing=filing, by=world.second_reviewer, at=later, reason="请核对金额。", version=filing.version
        )
    client.force_login(world.person("filer"))
    page = client.get(reverse("tasks:filing-detail", args=[filing.pk]))
    event = page.context["return_event"]
    assert (event.by, event.at, event.reason) == (world.second_reviewer, later, "请核对金额。")
    note = page.content.decode().partition("notice--warning")[2].partition("</div>\n</div>")[0]
    assert world.second_reviewer.name in note
    assert world.lead.name not in note
    assert "请核对金额。" in note
