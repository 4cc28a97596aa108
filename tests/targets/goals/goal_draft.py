"""A draft for 2022 that sets three goals, two of which the world measures already."""

from decimal import Decimal
from typing import Any

from organizations.models import Organization
from targets.goals.suggestions import Terms
from targets.models import ProposedGoal
from tasks.models import Guidance
from tests.world import World

YEAR = 2022
TEXT = """年度工作指引（2022）

一、总体要求

（一）主要目标。发明专利审查周期压减至16.5个月。专利商标质押融资规模达到0.32万亿元。知识产权服务机构达到500家。

二、工作任务

（一）运用工作。促进专利运用，扩大专利商标质押融资规模。（运用促进司负责）
"""


def goal(draft: Guidance, words: str) -> ProposedGoal:
    return draft.proposed_goals.get(text__contains=words)


def terms(responsible: Organization, **others: Any) -> Terms:
    plain: dict[str, Any] = {
        "comparator": "at_least",
        "value": Decimal(3200),
        "basis": "stated",
        "reported_by": "local_bureaus",
    }
    return Terms(responsible=responsible, **plain | others)


def reach(world: World, settings: Any) -> None:
    """The year end of 2021, approved for everybody."""
    settings.PORTAL_TODAY = world.year_end.due_on
    for organization in (world.province, world.neighbour):
        world.approve(world.filing(organization), value="0")
        world.approve(world.filing(organization, world.year_end), value="1240")
    world.approve(world.filing(world.department, world.year_end), value="18.4")
