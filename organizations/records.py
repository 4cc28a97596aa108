"""Organizations as files bring them, checked before anything is written."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from organizations.models import Organization
from texts.incoming import incoming_values, one_line

TEXTS = ("code", "name", "short_name", "english_name", "kind")


class BadRecords(Exception):  # noqa: N818 (a refusal, not a fault)
    """The data cannot be loaded; the text is one line that says what stands where."""


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """One organization to be; ``parent`` is the code it files to, None for the office."""

    code: str
    name: str
    short_name: str
    english_name: str
    kind: str
    parent: str | None
    aliases: tuple[str, ...] = ()

    def unsaved(self) -> Organization:
        """The organization without its place in the tree."""
        return Organization(
            code=self.code,
            name=self.name,
            short_name=self.short_name,
            english_name=self.english_name,
            kind=self.kind,
            aliases=list(self.aliases),
        )


def read_json_list(path: Path) -> list[Any]:
    """The list that a JSON file holds, its texts through the gate. Raises ``BadRecords`` if it has none."""
    try:
        data = incoming_values(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise BadRecords(f"{path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadRecords(f"{path} is not a JSON file.") from None
    if not isinstance(data, list) or not data:
        raise BadRecords(f"{path} holds no list of records.")
    return data


def parse_records(data: Iterable[Any]) -> list[OrganizationRecord]:
    """Records of the shape of ``fixtures/organizations.json``. Raises ``BadRecords``."""
    return [parse_record(place, item) for place, item in enumerate(data, start=1)]


def parse_record(place: int, item: Any) -> OrganizationRecord:
    """One record; ``place`` counts from 1 and stands in the message."""
    if not isinstance(item, dict):
        raise BadRecords(f"Record {place} is no object.")
    for name in TEXTS:
        if not isinstance(item.get(name), str) or not item[name].strip():
            raise BadRecords(f"Record {place} has no “{name}”.")
    parent, aliases = item.get("parent"), item.get("aliases", [])
    if parent is not None and not isinstance(parent, str):
        raise BadRecords(f"Record {place}: “parent” must be a code or null.")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise BadRecords(f"Record {place}: “aliases” must be a list of names.")
    return OrganizationRecord(
        **{name: one_line(item[name]).strip() for name in TEXTS}, parent=parent, aliases=tuple(aliases)
    )
