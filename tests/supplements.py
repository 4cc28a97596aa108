"""Supplements in the small world, for tests: they are opened on 1 December 2022.

The year end is filed on 10 December 2021.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.utils import timezone

from tasks.actions.supplement import open_supplement
from tasks.amendments.plan_statement import supplement_statement
from tasks.models import Amendment, Filing, ReportingPeriod
from tests.world import World

YEAR_END = dt.date(2021, 12, 10)
OPENED = dt.date(2022, 12, 1)
DUE = dt.date(2022, 12, 30)
REASON = "2021年专利密集型产业增加值数据于2022年12月公布。"


@contextmanager
def on_day(day: dt.date = OPENED) -> Iterator[None]:
    """Noon of a day, Beijing time."""
    with time_machine.travel(f"{day.isoformat()}T12:00:00+08:00", tick=False):
        yield


def opened(world: World, **changed: Any) -> Amendment:
    """A supplement that asks the province for its pledges once more, unless ``changed``."""
    asked = {
        "guidance": world.guidance,
        "organizations": [world.province],
        "lines": {"measurement": [world.pledge.pk]},
        "reason": REASON,
        "opens_on": OPENED,
        "due_on": DUE,
        "by": world.administrator,
        "at": timezone.now(),
        "seen": supplement_statement(world.guidance),
    }
    return open_supplement(**asked | changed)


def the_supplement() -> ReportingPeriod:
    """The one that is open."""
    return ReportingPeriod.objects.supplements().select_related("guidance").get()


def supplement_of(world: World) -> Filing:
    """The province's filing for it."""
    return Filing.objects.get(period=the_supplement(), organization=world.province)
