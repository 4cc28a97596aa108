"""Kills a process that attaches files, over and over, and looks for rows without their file:
``python benchmarks/killing_uploads.py``.

``DATABASE_URL`` names the server; the database is a scratch one with the sample, gone afterwards. Each
process attaches one file after another to one line until it is killed (SIGKILL) at some moment. What it
acknowledged, a line of its output, has to be there; every row's file has to be there with its SHA-256.
Files that no row names are counted. ``KILLS`` says how often.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2021-11-22"

import django

django.setup()

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from benchmarks.scratch import scratch_database
from organizations.models import User
from sample.year.load import load_sample
from tasks.actions.evidence import receive_evidence
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Evidence, Filing

KILLS = int(os.environ.get("KILLS", "20"))
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ROOT = Path(__file__).resolve().parent.parent


def attach(name: str, media: str) -> None:
    """Attach files to lines of a draft until somebody kills this process; each that was kept is told."""
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.MEDIA_ROOT = Path(media)
    filing = Filing.objects.filter(organization__code="44", status=Filing.Status.DRAFT).earliest("pk")
    kind, filer = LINE_KINDS["progress"], User.objects.get(username="gd-filer")
    settings.EVIDENCE_LINE_FILES = 1_000_000
    subject = kind.subjects_of(filing)[0]
    while True:
        content = PDF + os.urandom(50_000)
        upload = ContentFile(content, name="证明.pdf")
        found = receive_evidence(
            filing=filing, kind=kind, subject_id=subject, upload=upload, by=filer, at=timezone.now()
        )
        print(found.evidence.pk, flush=True)


def killed(name: str, media: str, rng: Random) -> list[int]:
    """What one process acknowledged before it was killed."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, __file__, name, media], stdout=said, cwd=ROOT)  # noqa: S603
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and said.seek(0, os.SEEK_END) == 0 and process.poll() is None:
            time.sleep(0.01)
        time.sleep(rng.random() / 2)
        process.kill()
        process.wait()
        said.seek(0)
        return [int(line) for line in said.read().splitlines()]


def main() -> int:
    print(f"Killing {KILLS} processes that attach files, {connection.vendor}, load {os.getloadavg()[0]:.1f}")
    rng = Random(2021)  # noqa: S311 (moments to kill at)
    with tempfile.TemporaryDirectory() as scratch, scratch_database(Path(scratch) / "scratch.sqlite3"):
        load_sample()
        media = Path(scratch) / "media"
        media.mkdir()
        name = str(connection.settings_dict["NAME"])
        acknowledged = {pk for _ in range(KILLS) for pk in killed(name, str(media), rng)}
        rows = {row.pk: row for row in Evidence.objects.all()}
        broken = [row for row in rows.values() if not is_whole(media / row.file.name, row.sha256)]
        named = {media / row.file.name for row in rows.values()}
        orphans = [path for path in media.rglob("*") if path.is_file() and path not in named]
    lost = acknowledged - rows.keys()
    print(
        f"  {len(acknowledged)} acknowledged, {len(lost)} of them lost; {len(broken)} rows without their file"
    )
    print(f"  {len(orphans)} files that no row names, which are harmless")
    return int(bool(lost or broken or not acknowledged))


def is_whole(path: Path, sha256: str) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


if __name__ == "__main__":
    if len(sys.argv) > 1:
        attach(*sys.argv[1:])
    sys.exit(main())
