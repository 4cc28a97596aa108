"""Workers in processes of their own, exports for them to make, and whether all came out right.

Set up Django before importing this; ``DATA_DIR`` names a folder that may go afterwards.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from background.models import Job
from organizations.models import User
from reports.actions import request_export
from reports.models import Export, FormKey
from tasks.models import Guidance

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 180


def database_url() -> str:
    """The database at hand, as the environment names one."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def start_worker(log: Path, lease_seconds: int) -> "subprocess.Popen[str]":
    """The portal's real worker over the database at hand."""
    told = {"DATABASE_URL": database_url(), "JOB_LEASE_SECONDS": str(lease_seconds), "LOG_LEVEL": "INFO"}
    command = [sys.executable, "manage.py", "run_worker", "--interval", "0.1"]
    with log.open("a", encoding="utf-8") as file:
        return subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=ROOT, env=os.environ | told, stdout=file, stderr=file, text=True
        )


def order_export() -> Export:
    """The administrator asks for the office's report of the sample year as a workbook."""
    administrator = User.objects.get(username="admin")
    return request_export(
        guidance=Guidance.objects.get(),
        organization=administrator.organizations_held[0],
        forms=[FormKey.XLSX],
        language="zh-hans",
        by=administrator,
        at=timezone.now(),
    )


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Wait for something to come about, and end the trial when it does not."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit(f"Waited {PATIENCE_SECONDS} s in vain: {what}")
        time.sleep(0.02)


def are_all_finished() -> bool:
    return not (Export.objects.unfinished().exists() or Job.objects.unfinished().exists())


def faults() -> list[str]:
    """What is wrong with the exports and their files, one line each."""
    found, files = [], {}
    for export in Export.objects.all():
        if export.status == Export.Status.DONE:
            files[export.file.name] = export.sha256
        elif export.status != Export.Status.FAILED or not export.problem:
            found.append(f"export {export.pk} is {export.status}: {export.problem or 'no sentence'}")
    media = Path(settings.MEDIA_ROOT)
    stored = {path.relative_to(media).as_posix(): path for path in media.rglob("*") if path.is_file()}
    found += [f"the file {name} is gone" for name in files.keys() - stored.keys()]
    found += [f"the file {name} was left behind" for name in stored.keys() - files.keys()]
    for name in files.keys() & stored.keys():
        if hashlib.sha256(stored[name].read_bytes()).hexdigest() != files[name]:
            found.append(f"the file {name} is not what its checksum says")
    return found


def summary() -> str:
    counts = {status: Export.objects.filter(status=status).count() for status in ("done", "failed")}
    return f"{counts['done']} exports done, {counts['failed']} failed with a sentence"
