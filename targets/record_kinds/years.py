"""The records of a year: those of its guidance."""

from targets.record_kinds.goals import GoalRecords
from targets.record_kinds.shares import ShareRecords
from tasks.models import Guidance


def goals_of(year: int | None) -> GoalRecords | None:
    """The goals of a year's guidance, a draft or in force; without a year of the latest in force (one
    query)."""
    guidance = guidance_of(year, only_published=year is None)
    return GoalRecords(guidance) if guidance else None


def shares_of(year: int | None) -> ShareRecords | None:
    """The shares of a year whose guidance is in force; without a year of the latest (one query)."""
    guidance = guidance_of(year, only_published=True)
    return ShareRecords(guidance) if guidance else None


def guidance_of(year: int | None, *, only_published: bool) -> Guidance | None:
    found = Guidance.objects.published() if only_published else Guidance.objects.all()
    if year is not None:
        found = found.filter(year=year)
    return found.defer("source_text").order_by("-year").first()
