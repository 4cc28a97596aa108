"""What is written once: no way to change, remove or replace a row, on either database, whoever asks."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from organizations.append_only import allow_changes, forbid_changes
from organizations.models.append_only import (
    ADMIN_LOG,
    append_only_models,
    append_only_tables,
    unguarded_tables,
)
from tasks.models import FilingEvent
from tests.clearing import FLUSH
from tests.world import World
from tests.written_once import write_everything_once

MODELS = append_only_models()
REFUSED = "is append-only: {} is refused"
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")


@pytest.fixture
def written(world: World) -> World:
    """The small world with a row in every append-only table."""
    write_everything_once(world)
    return world


def execute(statement: str) -> None:
    """Run a statement that has to fail, so that the test's own transaction goes on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_every_append_only_table_has_its_rules_after_all_migrations() -> None:
    assert unguarded_tables() == []
    assert {model.__name__ for model in MODELS} >= {
        "FilingEvent",
        "FilingSnapshot",
        "LineRevision",
        "Amendment",
        "RemarkStep",
        "Remark",
        "LineSeen",
        "Evidence",
        "AllocationVersion",
        "AccountEvent",
    }
    assert {ADMIN_LOG, "tasks_amendment_affected"} <= set(append_only_tables())


@pytest.mark.parametrize("model", MODELS)
def test_no_column_is_changed_but_those_that_may(written: World, model: type[models.Model]) -> None:
    changing = model.CHANGING  # type: ignore[attr-defined]
    for column in (field.column for field in model._meta.concrete_fields):
        statement = f"UPDATE {model._meta.db_table} SET {column} = {column}"  # noqa: S608 (the model's names)
        if column in changing:
            execute(statement)
        else:
            with pytest.raises(IntegrityError, match=REFUSED.format("UPDATE")):
                execute(statement)


@pytest.mark.parametrize("table", append_only_tables())
def test_no_row_is_removed(written: World, table: str) -> None:
    with pytest.raises(IntegrityError, match=REFUSED.format("DELETE")):
        execute(f"DELETE FROM {table}")  # noqa: S608 (the portal's own names)


@ON_POSTGRESQL
@pytest.mark.parametrize("table", append_only_tables())
def test_no_table_is_emptied_at_once(written: World, table: str) -> None:
    with pytest.raises(IntegrityError, match=REFUSED.format("TRUNCATE")):
        execute(f"TRUNCATE {table} CASCADE")


@ON_POSTGRESQL
def test_nothing_is_emptied_by_way_of_what_it_belongs_to(written: World) -> None:
    with pytest.raises(IntegrityError, match=REFUSED.format("TRUNCATE")):
        execute("TRUNCATE tasks_filing CASCADE")


@ON_SQLITE
@pytest.mark.parametrize("table", append_only_tables())
def test_no_row_is_replaced(written: World, table: str) -> None:
    with pytest.raises(IntegrityError, match=REFUSED.format("DELETE")):
        execute(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 (the portal's own names)


def test_flushing_the_portal_is_refused(written: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseDatabaseOperations, "execute_sql_flush", FLUSH)
    with pytest.raises(CommandError, match="couldn't be flushed"), transaction.atomic():
        call_command("flush", interactive=False)
    assert FilingEvent.objects.exists()


@pytest.mark.django_db
def test_a_table_that_lost_its_rules_is_found_and_gets_them_again() -> None:
    editor = SimpleNamespace(connection=connection, execute=lambda statement, params: execute(statement))
    allow_changes("tasks_filingevent")(None, editor)
    assert unguarded_tables() == ["tasks_filingevent"]
    forbid_changes("tasks_filingevent")(None, editor)
    assert unguarded_tables() == []


@ON_POSTGRESQL
@pytest.mark.django_db
def test_a_rule_that_its_owner_switched_off_is_found() -> None:
    execute("ALTER TABLE tasks_filingevent DISABLE TRIGGER tasks_filingevent_no_truncate")
    assert unguarded_tables() == ["tasks_filingevent"]
