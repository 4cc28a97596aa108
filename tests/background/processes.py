"""Workers in processes of their own over the test's database, to be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 3
# A busy machine is slow, not wrong: how many seconds to wait for what has to come.
PATIENCE_SECONDS = 90


def database_url() -> str:
    """The test's database, as the environment names one."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@contextmanager
def running_worker(folder: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker as in production, with a short lease; killed at the end where it still lives."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(folder / "data"),
        "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        "LOG_LEVEL": "INFO",
    }
    command = [sys.executable, "manage.py", "run_worker", "--interval", "0.1", *options]
    with (folder / "worker.log").open("a", encoding="utf-8") as log:
        worker = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, text=True
        )
        try:
            yield worker
        finally:
            if worker.poll() is None:
                worker.kill()
            worker.wait()


def kill(worker: "subprocess.Popen[str]") -> None:
    """Kill -9, which nothing can catch."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def wait_until(is_so: Callable[[], object], folder: Path) -> None:
    """Wait for something to come about; a failure shows the workers' log."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise AssertionError((folder / "worker.log").read_text(encoding="utf-8"))
        time.sleep(0.05)
