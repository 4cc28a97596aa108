"""Whether an export survives its worker: ``python benchmarks/killing.py [--exports 12] [--seed 1]``.

``DATABASE_URL`` names the server; the database is a scratch one with the sample, that is gone afterwards.
Workers are killed with SIGKILL in the middle of each export, once to four times, at moments drawn from the
seed; the next worker takes over. At the end every export is done, or failed with a sentence after three
broken attempts; every file is what its checksum says, and none is left behind. Leases hold three seconds.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")
SCRATCH = tempfile.TemporaryDirectory(prefix="guidance-portal-killing-")
os.environ["DATA_DIR"] = SCRATCH.name

import django

django.setup()

from django.db import connection

from background.lease import MOST_ATTEMPTS
from benchmarks.scratch import scratch_database
from benchmarks.workers import (
    faults,
    order_export,
    start_worker,
    summary,
    wait_until,
)
from reports.models import Export
from sample.year.load import load_sample

LEASE_SECONDS = 3
LOG = Path(SCRATCH.name) / "worker.log"


def seconds_to_export() -> float:
    """How long an export takes that nobody disturbs, from when its worker has begun it."""
    export = order_export()
    worker = start_worker(LOG, LEASE_SECONDS)
    wait_until(lambda: status(export) != "waiting", "the first export begins")
    begun = time.perf_counter()
    wait_until(lambda: status(export) == "done", "the first export is made")
    worker.terminate()
    worker.wait()
    return time.perf_counter() - begun


def status(export: Export) -> str:
    return str(Export.objects.values_list("status", flat=True).get(pk=export.pk))


def is_over(export: Export) -> bool:
    return status(export) in {"done", "failed"}


def has_begun(export: Export, times: int) -> bool:
    return Export.objects.filter(pk=export.pk, times_begun__gte=times).exists()


def kill_in_mid_export(rng: Random, seconds: float) -> int:
    """Order an export, kill its workers, let a last one make it; answers how often one died in the middle."""
    export, killed = order_export(), 0
    for turn in range(1, rng.randint(1, MOST_ATTEMPTS + 1) + 1):
        worker = start_worker(LOG, LEASE_SECONDS)
        wait_until(lambda turn=turn: has_begun(export, turn) or is_over(export), "the export begins")
        time.sleep(rng.uniform(0, seconds))
        worker.kill()
        worker.wait()
        if is_over(export):
            return killed
        killed += 1
        if order_export() != export:
            raise SystemExit("Asking again began another export, although this one is still to be made.")
    worker = start_worker(LOG, LEASE_SECONDS)
    wait_until(lambda: is_over(export), "another worker sees to the export")
    worker.terminate()
    worker.wait()
    return killed


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--exports", type=int, default=12)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    rng = Random(chosen.seed)  # noqa: S311 (a trial, no secret)
    with scratch_database(Path(SCRATCH.name) / "scratch.sqlite3"):
        load_sample()
        seconds = seconds_to_export()
        print(f"Killing on {connection.vendor}: {chosen.exports} exports of {seconds:.1f} s each")
        killed = sum(kill_in_mid_export(rng, seconds) for _ in range(chosen.exports))
        found = faults()
        print(f"{killed} workers killed in the middle: {summary()}")
    print("\n".join(found) or "Nothing is stuck, lost or left behind.")
    return int(bool(found))


if __name__ == "__main__":
    with SCRATCH:
        sys.exit(main())
