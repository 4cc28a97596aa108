"""Where a published report is read."""

from django.urls import reverse


def published_address(year: int) -> str:
    return reverse("reports:published-report", args=[year])
