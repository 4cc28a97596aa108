"""Whether the worker outlives its PostgreSQL: ``python benchmarks/restarting.py [--restarts 10] [--seed 1]``.

Starts a PostgreSQL of its own and one worker, keeps the worker busy with exports of the sample, and restarts
the server at moments drawn from the seed, in good order or as by a crash, away for up to three seconds. At
the end the same worker still lives, and every export is done, or failed with a sentence after three broken
attempts.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cluster import Cluster, own_cluster

LEASE_SECONDS = 3
# From one restart to the next; an export takes some seconds, so some find the worker idle.
LONGEST_PEACE = 10.0
LONGEST_AWAY = 3.0


def trial(cluster: Cluster, folder: Path, restarts: int, rng: Random) -> int:
    """Restart under work, and judge what came of it."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "guidance_portal.settings",
        "PORTAL_TODAY": "2021-11-22",
        "DATA_DIR": str(folder),
        "DATABASE_URL": cluster.url,
    }
    import django  # noqa: PLC0415 (only now is it known which server there is)

    django.setup()

    from django.db import connection  # noqa: PLC0415 (as above)

    from benchmarks import workers  # noqa: PLC0415
    from benchmarks.scratch import scratch_database  # noqa: PLC0415
    from sample.year.load import load_sample  # noqa: PLC0415

    with scratch_database():
        load_sample()
        worker = workers.start_worker(folder / "worker.log", LEASE_SECONDS)
        for _ in range(restarts):
            workers.order_export()
            time.sleep(rng.uniform(0, LONGEST_PEACE))
            connection.close()
            cluster.restart(rng.choice(["fast", "immediate"]), rng.uniform(0, LONGEST_AWAY))
        workers.wait_until(workers.are_all_finished, "the worker makes what is left")
        lives, found = worker.poll() is None, workers.faults()
        print(f"{restarts} restarts: {workers.summary()}; the worker {'lives' if lives else 'has ended'}")
        worker.terminate()
        worker.wait()
    print("\n".join(found) or "Nothing is stuck, lost or left behind.")
    return int(bool(found) or not lives)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--restarts", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        return trial(cluster, Path(folder), chosen.restarts, Random(chosen.seed))  # noqa: S311 (a trial, no secret)


if __name__ == "__main__":
    sys.exit(main())
