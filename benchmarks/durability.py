"""What it costs that a save outlasts a power cut: ``python benchmarks/durability.py``.

``DATABASE_URL`` names the server; the database is a scratch one with the sample, on disk, gone afterwards.
Saves one line over and over, by turns without waiting for the disk and with, so that both meet the same load;
and stores files of evidence in both ways. It needs the assets that ``manage.py prepare`` collects.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")

import django

django.setup()

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.scratch import analyze, scratch_database
from guidance_portal.durable_storage import DurableStorage
from organizations.models import User
from sample.year.load import load_sample
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing

ROUNDS = 200
WARM_UP = 20
SAVED = 200
FILE = 200_000
WAYS = {
    "sqlite": {"NORMAL": "PRAGMA synchronous = NORMAL", "FULL": "PRAGMA synchronous = FULL"},
    "postgresql": {"off": "SET synchronous_commit = off", "on": "SET synchronous_commit = on"},
}[connection.vendor]


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000


def saves(filing: Filing) -> dict[str, list[float]]:
    """What each save of a line takes, the two ways by turns."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="gd-filer"), backend="organizations.backends.RoleBackend")
    kind = LINE_KINDS["progress"]
    subject = kind.subjects_of(filing)[0]
    version = kind.line_of(filing, subject).version
    url = reverse("tasks:line-edit", args=[filing.pk, kind.key, subject])
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(2 * (ROUNDS + WARM_UP)):
        way = list(WAYS)[turn % 2]
        with connection.cursor() as cursor:
            cursor.execute(WAYS[way])
        data = {"version": version + turn, "note": "说明", "achievements": f"稿{turn}"}

        def save(data: dict[str, object] = data) -> None:
            response = client.post(url, data, headers={"HX-Request": "true"})
            if response.status_code != SAVED:
                raise SystemExit(f"A save failed: {response.content.decode()}")

        taken[way].append(milliseconds(save))
    return {way: times[WARM_UP:] for way, times in taken.items()}


def files(folder: Path) -> dict[str, list[float]]:
    """What storing a file takes, the two ways by turns."""
    storages = {"as it comes": FileSystemStorage(folder / "a"), "on the disk": DurableStorage(folder / "b")}
    taken: dict[str, list[float]] = {way: [] for way in storages}
    content = os.urandom(FILE)
    for turn in range(2 * ROUNDS):
        way = list(storages)[turn % 2]
        name = f"evidence/{turn % 10}/{turn}.pdf"
        taken[way].append(milliseconds(lambda: storages[way].save(name, ContentFile(content))))  # noqa: B023
    return taken


def tell(what: str, taken: dict[str, list[float]]) -> None:
    """The two ways side by side, and what the second takes more at the median of the pairs."""
    for way, times in taken.items():
        slow = statistics.quantiles(times, n=20)[-1]
        print(f"  {what:<22} {way:<12} median {statistics.median(times):5.1f} ms, 95 % within {slow:5.1f} ms")
    pairs = zip(*taken.values(), strict=True)
    print(f"  {what:<22} the second takes {statistics.median(b - a for a, b in pairs):+.2f} ms more")


def main() -> None:
    print(f"Waiting for the disk, {connection.vendor}, load {os.getloadavg()[0]:.1f}: {ROUNDS} of each")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as scratch:
        folder = Path(scratch)
        with scratch_database(folder / "scratch.sqlite3"):
            load_sample()
            analyze()
            drafts = Filing.objects.filter(organization__code="44", status=Filing.Status.DRAFT)
            tell(
                "a save of a line",
                saves(drafts.select_related("organization", "period__guidance").earliest("pk")),
            )
        tell(f"a file of {FILE // 1000} kB", files(folder))


if __name__ == "__main__":
    main()
