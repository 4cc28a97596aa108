"""What a draft, a returned or a waiting filing says is in no long table where it is not to be told (R22)."""

from typing import TYPE_CHECKING

import pytest

from tasks.models import Filing, ProgressEntry
from tests.reports.tables.reading import scope_of, table_records, text_of
from tests.world import DAY

if TYPE_CHECKING:
    from tests.world import World


@pytest.mark.parametrize(
    ("status", "with_submitted", "is_told"),
    [
        ("draft", True, False),
        ("returned", True, False),
        ("submitted", False, False),
        ("submitted", True, True),
        ("approved", False, True),
    ],
)
def test_what_is_not_to_be_told_is_in_no_table(
    world: "World", status: str, with_submitted: bool, is_told: bool
) -> None:
    filing = world.approve(world.filing(), value="777.77")
    ProgressEntry.objects.filter(filing=filing).update(achievements="尚未公开的话")
    nobody = {"approved_at": None, "approved_by": None} if status != "approved" else {}
    Filing.objects.filter(pk=filing.pk).update(status=status, **nobody)
    text = text_of(scope_of(world, DAY, "CNIPA", with_submitted=with_submitted))
    assert ["777.77" in text, "尚未公开的话" in text] == [is_told, is_told]


def test_each_submitted_row_is_marked(world: "World") -> None:
    world.submit(world.filing())
    scope = scope_of(world, DAY, "CNIPA", with_submitted=True)
    for key in ("figures", "task_texts", "task_standings"):
        told = [row for row in table_records(scope, key) if row["organization_code"] == "44"]
        marked = {row["status_en"] for row in told if row["period_en"] == "Third quarter of 2021"}
        assert marked == {"Submitted"}
