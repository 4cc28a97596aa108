"""Before rows are compared with what stands, nobody else changes it any more."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from organizations.record_kinds.kind import RecordKind
from targets.record_kinds.goals import GoalRecords
from targets.record_kinds.indicators import IndicatorRecords
from targets.record_kinds.shares import ShareRecords
from tests.world import World


@pytest.mark.parametrize(
    ("key", "tables"),
    [
        ("indicators", ["tasks_guidance", "targets_indicator"]),
        ("goals", ["tasks_guidance"]),
        ("shares", ["targets_target"]),
    ],
)
def test_what_rows_are_about_is_held_in_the_order_of_the_actions(
    world: World, key: str, tables: list[str]
) -> None:
    """Where the database locks rows; the embedded one lets one write at a time."""
    kinds: dict[str, RecordKind] = {
        "indicators": IndicatorRecords(),
        "goals": GoalRecords(world.guidance),
        "shares": ShareRecords(world.guidance),
    }
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        kinds[key].hold([world.pledge.indicator.code])
    held = [query["sql"].partition(" FROM ")[2] for query in asked if "FOR UPDATE" in query["sql"]]
    locks = connection.features.has_select_for_update
    assert [table.split('"')[1] for table in held] == (tables if locks else [])
