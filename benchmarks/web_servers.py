"""Web servers to compare: how each is started, on a portal with the sample in a folder of its own.

They listen on a free port of this machine only, and are ended by their own process id. A server whose package
is not installed is left out; ``python -m pip install gunicorn gevent granian cheroot`` in another virtual
environment brings those that the portal does not use.
"""

import os
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS, END_SECONDS = 60, 20
LARGE_FILE_BYTES = 24_000_000
SERVED, OK = "$PORT", 200
APPLICATION = "guidance_portal.wsgi:application"
GUNICORN = f"-m gunicorn {APPLICATION} --bind {HOST}:$PORT --no-control-socket --log-level error"
# By name: the package that has to be there, and what follows the interpreter.
CANDIDATES = {
    "gunicorn-threads": ("gunicorn", f"{GUNICORN} --threads 8"),
    "gunicorn-gevent": ("gevent", f"{GUNICORN} --worker-class gevent"),
    "granian": (
        "granian",
        f"-m granian {APPLICATION} --interface wsgi --port $PORT --blocking-threads 8 --no-ws",
    ),
    "cheroot": ("cheroot", f"-m cheroot {APPLICATION} --bind {HOST}:$PORT --threads 8"),
    "waitress": (
        "waitress",
        f"-m waitress --listen {HOST}:$PORT --threads 8 --connection-limit 2000 {APPLICATION}",
    ),
}


@dataclass(frozen=True, slots=True)
class Running:
    """A server at work."""

    port: int
    process: "subprocess.Popen[bytes]"

    def memory_megabytes(self) -> float:
        """What the server and the processes it started hold of memory of their own."""
        return sum(private_kilobytes(pid) for pid in family(self.process.pid)) / 1_024

    def processor_seconds(self) -> float:
        """The time of processors that the server and the processes it started have used."""
        return sum(ticks(pid) for pid in family(self.process.pid)) / os.sysconf("SC_CLK_TCK")


def command(name: str, port: int) -> list[str]:
    """What starts a candidate; ``portal`` is the line ``web`` of the Procfile."""
    if name == "portal":
        line = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()[0]
        arguments = shlex.split(line.removeprefix("web: exec .venv/bin/python "))
    else:
        arguments = shlex.split(CANDIDATES[name][1])
    return [sys.executable, *(argument.replace(SERVED, str(port)) for argument in arguments)]


def is_installed(name: str) -> bool:
    return name == "portal" or find_spec(CANDIDATES[name][0]) is not None


@contextmanager
def sample_portal() -> Iterator[dict[str, str]]:
    """The environment of a portal with the sample in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="portal-servers-") as folder:
        environment = {
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "PORTAL_TODAY": "2021-11-22",
        }
        subprocess.run(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **environment},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (Path(folder) / "static" / "large.bin").write_bytes(os.urandom(LARGE_FILE_BYTES))
        yield environment


def log_of(name: str, environment: dict[str, str]) -> Path:
    """The file that a server of a sample portal writes its log into."""
    return Path(environment["DATA_DIR"]) / f"{name}.log"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(name: str, environment: dict[str, str], *, log: Path) -> Iterator[Running]:
    """A server that answers, while the block runs; what it says goes into ``log``."""
    port = free_port()
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command(name, port),
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **environment},
            stdout=said,
            stderr=said,
        )
    try:
        await_answer(port, process, log)
        yield Running(port, process)
    finally:
        end(process)


def await_answer(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until ``/healthz`` answers; raises ``RuntimeError`` where it never does."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if seconds_for(port, "/healthz", patience=5) is not None:
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise RuntimeError(f"The server does not answer: {log.read_text(encoding='utf-8')[-1_000:]}")


def seconds_for(port: int, path: str, *, patience: float, cookie: str = "") -> float | None:
    """How long a page takes on a connection of its own; None where it does not come in time or not whole."""
    begun = time.perf_counter()
    connection = HTTPConnection(HOST, port, timeout=patience)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        response = connection.getresponse()
        response.read()
    except TimeoutError:
        return None
    finally:
        connection.close()
    return time.perf_counter() - begun if response.status == OK else None


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a server of ours to end, and end it where it does not."""
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def family(pid: int) -> list[int]:
    """A process and all that came from it (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(member for child in children for member in family(int(child)))]


def private_kilobytes(pid: int) -> int:
    """What a process holds that no other one shares (Linux)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def ticks(pid: int) -> int:
    """The clock ticks that a process has been at work, in itself and in the kernel (Linux)."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])
