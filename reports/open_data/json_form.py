"""Open data as one file of JSON, and the schema that it obeys."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from reports.open_data.fields import Field, Kind, Resource
from reports.snapshot.tables import Row

SCHEMA_NAME = "open-data/1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
# Decimals are text, so that no program rounds them.
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.STRING: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "string", "pattern": DECIMAL},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
}


def as_json(about: Mapping[str, Any], tables: Mapping[Resource, Sequence[Row]]) -> bytes:
    """What the data are of, and each table as a list of objects."""
    data = {
        resource.key: [dict(zip(resource.keys, row, strict=True)) for row in rows]
        for resource, rows in tables.items()
    }
    return written({"schema": SCHEMA_NAME, "report": about, "tables": data})


def schema(resources: Sequence[Resource]) -> dict[str, Any]:
    """The JSON Schema of the file, with what each column means in both languages."""
    tables = {resource.key: {"type": "array", "items": row_schema(resource)} for resource in resources}
    return {
        "$schema": DIALECT,
        "type": "object",
        "required": ["schema", "report", "tables"],
        "properties": {
            "schema": {"const": SCHEMA_NAME},
            "report": {"type": "object"},
            "tables": {"type": "object", "required": list(tables), "properties": tables},
        },
    }


def row_schema(resource: Resource) -> dict[str, Any]:
    return {
        "type": "object",
        "required": resource.keys,
        "additionalProperties": False,
        "properties": {field.key: field_schema(field) for field in resource.fields},
    }


def field_schema(field: Field) -> dict[str, Any]:
    """The type of a column, which may be empty unless it is always given."""
    found = TYPES[field.kind] | ({"enum": list(field.values)} if field.values else {})
    if not field.is_given:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return {"title": field.titles.zh, "description": field.descriptions.zh, "title_en": field.titles.en} | {
        "description_en": field.descriptions.en,
        **found,
    }


def written(value: object) -> bytes:
    """A value as a file that people can read as well."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
