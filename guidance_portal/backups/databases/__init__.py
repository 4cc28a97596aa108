"""The two kinds of database that the portal runs on, as backup and restoration see them."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection

from guidance_portal.backups.databases.postgresql import PostgresqlDatabase
from guidance_portal.backups.databases.sqlite import SqliteDatabase


class PortalDatabase(Protocol):
    """The database of the portal's settings, whichever kind it is."""

    kind: str
    file_name: str

    def server(self) -> str:
        """Which program keeps it, with its version."""

    def snapshot(self) -> AbstractContextManager[None]:
        """One moment of the database, in which the default connection stands while people go on writing."""

    def roles(self) -> tuple[str, ...]:
        """Who has rights in it, within a snapshot."""

    def write(self, path: Path) -> None:
        """Write the snapshot to a new file."""

    def readable(self, path: Path) -> None:
        """Refuse a file that is not whole, as far as that can be seen without bringing it back."""

    def loaded(self, path: Path) -> AbstractContextManager[None]:
        """What a file holds, brought back for the length of a block; the default connection stands in it."""

    def description(self) -> str:
        """The database as people know it: its kind, name and place, never its password."""

    def tables(self) -> int:
        """How many tables it has; 0 where it is empty or not there yet."""

    def refuse_in_use(self) -> None:
        """Refuse while somebody else is connected."""

    def stage(self, path: Path, stamp: str, roles: tuple[str, ...]) -> str:
        """Bring a file back beside the portal's database, and name the place."""

    def absent_roles(self, roles: tuple[str, ...]) -> list[str]:
        """Those of ``roles`` that the server does not know: what was staged lacks their rights."""

    def opened(self, staged: str) -> AbstractContextManager[None]:
        """What was staged, with the default connection in it."""

    def discard(self, staged: str) -> None:
        """Remove what was staged, if it is there."""

    def swap(self, staged: str, stamp: str) -> str | None:
        """Make what was staged the portal's database in one step; where the old one, if any, is kept."""


def portal_database() -> PortalDatabase:
    """The database that the portal uses, by its own settings: what a shell has set besides plays no part."""
    if connection.vendor == "postgresql":
        return PostgresqlDatabase(getattr(settings, "DATABASE_OWNER_URL", ""))
    return SqliteDatabase(Path(str(connection.settings_dict["NAME"])))
