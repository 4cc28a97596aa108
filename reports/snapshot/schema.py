"""The JSON Schema of a snapshot, made of the very types that are written (JSON Schema 2020-12)."""

from functools import cache
from typing import Any

import msgspec

from reports.snapshot.document import ReportDocument, Value
from reports.snapshot.head import Head
from reports.snapshot.snapshot import SCHEMA
from reports.snapshot.tables import Scalar, TableHead
from reports.snapshot.year import Year

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Annual report of the guidance portal"


class Whole(Value, frozen=True):
    """A snapshot as it stands in its file."""

    schema: str
    head: Head
    year: Year
    documents: dict[str, ReportDocument]
    table_heads: tuple[TableHead, ...]
    tables: dict[str, list[list[Scalar]]]


@cache
def snapshot_schema() -> dict[str, Any]:
    """What every snapshot obeys: every key it must have, and none beside them."""
    _references, components = msgspec.json.schema_components([Whole], ref_template="#/$defs/{name}")
    whole = components.pop("Whole")
    whole["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": DIALECT,
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": TITLE,
        **whole,
        "$defs": components,
    }
