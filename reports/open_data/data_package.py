"""The description of open data that programs read: a Frictionless Data Package (version 1)."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from reports.gathering.bilingual import in_both
from reports.open_data.fields import Field, Resource
from reports.snapshot.head import Head
from reports.snapshot.tables import Row
from reports.snapshot.year import Name

PROFILE, TABULAR = "data-package", "tabular-data-resource"
DATA, SCHEMA, DESCRIPTOR = "data.json", "schema.json", "datapackage.json"


def about(head: Head) -> dict[str, Any]:
    """Which report the data are of, and how that is checked; nothing of when they were packed."""
    return {
        "year": head.guidance.year,
        "guidance": head.guidance.title,
        "organization": said(head.organization.full_name),
        "document_number": head.document_number,
        "version": head.version,
        "signed_out_on": head.day,
        "is_sample": head.is_sample,
        "verification_code": head.verification.code if head.verification else None,
        "verification_address": head.verification.address if head.verification else None,
    }


def data_package(
    head: Head, tables: Mapping[Resource, Sequence[Row]], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """The descriptor; ``files`` are those that the package holds, by their names."""
    title = in_both(lambda: _("Figures of the annual report of %(year)d") % {"year": head.guidance.year})
    described = {
        "profile": PROFILE,
        "name": f"annual-report-{head.guidance.year}",
        "version": f"{head.version}.0.0",
        **worded(title, None),
        "report": about(head),
        "terms": terms_in_words(),
        "resources": [
            *(resource_of(resource, rows, files) for resource, rows in tables.items()),
            whole_of(files),
        ],
    }
    return described | ({"licenses": [licence()]} if licence() else {})


def resource_of(resource: Resource, rows: Sequence[Row], files: Mapping[str, bytes]) -> dict[str, Any]:
    path = f"{resource.key}.csv"
    return {
        "profile": TABULAR,
        "name": resource.key,
        "path": path,
        **worded(resource.titles, resource.descriptions),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **measured(files[path]),
        "rows": len(rows),
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": {
            "fields": [field_of(field) for field in resource.fields],
            "missingValues": [""],
            **({"primaryKey": list(resource.identity)} if resource.identity else {}),
        },
    }


def whole_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The file that holds all tables, beside the schema that it obeys."""
    title = in_both(lambda: _("All tables in one file"))
    description = in_both(
        lambda: _("The same tables as objects; %(schema)s describes them.") % {"schema": SCHEMA}
    )
    return {
        "name": "data",
        "path": DATA,
        **worded(title, description),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **measured(files[DATA]),
    }


def measured(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def field_of(field: Field) -> dict[str, Any]:
    given: dict[str, Any] = {"required": True} if field.is_given else {}
    if field.values:
        given["enum"] = list(field.values)
    constraints = {"constraints": given} if given else {}
    return {
        "name": field.key,
        "type": field.kind.value,
        **worded(field.titles, field.descriptions),
    } | constraints


def worded(title: Name, description: Name | None) -> dict[str, str]:
    """Title and description: Chinese under the names of the vocabulary, English beside."""
    words = {"title": title.zh, "title_en": title.en}
    if description is not None:
        words |= {"description": description.zh, "description_en": description.en}
    return words


def said(name: Name) -> dict[str, str]:
    return {"zh": name.zh, "en": name.en}


# --- Terms of use -----------------------------------------------------------------------------------
def licence() -> dict[str, str]:
    """The terms by their title and address, as far as the settings state them."""
    stated = {"title": settings.OPEN_DATA_TERMS, "path": settings.OPEN_DATA_TERMS_ADDRESS}
    return {key: text for key, text in stated.items() if text} if stated["path"] else {}


def terms_in_words() -> dict[str, str]:
    """The terms in words, or plainly that none are stated."""
    if settings.OPEN_DATA_TERMS:
        return {"zh": settings.OPEN_DATA_TERMS, "en": settings.OPEN_DATA_TERMS}
    return said(in_both(lambda: _("Not stated: ask the office before you use the data elsewhere.")))
