"""Questions of the small world, as a page would ask them."""

from typing import TYPE_CHECKING, Any

from reports.dashboards.choices import periods_of
from reports.dashboards.question import Question
from reports.dashboards.target_rows import target_rows
from targets.figures.rows import FigureRow

if TYPE_CHECKING:
    from organizations.models import Organization
    from tests.world import World


def question_of(world: "World", organization: "Organization | None" = None, **asked: Any) -> Question:
    """What is asked of an organization (the office) for a period (the third quarter)."""
    given = {"period": world.period, **asked}
    periods = tuple(periods_of(world.guidance))
    return Question(organization or world.office, world.guidance, periods, **given)


def rows_of(question: Question) -> tuple[FigureRow, ...]:
    return target_rows(question).rows
