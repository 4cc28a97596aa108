"""Places as tests ask for them."""

from typing import Any

from organizations.models import Organization
from reports.dashboards.places.rows import Places, places_of
from reports.dashboards.question import Question
from reports.overview import targets_of
from tasks.models import ReportingPeriod
from tests.world import World


def question_of(
    world: World, organization: Organization, period: ReportingPeriod | None = None, **asked: Any
) -> Question:
    """What is asked of an organization's year, up to the period of the world unless another is given."""
    periods = tuple(ReportingPeriod.objects.ordinary().filter(guidance=world.guidance).order_by("order"))
    return Question(organization, world.guidance, periods, period or world.period, **asked)


def asked_places(world: World, organization: Organization, **asked: Any) -> Places:
    question = question_of(world, organization, **asked)
    return places_of(question, targets_of(organization, world.guidance))
