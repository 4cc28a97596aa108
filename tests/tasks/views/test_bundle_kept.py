"""Bundles of many filings: whose they are, how long they are kept, and how far the work on them is."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from targets.models import Measurement
from tasks.models import FilingBundle, ReceivedWorkbook
from tests.conftest import SignIn
from tests.tasks.bundles.files import (
    bring,
    content_of,
    latest,
    packed,
    part_on,
    stored,
    take,
    workbook_of,
)
from tests.tasks.views.test_bundle import both, page_of, take_over
from tests.world import World


@pytest.fixture
def filer(world: World, signed_in: SignIn) -> Client:
    return signed_in("filer")


def test_a_bundle_is_its_persons_alone(filer: Client, world: World, signed_in: SignIn) -> None:
    bring(filer, both(world))
    colleague = signed_in("colleague")
    assert page_of(colleague).status_code == 404
    assert take_over(colleague).status_code == 404


def test_a_file_that_was_let_go_is_gone(
    filer: Client, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    bring(filer, both(world))
    bundle = latest()
    with django_capture_on_commit_callbacks(execute=True):
        filer.post(reverse("tasks:bundle-discard", args=[bundle.pk]))
    assert not bundle.file.storage.exists(bundle.file.name)
    assert not FilingBundle.objects.exists()
    assert not ReceivedWorkbook.objects.exists()


def test_work_that_broke_off_goes_on_with_what_waits(filer: Client, world: World) -> None:
    bring(filer, both(world))
    bundle = latest()
    bundle.parts.update(state="queued")
    first = bundle.parts.order_by("number")[0]
    first.state = "left"
    first.save()
    FilingBundle.objects.filter(pk=bundle.pk).update(state="taking")
    page = page_of(filer)
    assert page.context["progress"].is_lost
    assert 'value="1" max="2"' in page.text
    filer.post(reverse("tasks:bundle-go-on", args=[bundle.pk]))
    assert latest().state == "done"
    assert [part.state for part in latest().parts.all()] == ["left", "done"]


def test_taken_over_twice_changes_nothing(filer: Client, world: World) -> None:
    bring(filer, both(world))
    take_over(filer)
    take_over(filer)
    assert Measurement.objects.get(filing=world.filing()).version == 1


def test_a_workbook_of_many_tells_its_own_filing_on_its_own_page(filer: Client, world: World) -> None:
    take(filer, world, "xlsx")
    bring(filer, stored(), "many.xlsx")
    part = part_on(world.filing())
    assert part.workbook is not None
    page = filer.get(reverse("tasks:import-check", args=[world.filing().pk, part.workbook.pk]))
    assert page.status_code == 200


def test_the_page_asks_no_more_for_more_filings(
    filer: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring(filer, packed({"44.xlsx": workbook_of(world.filing())}))
    few = latest()
    bring(filer, both(world))
    for bundle in (few, latest()):
        filer.get(reverse("tasks:bundle-detail", args=[bundle.pk]))
        with django_assert_num_queries(6):
            filer.get(reverse("tasks:bundle-detail", args=[bundle.pk]))


def test_the_table_comes_as_a_file(filer: Client, world: World) -> None:
    bring(filer, both(world))
    file = filer.get(reverse("tasks:bundle-detail", args=[latest().pk]), {"format": "csv"})
    assert "440100" in content_of(file).decode("utf-8-sig")
