"""A backup comes back: everything beside the portal's own first, checked there, then swapped in."""

import os
import pwd
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections

from guidance_portal.backups import environment, files, version
from guidance_portal.backups.contents import Tell, sync, verify_contents
from guidance_portal.backups.databases import PortalDatabase, portal_database
from guidance_portal.backups.folders import dated_name
from guidance_portal.backups.holdings import figures_differ, known_migrations
from guidance_portal.backups.manifest import Content, Manifest
from guidance_portal.backups.refusal import BackupError
from guidance_portal.backups.verification import in_short, verify_copy


@dataclass(frozen=True, slots=True)
class Restoration:
    """A backup that was read through and fits this portal, on its way back.

    ``stamp`` marks what is put aside; with ``replace_settings`` the backup's settings become the portal's.
    """

    folder: Path
    manifest: Manifest
    database: PortalDatabase
    replace_settings: bool
    tell: Tell
    stamp: str = field(default_factory=dated_name)

    @property
    def files(self) -> dict[str, Content]:
        """The backup's own copies of the portal's files."""
        prefix = f"{files.FOLDER}/"
        return {path: entry for path, entry in self.manifest.contents.items() if path.startswith(prefix)}

    @property
    def media(self) -> Path | None:
        """The folder of the portal's files, None where they lie in a bucket."""
        return None if settings.FILES_BUCKET else Path(settings.MEDIA_ROOT).resolve()

    def overwritten(self) -> list[str]:
        """What the portal has already, in words; empty where the backup comes back to an empty one."""
        found = []
        if tables := self.database.tables():
            found.append(f"{self.database.description()} with {tables} tables")
        if self.manifest.has_files:
            place = settings.FILES_BUCKET or self.media
            if next(files.stored_names(default_storage), None) is not None:
                found.append(f"the files in {place}")
        return found


def read_backup(folder: Path, *, replace_settings: bool, tell: Tell) -> Restoration:
    """Read a backup through; refuse it where it is damaged or does not fit this database or version."""
    manifest = Manifest.read(folder)
    database = portal_database()
    if manifest.database != database.kind:
        raise BackupError(
            f"The backup is of a {manifest.database} database, the portal uses {database.description()}."
            " Set DATABASE_URL to one of the backup's kind."
        )
    unknown = sorted(set(manifest.holdings.migrations) - known_migrations())
    if unknown:
        raise BackupError(
            f"The backup is of a newer version of the portal: this one does not know {in_short(unknown)}."
            f" Check out {manifest.commit or 'the version that made it'} first."
        )
    tell("Reading the backup through")
    verify_contents(folder, manifest.contents, tell)
    database.readable(folder / database.file_name)
    return Restoration(folder, manifest, database, replace_settings, tell)


def restore(restoration: Restoration) -> list[str]:
    """Make the portal what the backup holds; what was done, in sentences.

    The old database and files stay, under other names. Whatever fails before the swap leaves the portal as it
    was. Raises ``BackupError`` and ``OSError``.
    """
    database, source = restoration.database, restoration.folder
    refuse_wrong_person()
    refuse_mounted(restoration.media)
    connections.close_all()
    database.refuse_in_use()
    with ExitStack() as putting_away:
        restoration.tell("Bringing the database back beside the portal's own")
        staged = database.stage(source / database.file_name, restoration.stamp, restoration.manifest.roles)
        putting_away.callback(database.discard, staged)
        told = check_staged(restoration, staged)
        media = stage_files(restoration, putting_away)
        settings_beside = environment.lay_beside(source / environment.FILE_NAME)
        told += swap(restoration, staged, media)
        putting_away.pop_all()
    if absent := database.absent_roles(restoration.manifest.roles):
        told.append(
            f"The server has no role {', '.join(absent)}, so all rights in the database were left out."
            " Grant them anew (deploy/README.md)."
        )
    return told + settle_settings(restoration, settings_beside) + remarks_of(restoration.manifest)


def refuse_wrong_person() -> None:
    """Refuse whoever would leave files that the portal cannot open."""
    owner = settings.DATA_DIR.stat().st_uid
    if os.geteuid() != owner:
        raise BackupError(f"{settings.DATA_DIR} belongs to the user {name_of(owner)}: run this as that user.")


