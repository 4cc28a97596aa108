"""A PostgreSQL of one's own that can be stopped and started at will, in a folder that goes away."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class Cluster:
    """One server; it stands until the block of ``own_cluster`` ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    @property
    def url(self) -> str:
        return f"postgres://portal@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; as the user postgres where we are root, which it refuses."""
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(BINARIES[-1] / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own)

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run("pg_ctl", "-l", str(self.folder / "log"), "-w", "-s", "-o", options, "start")

    def stop(self, mode: str) -> None:
        self.run("pg_ctl", "-m", mode, "-s", "stop")

    def restart(self, mode: str, seconds_away: float) -> None:
        """Stop, in the mode ``fast`` or ``immediate`` (as by a crash), and come back after a while."""
        self.stop(mode)
        time.sleep(seconds_away)
        self.start()


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    """A server while the block runs."""
    if not BINARIES:
        raise SystemExit("PostgreSQL is not installed (apt-get install postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="guidance-portal-cluster-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        cluster = Cluster(folder)
        cluster.run("initdb", "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
    finally:
        shutil.rmtree(folder)
