"""What the tests stand on: the small world is put back as it is made, and nothing of a test outlives it."""

from collections import Counter
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.db.models import Model

from organizations.models import Organization
from tasks.models import Filing
from tests.conftest import IN_BROWSERS, LONGEST, WHOLE_JOB, WITH_PROCESSES
from tests.stored_rows import has_rows, rows_of, tables
from tests.stored_world import stored_world
from tests.world import DAY, World, make_world

ROOT = Path(__file__).resolve().parents[1]
# What the factories count up, and what is salted.
COUNTED = {"code", "order", "path", "password"}


def values_of(world: World) -> dict[str, dict[str, object]]:
    """The objects of a world as plain values, without keys."""
    found = {name: each for name, each in (vars(world) | world.people).items() if isinstance(each, Model)}
    return {
        name: {
            field.name: getattr(each, field.attname)
            for field in each._meta.concrete_fields
            if not (field.is_relation or field.primary_key or field.name in COUNTED)
        }
        for name, each in found.items()
    }


def counts() -> Counter[str]:
    """The rows of every table that has any."""
    return Counter({table: len(list(rows_of(table))) for table in tables() if has_rows(table)})


@pytest.mark.django_db
@time_machine.travel(f"{DAY.isoformat()}T12:00:00+08:00", tick=False)
def test_the_world_put_back_is_the_world_as_it_is_made() -> None:
    with transaction.atomic():
        world = make_world()
        made = counts(), values_of(world)
        transaction.set_rollback(True)
    put_back = stored_world()
    assert (counts(), values_of(put_back)) == made
    assert put_back.filing().organization == put_back.province


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_does_to_the_world_reaches_no_other(world: World, turn: int) -> None:
    untouched(world)
    spoil(world)


@pytest.mark.parametrize("turn", [1, 2])
def test_nor_does_what_a_test_has_committed(transactional_db: None, world: World, turn: int) -> None:
    untouched(world)
    spoil(world)


def untouched(world: World) -> None:
    assert world.province.short_name == "广东"
    assert world.filer.username == "filer"
    assert Organization.objects.get(code="44") == world.province
    assert list(Organization.objects.filter(short_name="改名")) == []
    assert world.filing().status == "draft"


def spoil(world: World) -> None:
    """Change objects and rows, as an unruly test would."""
    Organization.objects.filter(pk=world.province.pk).update(short_name="改名")
    Filing.objects.all().delete()
    world.province.short_name = "改名"
    world.people.clear()


def test_the_files_that_the_set_up_names_are_there() -> None:
    named = [*LONGEST, *WITH_PROCESSES, IN_BROWSERS, WHOLE_JOB]
    assert [path for path in named if not (ROOT / path).exists()] == []
