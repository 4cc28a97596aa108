"""What a backup says of itself: the page that the check after writing and the restoration hold it against."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Self

from guidance_portal.backups.refusal import BackupError

FILE_NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Content:
    """One file of a backup: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Every published figure in one hash; ``differing`` are those that a recomputation does not come to."""

    count: int
    differing: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a database holds at one moment.

    ``migrations`` are the applied ones, ``app.name``; ``guards`` what the database itself enforces: triggers,
    constraints, indexes. ``figures`` is None where the database has the shape of another version of the
    portal, whose code alone can compute them.
    """

    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    guards: tuple[str, ...]
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole page. ``contents`` are the backup's files by their path in it; ``gaps`` say what was wrong
    with the portal's own data when it was copied; ``roles`` own rights in the database (PostgreSQL)."""

    made_at: str
    made_by: str
    version: str
    commit: str
    database: str
    server: str
    roles: tuple[str, ...]
    holdings: Holdings
    contents: Mapping[str, Content]
    has_files: bool
    is_checked: bool
    gaps: tuple[str, ...] = field(default=())
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The page of a backup; raises ``BackupError`` where it is none that this version can read."""
        try:
            return cls.from_json(json.loads((folder / FILE_NAME).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise BackupError(f"{folder} is no complete backup: it has no {FILE_NAME}.") from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise BackupError(f"{folder / FILE_NAME} is damaged. Take another backup.") from None

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        if values["format"] != FORMAT:
            raise BackupError(
                f"The backup has format {values['format']}, this version of the portal reads format {FORMAT}."
                f" Restore it with the version that made it: {values.get('commit') or 'unknown'}."
            )
        holdings = values.pop("holdings")
        figures = holdings["figures"]
        return cls(
            roles=tuple(values.pop("roles")),
            gaps=tuple(values.pop("gaps")),
            holdings=Holdings(
                migrations=tuple(holdings["migrations"]),
                rows={str(table): int(count) for table, count in holdings["rows"].items()},
                guards=tuple(holdings["guards"]),
                figures=None if figures is None else Figures(**figures),
            ),
            contents={inner(path): Content(**entry) for path, entry in values.pop("contents").items()},
            **values,
        )


def inner(path: str) -> str:
    """A path that stays inside the backup; raises ``ValueError`` for any other, which no portal wrote."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\0" in path:
        raise ValueError(path)
    return path
