"""A workbook that is taken over while somebody else writes in the filing (design R1, R3): one comes after
the other, and nothing of either is lost."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from organizations.models import User
from tasks.actions import save_line
from tasks.actions.import_lines import Imported, LinesRefused, import_lines
from tasks.errors import StaleLine
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, LineRevision
from tests.races import Act, at_once
from tests.stored_world import stored_world
from tests.tasks.line_imports.files import FILE, file_of, on_target
from tests.world import World


@pytest.fixture
def busy_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions and a running clock."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    return stored_world()


def take_over(world: World, value: str, by: User) -> Act:
    """Take over a workbook that was made before anybody had said anything."""
    edits = file_of(world.filing(), on_target(world.pledge, {"value": value}))
    filing = world.filing()
    return partial(import_lines, filing=filing, edits=edits, seen=None, by=by, at=timezone.now(), file=FILE)


def typed(world: World, value: str, by: User) -> Act:
    """Save the same line in the browser."""
    kind = LINE_KINDS["measurement"]

    def content(line: object) -> dict[str, object]:
        form = kind.form(line, {"value": value})
        assert form.is_valid()
        return form.cleaned_data

    return partial(
        save_line,
        kind=kind,
        filing=world.filing().pk,
        subject=world.pledge.pk,
        expected_version=0,
        content=content,
        by=by,
        at=timezone.now(),
    )


def values_kept(filing: Filing) -> list[str]:
    return [revision.content["value"] for revision in LineRevision.objects.filter(filing=filing)]


def test_of_two_workbooks_on_one_line_one_is_taken_over_and_the_other_told(busy_world: World) -> None:
    world = busy_world
    answers = at_once(take_over(world, "7", world.filer), take_over(world, "9", world.colleague))
    assert sum(isinstance(answer, Imported) for answer in answers) == 1
    assert sum(isinstance(answer, LinesRefused) for answer in answers) == 1
    line = world.filing().measurements.get()
    assert line.version == 1
    assert values_kept(world.filing()) == [f"{line.value:f}".rstrip("0").rstrip(".")]


def test_the_same_workbook_twice_at_once_is_taken_over_once(busy_world: World) -> None:
    world = busy_world
    answers = at_once(take_over(world, "7", world.filer), take_over(world, "7", world.filer))
    assert sorted(len(answer.lines) for answer in answers if isinstance(answer, Imported)) == [0, 1]
    assert world.filing().measurements.get().version == 1


def test_a_workbook_and_the_browser_on_one_line_lose_nothing(busy_world: World) -> None:
    world = busy_world
    answers = at_once(take_over(world, "7", world.filer), typed(world, "9", world.colleague))
    refused = [answer for answer in answers if isinstance(answer, LinesRefused | StaleLine)]
    assert len(refused) == 1
    assert world.filing().measurements.get().version == 1
    assert len(values_kept(world.filing())) == 1
