"""What a database holds, read where the default connection stands, and how two such accounts differ."""

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from guidance_portal.backups.contents import Tell
from guidance_portal.backups.databases import schema
from guidance_portal.backups.figures import published_figures
from guidance_portal.backups.manifest import Figures, Holdings


def holdings(tell: Tell) -> Holdings:
    """Everything that a copy must have as well; figures only where this code fits the database."""
    migrations = applied_migrations()
    fits = set(migrations) == known_migrations()
    return Holdings(
        migrations=migrations,
        rows=rows_per_table(),
        guards=schema.guards(),
        figures=published_figures(tell) if fits else None,
    )


def applied_migrations() -> tuple[str, ...]:
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def known_migrations() -> set[str]:
    """The migrations that this version of the portal has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes}


def rows_per_table() -> dict[str, int]:
    """One query a table."""
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 (quoted)
            (counts[table],) = cursor.fetchone()
    return counts


def differences(expected: Holdings, found: Holdings) -> list[str]:
    """How a copy differs from what it was made of, a sentence each; figures are compared apart."""
    said = []
    for table in sorted({*expected.rows, *found.rows}):
        before, after = expected.rows.get(table), found.rows.get(table)
        if before != after:
            said.append(f"table {table} has {counted(after)}, not {counted(before)}")
    for kind, before_names, after_names in (
        ("migration", set(expected.migrations), set(found.migrations)),
        ("rule", set(expected.guards), set(found.guards)),
    ):
        said += [f"the {kind} {name} is missing" for name in sorted(before_names - after_names)]
        said += [f"the {kind} {name} is too many" for name in sorted(after_names - before_names)]
    return said


def counted(rows: int | None) -> str:
    return "no place" if rows is None else f"{rows} rows"


def figures_differ(expected: Figures | None, found: Figures | None) -> bool:
    """Whether both are known and not the same."""
    return expected is not None and found is not None and expected != found


def named_files() -> dict[str, str]:
    """The files that rows name, with the SHA-256 that stands beside, empty where none does.

    Columns that another version of the portal has not made yet are passed over.
    """
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models():
            if model._meta.db_table in tables:
                description = connection.introspection.get_table_description(cursor, model._meta.db_table)
                found |= files_of(model, {column.name for column in description})
    return found


def files_of(model: type[models.Model], columns: set[str]) -> dict[str, str]:
    own = {field.name: field for field in model._meta.local_concrete_fields if field.column in columns}
    found: dict[str, str] = {}
    for name, field in own.items():
        if isinstance(field, models.FileField):
            wanted = [name, "sha256"] if "sha256" in own else [name]
            rows = model._base_manager.exclude(**{name: ""}).values_list(*wanted).order_by()
            found |= {row[0]: row[1] if len(row) > 1 else "" for row in rows.iterator()}
    return found
