"""Answers on a task as a table for files."""

from decimal import Decimal

import pytest

from spreadsheets.values import Number
from tasks.models import MeasureState
from tasks.tables.tasks import entry_table
from tests.factories import MeasureFactory
from tests.world import World

State = MeasureState.State


@pytest.mark.parametrize(("completed", "percent"), [(1, "33.3"), (2, "66.7"), (3, "100.0")])
def test_a_share_of_measures_is_the_number_that_the_page_shows(
    world: World, completed: int, percent: str
) -> None:
    """A share that never ends has more digits than a workbook takes for a number."""
    task = world.local_task
    task.measures.all().delete()
    entry = world.filing().progress_entries.create(task=task, achievements="已完成。", version=1)
    for place in range(3):
        state = State.COMPLETED if place < completed else State.NOT_STARTED
        entry.measure_states.create(measure=MeasureFactory(task=task), state=state)
    [row] = entry_table(task, [entry.pk]).rows
    assert row[3] == Number(Decimal(percent), 1)
