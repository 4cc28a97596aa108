"""Whether slow connections stop a web server: ``python benchmarks/dripping.py [SERVER…] [--count 400]``.

Starts each server on a portal with the sample, opens slow connections of each kind, and asks ``/healthz``
and a signed-in page meanwhile, each time on a new connection. ``portal`` is what the Procfile starts;
``benchmarks/web_servers.py`` names the others. Ends with 1 where ``portal`` was stopped.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from benchmarks.drips import DRIPS, dripping
from benchmarks.visitors import Visitor
from benchmarks.web_servers import (
    CANDIDATES,
    Running,
    is_installed,
    log_of,
    running,
    sample_portal,
    seconds_for,
)

FILER, PAGE = "gd-filer", "/filings/"
PATIENCE_SECONDS = 10
SETTLE_SECONDS = 1
ASKED = 8
MOST_CONNECTIONS = 1_900


def cookie_of(server: Running) -> str:
    """The header of somebody who has signed in."""
    visitor = Visitor(server.port)
    visitor.sign_in(FILER)
    visitor.connection.close()
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


def answers(server: Running, path: str, cookie: str) -> list[float]:
    """How long a page took each time, in milliseconds; asks no more once an answer stayed away."""
    taken = []
    for _ in range(ASKED):
        seconds = seconds_for(server.port, path, patience=PATIENCE_SECONDS, cookie=cookie)
        if seconds is None:
            break
        taken.append(seconds * 1_000)
    return taken


def in_words(taken: list[float]) -> str:
    """What was measured of a page, for people."""
    if len(taken) < ASKED:
        return f"STOPPED: no answer within {PATIENCE_SECONDS} s"
    return f"{sorted(taken)[ASKED // 2]:6.0f} ms, at most {max(taken):6.0f}"


def attack(name: str, environment: dict[str, str], options: argparse.Namespace) -> bool:
    """Try each kind on a fresh server and print what was seen; whether it answered every time."""
    holds = True
    for kind in options.kinds:
        with running(name, environment, log=log_of(name, environment)) as server:
            cookie = cookie_of(server)
            with dripping(server.port, DRIPS[kind], options.count) as drippers:
                time.sleep(SETTLE_SECONDS)
                seen = {path: answers(server, path, cookie) for path in ("/healthz", PAGE)}
                told = "; ".join(f"{path} {in_words(taken)}" for path, taken in seen.items())
                memory = server.memory_megabytes()
                print(
                    f"{name:<17} {options.count} {DRIPS[kind].means:<35} {told}; "
                    f"{drippers.alive()} stay, {memory:.0f} MB",
                    flush=True,
                )
        holds = holds and all(len(taken) == ASKED for taken in seen.values())
    return holds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("servers", nargs="*", default=["portal"])
    parser.add_argument("--count", type=int, default=40, help="how many slow connections of a kind")
    parser.add_argument("--kinds", nargs="+", default=list(DRIPS), choices=list(DRIPS))
    options = parser.parse_args()
    options.count = min(options.count, MOST_CONNECTIONS)
    if unknown := set(options.servers) - {"portal", *CANDIDATES}:
        parser.error(f"no such server: {', '.join(sorted(unknown))}")
    holds = {}
    with sample_portal() as environment:
        for name in options.servers:
            if is_installed(name):
                holds[name] = attack(name, environment, options)
            else:
                print(f"{name} is not installed and left out.")
    return int(not holds.get("portal", True))


if __name__ == "__main__":
    sys.exit(main())
