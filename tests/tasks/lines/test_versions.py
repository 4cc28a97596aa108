"""What stands beside a filing is looked up by its keys, never among the snapshots of all filings."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.actions import open_period
from tasks.lines.versions import versions_beside
from tasks.models import Filing
from tests.factories import SecondQuarterFactory
from tests.world import World


def test_each_version_has_a_question_of_its_own(world: World) -> None:
    second = SecondQuarterFactory(guidance=world.guidance)
    open_period(period=second)
    earlier = Filing.objects.get(period=second, organization=world.province)
    filing = world.filing(world.province)
    assert versions_beside(filing, ()).period is None
    world.submit(earlier)
    with CaptureQueriesContext(connection) as asked:
        versions = versions_beside(filing, ())
    assert versions.period is not None
    assert versions.period.snapshot.filing == earlier
    assert versions.returned is None
    assert len(asked) == 1
    assert " OR " not in asked[0]["sql"]
    assert "source_text" not in asked[0]["sql"]


def test_nothing_is_asked_for_before_the_first_period(world: World) -> None:
    filing = world.filing(world.province)
    filing.period.order = 1
    with CaptureQueriesContext(connection) as asked:
        assert versions_beside(filing, ()).period is None
    assert not asked
