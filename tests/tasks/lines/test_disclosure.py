"""A draft belongs to its organization: others see how far it is, never what it says (design R22)."""

import html
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from targets.models import Measurement
from tasks.actions import return_filing, submit_filing, withdraw_filing
from tasks.lines.kinds import LINE_KINDS
from tasks.lines.versions import versions_beside
from tasks.models import Filing, MeasureState
from tests.conftest import SignIn
from tests.world import World, seen_in, write_line

SECRET, NUMBER = "草稿里的话", "777.77"
OWN = ("filer", "lead", "provincial_reviewer")
OTHERS = (
    "city_lead",
    "outsider",
    "department_filer",
    "department_observer",
    "reviewer",
    "observer",
    "administrator",
)


def write_secrets(world: World, filing: Filing) -> None:
    """What nobody outside the organization may read: texts and a number in the draft's lines."""
    for key, kind in LINE_KINDS.items():
        for line in kind.lines_of(filing):
            content: dict[str, Any] = {"note": SECRET}
            content |= {"achievements": SECRET} if key == "progress" else {}
            if isinstance(line, Measurement) and line.target.indicator.has_two_numbers:
                content |= {"numerator": Decimal(NUMBER), "denominator": Decimal(1000)}
            elif isinstance(line, Measurement):
                content |= {"value": Decimal(NUMBER)}
            write_line(line, content, by=world.filer)


def pages(world: World, filing: Filing) -> Iterator[str]:
    """Every page, call and file on which a filing's lines could stand."""
    yield from map(reverse, ("home", "tasks:filing-list", "tasks:subordinates", "tasks:review-queue"))
    yield from map(reverse, ("tasks:task-list", "targets:target-list", "reports:dashboard"))
    yield reverse("tasks:filing-detail", args=[filing.pk])
    yield reverse("tasks:filing-detail", args=[filing.pk]) + "?compare=returned"
    yield reverse("tasks:filing-detail", args=[filing.pk]) + "?compare=period"
    yield reverse("tasks:filing-receipt", args=[filing.pk])
    yield reverse("api:filing-detail", args=[filing.pk])
    yield from (reverse(f"api:{name}-list") for name in ("filing", "task", "target"))
    yield reverse("tasks:guidance-detail", args=[2021])
    for task in filing.period.guidance.tasks.all():
        yield reverse("tasks:task-detail", args=[task.pk])
        for code in ("CNIPA", "D-TFS", "44"):
            page = reverse("reports:dashboard-task", args=[code, task.pk])
            yield f"{page}?counting=submitted&open=44&answer={filing.organization.code}"
    for target in filing.period.guidance.targets.all():
        yield reverse("targets:target-detail", args=[target.pk])
        yield reverse("targets:target-explanation", args=[target.pk])
        yield reverse("targets:target-export", args=[target.pk]) + "?format=csv"
        yield reverse("api:target-detail", args=[target.pk])
    for code in ("CNIPA", "D-TFS", "44", "440100", "32"):
        yield from (
            reverse(f"reports:dashboard-{name}", args=[code]) for name in ("stream", "problems", "work")
        )
        yield reverse("reports:dashboard-measures", args=[code])
        yield reverse("reports:dashboard-stream", args=[code]) + "?beneath=all&format=csv"
    for kind, lines in ((kind, found.lines_of(filing)) for kind, found in LINE_KINDS.items()):
        yield from (reverse("tasks:line-edit", args=[filing.pk, kind, line.subject_id]) for line in lines)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code < 500, address
    content = b"".join(response) if response.streaming else response.content
    return html.unescape(content.decode(errors="replace"))


def told(world: World, client: Client, filing: Filing) -> list[str]:
    return [
        address
        for address in pages(world, filing)
        for text in [text_of(client, address)]
        if SECRET in text or NUMBER in text
    ]


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_outside_reads_a_draft(world: World, signed_in: SignIn, person: str) -> None:
    write_secrets(world, world.filing())
    assert told(world, signed_in(person), world.filing()) == []


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_outside_reads_what_is_being_corrected(world: World, signed_in: SignIn, person: str) -> None:
    filing = world.submit(world.filing())
    return_filing(filing=filing, reason="请核对。", version=1, by=world.reviewer, at=timezone.now())
    write_secrets(world, world.filing())
    assert told(world, signed_in(person), world.filing()) == []


@pytest.mark.parametrize("person", OWN)
def test_its_own_people_read_it(world: World, signed_in: SignIn, person: str) -> None:
    write_secrets(world, world.filing())
    assert reverse("api:filing-detail", args=[world.filing().pk]) in told(
        world, signed_in(person), world.filing()
    )


def test_superiors_see_how_far_a_draft_is(world: World, signed_in: SignIn) -> None:
    write_secrets(world, world.filing())
    page = text_of(signed_in("observer"), reverse("tasks:filing-detail", args=[world.filing().pk]))
    lines = sum(len(kind.lines_of(world.filing())) for kind in LINE_KINDS.values())
    assert f"{lines} of {lines} lines answered" in page
    assert "A draft belongs to its organization." in page


def test_superiors_read_a_returned_filing_as_it_was_submitted(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    address = reverse("tasks:filing-detail", args=[filing.pk])
    client = signed_in("reviewer")
    submitted = [checked.as_content() for checked in client.get(address).context["lines"]]
    return_filing(filing=filing, reason="请核对。", version=1, by=world.reviewer, at=timezone.now())
    write_secrets(world, world.filing())
    MeasureState.objects.update(state=MeasureState.State.DELAYED)
    page = client.get(address)
    assert [checked.as_content() for checked in page.context["lines"]] == submitted
    assert not any(checked.problems for checked in page.context["lines"])
    assert page.context["versions"].returned is None
    assert any(checked.doubts for checked in signed_in("lead").get(address).context["lines"])
    assert "It is being corrected." in page.content.decode()
    assert client.get(reverse("api:filing-detail", args=[filing.pk])).json()["lines"] == submitted


def test_a_withdrawn_filing_is_a_draft_again(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    withdraw_filing(filing=filing, by=world.lead, at=timezone.now(), version=filing.version)
    page = signed_in("reviewer").get(reverse("tasks:filing-detail", args=[filing.pk]))
    assert page.context["lines"] == []
    assert "A draft belongs to its organization." in page.content.decode()


def test_the_last_period_is_compared_with_only_while_it_is_handed_in(world: World) -> None:
    year_end = world.filing(period=world.year_end)
    filing = world.submit(world.filing())
    return_filing(filing=filing, reason="请核对。", version=1, by=world.reviewer, at=timezone.now())
    assert versions_beside(year_end, []).period is None
    again = submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    last = versions_beside(year_end, []).period
    assert last is not None
    assert last.snapshot.version == again.version == 2
