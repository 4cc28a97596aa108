"""The year that a command is given."""

from django.core.management.base import CommandError

from tasks.models import Guidance


def guidance_of(year: str) -> Guidance:
    """The published guidance of a year; refuses what is none."""
    guidance = Guidance.objects.published().filter(year=year).first() if is_year(year) else None
    if guidance is None:
        raise CommandError(f"There is no published guidance for the year {year}.")
    return guidance


def is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == len("2021")
