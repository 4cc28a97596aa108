"""Where the pages of exports are, and what they say."""

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client

    from reports.models import Export

LIST, CREATE = reverse("reports:report-list"), reverse("reports:export-create")


def detail(export: "Export") -> str:
    return reverse("reports:export-detail", args=[export.pk])


def download(export: "Export") -> str:
    return reverse("reports:export-download", args=[export.pk])


def page(client: "Client", address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()
