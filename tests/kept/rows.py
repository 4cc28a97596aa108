"""Every row of a database as plain values, and back through the models of the day it was kept on."""

import base64
import datetime as dt
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

Kept = dict[str, Any]
BATCH = 500


def rows_now(apps: Any) -> Kept:
    """The state of the migrations, and the rows of every model of ``apps`` by the model's label."""
    graph = MigrationLoader(connection).graph
    return {
        "migrations": sorted(graph.leaf_nodes()),
        "rows": {label: table for label, model in models_of(apps) if (table := table_of(model))["rows"]},
    }


def models_of(apps: Any) -> Iterator[tuple[str, type[models.Model]]]:
    """Every model with a table of its own, those between many-to-many fields included, by its label."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model._meta.label, model


def table_of(model: type[models.Model]) -> dict[str, Any]:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.order_by("pk").values_list(*names)
    return {"columns": names, "rows": [list(row) for row in rows]}


def load(apps: Any, kept: Kept) -> None:
    """Write the rows into an empty database, whose models are those of ``apps``: of the day on which the rows
    were kept, without the apps that were given up since."""
    by_label = dict(models_of(apps))
    written = [by_label[label] for label in kept["rows"] if label in by_label]
    with transaction.atomic():
        for model in written:
            table = kept["rows"][model._meta.label]
            write(model, table["columns"], table["rows"])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), written):
                cursor.execute(statement)


def write(model: type[models.Model], columns: list[str], rows: list[list[Any]]) -> None:
    """Write rows of one model; what may stand there already, such as a type of content, gives way."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for field in fields.values():
        field.auto_now = field.auto_now_add = False  # type: ignore[attr-defined] (what was kept counts)
    model._default_manager.all().delete()
    model._default_manager.bulk_create(
        (
            model(**{name: fields[name].to_python(value) for name, value in zip(columns, row, strict=True)})
            for row in rows
        ),
        batch_size=BATCH,
    )


def write_file(path: Path, kept: Kept) -> None:
    """The same rows give the same bytes."""
    text = json.dumps(kept, default=as_text, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def as_text(value: Any) -> str:
    """Instants to the microsecond, numbers with all their digits, bytes as base64."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def read_file(path: Path) -> Kept:
    kept: Kept = json.loads(gzip.decompress(path.read_bytes()))
    return kept
