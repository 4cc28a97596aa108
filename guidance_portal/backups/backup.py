"""A backup is made: the database of one moment, then the files, then the settings, and all of it checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from guidance_portal.backups import environment, files, version
from guidance_portal.backups.contents import Tell, content_of, verify_contents
from guidance_portal.backups.databases import PortalDatabase, portal_database, schema
from guidance_portal.backups.folders import folder_in_the_making
from guidance_portal.backups.holdings import figures_differ, holdings, named_files
from guidance_portal.backups.manifest import Content, Holdings, Manifest
from guidance_portal.backups.refusal import BackupError
from guidance_portal.backups.verification import in_short, verify_copy


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be asked of a backup; each departure from the defaults leaves something out, and it says so.

    ``accept_gaps`` keeps a backup although rows and files do not fit together; ``try_restoring`` is False
    where the server lets nobody create a database to try a dump in.
    """

    with_files: bool = True
    accept_gaps: bool = False
    try_restoring: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What the database held at the moment that was copied; ``named_files`` with the SHA-256 beside them."""

    holdings: Holdings
    roles: tuple[str, ...]
    named_files: Mapping[str, str]


def make_backup(folder: Path, *, wishes: Wishes, made_by: str, tell: Tell) -> Manifest:
    """Make ``folder`` a backup of the portal, complete and checked, or leave nothing.

    The database comes first: a file is stored before its row, so every row finds its file. Raises
    ``BackupError`` and ``OSError``.
    """
    database = portal_database()
    refuse_inside_files(folder)
    if not database.tables():
        raise BackupError(
            f"{database.description()} is empty: there is nothing to back up. Run make setup first."
        )
    with folder_in_the_making(folder) as partial:
        account = copy_database(partial / database.file_name, database, tell)
        contents = {database.file_name: content_of(partial / database.file_name)}
        if wishes.with_files:
            tell("Copying the files")
            contents |= files.copy_out(partial, tell)
        environment.write_settings(partial / environment.FILE_NAME)
        contents[environment.FILE_NAME] = content_of(partial / environment.FILE_NAME)
        verify_contents(partial, contents, tell)
        gaps = files.gaps_in(account.named_files, contents) if wishes.with_files else []
        gaps += flaws_in_copy(partial / database.file_name, database, account.holdings, wishes, tell)
        refuse_gaps(gaps, wishes, tell)
        manifest = account_for(
            account, database=database, contents=contents, gaps=gaps, wishes=wishes, made_by=made_by
        )
        manifest.write(partial)
    return manifest


def refuse_inside_files(folder: Path) -> None:
    if folder.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise BackupError(f"{folder} lies among the files that are backed up. Name a folder elsewhere.")


def copy_database(path: Path, database: PortalDatabase, tell: Tell) -> Account:
    """Copy the database, and account for what it holds, in one and the same moment of it."""
    with database.snapshot():
        tell("Counting rows and computing figures")
        account = Account(holdings(tell), database.roles(), named_files())
        tell("Copying the database")
        database.write(path)
    path.chmod(0o600)
    return account


def flaws_in_copy(
    path: Path, database: PortalDatabase, expected: Holdings, wishes: Wishes, tell: Tell
) -> list[str]:
    """Bring the copy back for a moment and refuse it unless it is the original; what that itself lacks."""
    database.readable(path)
    if not wishes.try_restoring:
        return []
    tell("Trying the copy of the database")
    with database.loaded(path):
        found = verify_copy(expected, tell)
        if figures_differ(expected.figures, found.figures):
            raise BackupError("The figures of the copy are not those of the portal. Take the backup again.")
        return schema.flaws()


def refuse_gaps(gaps: list[str], wishes: Wishes, tell: Tell) -> None:
    """Refuse a backup with gaps unless they are accepted; each is told either way."""
    for gap in gaps:
        tell(gap)
    if gaps and not wishes.accept_gaps:
        raise BackupError(
            f"No backup was kept: {in_short(gaps)}. Mend this, or accept it with --accept-gaps."
        )


def account_for(
    account: Account,
    *,
    database: PortalDatabase,
    contents: Mapping[str, Content],
    gaps: list[str],
    wishes: Wishes,
    made_by: str,
) -> Manifest:
    """The page that goes with the contents of a backup made now."""
    return Manifest(
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        made_by=made_by,
        version=version.portal_version(),
        commit=version.portal_commit(),
        database=database.kind,
        server=database.server(),
        roles=account.roles,
        holdings=account.holdings,
        contents=contents,
        has_files=wishes.with_files,
        is_checked=wishes.try_restoring,
        gaps=tuple(gaps),
    )
