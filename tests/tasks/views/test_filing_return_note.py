"""A returned filing names who returned it, when and why, on the pages where its lines are corrected, and
leads from one remarked line to the next."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import add_remark, reopen_filing, return_filing
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


def test_on_return_remarked_lines_lead_on_and_the_reason_stands_above_the_form(
    world: World, client: Client
) -> None:
    filing = world.submit(world.filing())
    for kind, subject in (("progress", world.local_task.pk), ("measurement", world.pledge.pk)):
        add_remark(
            filing=filing,
            kind=kind,
            subject_id=subject,
            text="请补充。",
            by=world.reviewer,
            at=timezone.now(),
            organization=world.office,
        )
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="两处须更正。", version=1)
    client.force_login(world.person("filer"))
    listed = client.get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()
    task_line = reverse("tasks:line-edit", args=[filing.pk, "progress", world.local_task.pk])
    assert listed.count("1 条批注待处理") == 2
    # One link is the line's name, the other its remarks.
    assert listed.count(f'<a href="{task_line}">') == 2
    page = client.get(task_line)
    assert page.context["next_remarked"] == ("measurement", world.pledge.pk)
    above, _form, _below = page.content.decode().partition('<form id="line-form"')
    assert "两处须更正。" in above
    assert "请补充。" in above
    assert 'data-shortcut="r"' in page.content.decode()
