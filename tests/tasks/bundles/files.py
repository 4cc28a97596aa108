"""Packages of tests, and what a bundle is taken through."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from tasks.access import filings_with_people
from tasks.actions import hand_over_filing
from tasks.fill_in.workbook import fill_in_workbook
from tasks.models import BundlePart, Filing, FilingBundle
from tests.tasks.fill_in.books import at, changed
from tests.world import World, member

TARGETS = "Filing · Targets"
LIST = reverse("tasks:bundle-list")


def packed(files: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return file.getvalue()


def workbook_of(filing: Filing, *, is_blank: bool = False) -> bytes:
    found = filings_with_people.first(filing=filing.pk)
    assert found is not None
    return fill_in_workbook(found, at=timezone.now(), is_blank=is_blank)


def with_pledge(content: bytes, world: World, value: Any) -> bytes:
    """The workbook with another value of pledge financing."""

    def fill(book: Any) -> None:
        at(book[TARGETS], f"measurement:{world.pledge.pk}", "value").value = value

    return changed(content, fill)


def bring(client: Client, content: bytes, name: str = "各市.zip") -> Any:
    return client.post(reverse("tasks:bundle-bring"), {"file": SimpleUploadedFile(name, content)})


def take(client: Client, world: World, form: str = "zip") -> Any:
    wanted = {"period": world.period.pk, "form": form, "filters": ""}
    return client.post(reverse("tasks:bundle-take"), wanted)


def latest() -> FilingBundle:
    found = FilingBundle.objects.with_counts().order_by("-pk").first()
    assert found is not None
    return found


def stored() -> bytes:
    """The file of the latest bundle."""
    with latest().file.open("rb") as file:
        content: bytes = file.read()
    return content


def handed_over(world: World) -> Filing:
    """The city's filing, which waits for its lead."""
    filing = world.filing(world.city)
    filer = member("city-filer", world.city, Role.FILER)
    world.fill(filing, by=filer)
    return hand_over_filing(filing=filing, by=filer, at=timezone.now())


def part_on(filing: Filing) -> BundlePart:
    return latest().parts.get(filing=filing)


def content_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)
