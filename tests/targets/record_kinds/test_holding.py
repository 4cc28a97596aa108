"""Before rows are compared with what stands, nobody else changes it any more."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from organizations.record_kinds.kind import RecordKind
from organizations.record_kinds.person_records import PersonRecords
from organizations.record_kinds.weighing import RecordChoice, take_over, weighed
from targets.record_kinds.goals import GoalRecords
from targets.record_kinds.indicators import IndicatorRecords
from targets.record_kinds.shares import ShareRecords
from tests.organizations.record_kinds.there_and_back import act, downloaded, edited, read
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


def test_they_are_held_before_they_are_read_when_tried_and_when_taken_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = downloaded(PersonRecords(), world.administrator)
    rows = read(PersonRecords(), edited(content, lambda sheet: sheet.put("filer", name="新名"))).rows
    asked: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(PersonRecords, "hold", lambda _kind, keys: asked.append(("hold", list(keys))))
    records = PersonRecords.records
    monkeypatch.setattr(
        PersonRecords,
        "records",
        lambda kind, by, keys: asked.append(("read", list(keys))) or records(kind, by, keys),
    )
    weighed(PersonRecords(), rows, act(world.administrator))
    take_over(PersonRecords(), rows, None, RecordChoice({}), act(world.administrator))
    assert asked == [("hold", ["filer"]), ("read", ["filer"])] * 2