def name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def refuse_mounted(media: Path | None) -> None:
    """Refuse a folder of files that cannot be renamed, before anything was done."""
    if media is not None and media.is_mount():
        raise BackupError(
            f"{media} is a disk of its own, which cannot be swapped. Mount it at {media.parent}."
        )


def check_staged(restoration: Restoration, staged: str) -> list[str]:
    """Hold what was staged against the manifest, and say what this version cannot tell of it.

    Another version may compute figures otherwise; the same one may not.
    """
    manifest = restoration.manifest
    with restoration.database.opened(staged):
        found = verify_copy(manifest.holdings, restoration.tell)
    is_same = manifest.commit == version.portal_commit()
    if figures_differ(manifest.holdings.figures, found.figures):
        if is_same:
            raise BackupError(
                "The figures that were brought back are not those of the backup. Nothing was changed."
            )
        said = (
            f"This version computes other figures than {manifest.commit or 'the one that made the backup'}:"
        )
        return [f"{said} manage.py recompute_rollups --check says whether they are right."]
    if wanting := known_migrations() - set(found.migrations):
        said = f"The backup is of an older version, by {len(wanting)} migrations: make setup updates it."
        return [f"{said} To go back to that version itself, check out {manifest.commit or 'it'} instead."]
    return []


def stage_files(restoration: Restoration, putting_away: ExitStack) -> Path | None:
    """Bring the files back beside the portal's own; a bucket has no folder to swap and takes them at once."""
    if not restoration.manifest.has_files:
        return None
    restoration.tell("Bringing the files back")
    media = restoration.media
    if media is None:
        files.copy_into_storage(restoration.folder, restoration.files, restoration.tell)
        return None
    staged = media.with_name(f"{media.name}.restored-{restoration.stamp}")
    putting_away.callback(shutil.rmtree, staged, ignore_errors=True)
    files.copy_into_folder(restoration.folder, restoration.files, staged, restoration.tell)
    return staged


def swap(restoration: Restoration, staged: str, media: Path | None) -> list[str]:
    """Put the files in their place, then the database; where that fails the files go back."""
    told = []
    with ExitStack() as going_back:
        if media is not None and restoration.media is not None:
            kept_files = swap_folders(media, restoration.media, restoration.stamp)
            going_back.callback(swap_folders_back, media, restoration.media, kept_files)
            told += [f"The files before are kept in {kept_files}."] if kept_files else []
        kept = restoration.database.swap(staged, restoration.stamp)
        going_back.pop_all()
    return [*([f"The database before is kept as {kept}."] if kept else []), *told]


def swap_folders(staged: Path, used: Path, stamp: str) -> Path | None:
    """Let a folder take another's place; where the other is kept, if there was one."""
    kept = used.with_name(f"{used.name}.before-{stamp}") if used.exists() else None
    if kept is not None:
        used.rename(kept)
    staged.rename(used)
    sync(used.parent)
    return kept


def swap_folders_back(staged: Path, used: Path, kept: Path | None) -> None:
    used.rename(staged)
    if kept is not None:
        kept.rename(used)


def settle_settings(restoration: Restoration, beside: Path | None) -> list[str]:
    """Say where the settings are that differ; with ``replace_settings`` make them the portal's."""
    if beside is None:
        return []
    names = environment.differing(environment.read_settings(beside))
    told = f"Settings that differ from the backup's: {', '.join(names)}."
    if not restoration.replace_settings:
        return [told, f"The backup's are in {beside}; the portal goes on with its own."]
    kept = environment.adopt(beside, stamp=restoration.stamp)
    return [told, f"The backup's are the portal's now{f', those before are in {kept}' if kept else ''}."]


def remarks_of(manifest: Manifest) -> list[str]:
    """What the backup itself says that it lacks."""
    told = []
    if not manifest.has_files:
        told.append("The backup holds no files: those of the bucket or folder stay as they are.")
    if not manifest.is_checked:
        told.append("The backup was made without trying its database; it was tried now.")
    if manifest.gaps:
        told.append(f"The portal had gaps when it was copied: {in_short(list(manifest.gaps))}.")
    return told
