"""What has to stand before the portal can serve: each step looks first, and does nothing twice."""

import hashlib
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import CheckMessage, Tags, run_checks
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from guidance_portal.production import SIGNING
from guidance_portal.roles import as_owner, grant_to_portal
from guidance_portal.web_server import ADDRESS
from organizations.models import User
from reports.closing_filings import queue_what_is_unfrozen
from reports.indexing import queue_what_is_unindexed
from reports.signing.private_keys import make_key
from sample.year.load import load_sample
from sample.year.people import SignIn, sign_ins


def is_port_free(port: int) -> bool:
    """Whether a server could listen on a port of this machine's loopback address."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def make_folders() -> None:
    """Create the folders that the portal writes to."""
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)


def make_signing_key() -> None:
    """Make a key to try signatures with; in production the office makes its own and keeps it."""
    if not settings.IS_PRODUCTION:
        make_key(settings.SIGNING_KEY_FILE)


def collect_assets() -> bool:
    """Collect the static files for the web server unless none has changed; whether it did."""
    mark = settings.DATA_DIR / "static.sha256"
    current = fingerprint_of_assets()
    if Path(settings.STATIC_ROOT).exists() and mark.exists() and mark.read_text() == current:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(current)
    return True


def fingerprint_of_assets() -> str:
    """A hash over name, size and time of every static file of the portal and its packages."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]["BACKEND"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def apply_migrations() -> int:
    """Bring the database to the shape of this version, as its owner, and let the portal's role do its work in
    it; how many migrations that took."""
    with as_owner():
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
        grant_to_portal()
    return len(waiting)


def warnings() -> list[CheckMessage]:
    """What a production server's database does not promise, and whether it signs; asked there only."""
    if not settings.IS_PRODUCTION:
        return []
    return run_checks(
        tags=[Tags.database, SIGNING], include_deployment_checks=True, databases=[DEFAULT_DB_ALIAS]
    )


def add_sample() -> bool:
    """Load the sample into a portal that holds no guidance; never in production."""
    return not settings.IS_PRODUCTION and load_sample() is not None


def queue_reports() -> int:
    """Let the worker freeze the reports of what was approved before; how many."""
    return queue_what_is_unfrozen()


def queue_texts() -> int:
    """Let the worker read what was approved before filings were searched; how many."""
    return queue_what_is_unindexed()


def sample_sign_ins() -> list[SignIn]:
    """The sample people to sign in as, of those who are there (one query)."""
    known = set(User.objects.filter(is_sample=True, is_active=True).values_list("username", flat=True))
    return [person for person in sign_ins() if person.username in known]
