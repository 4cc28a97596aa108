"""How many requests a web server answers in a second: ``python benchmarks/throughput.py [SERVER…]``.

Compares servers on the same portal with the sample: all run at once, one is asked at a time, in rounds of
changing order, so that whatever else the machine does meets all alike. ``portal`` is what the Procfile
starts; ``benchmarks/web_servers.py`` names the others. Eight clients with a connection each ask from a
process of their own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from benchmarks.visitors import Visitor
from benchmarks.web_servers import CANDIDATES, Running, is_installed, log_of, running, sample_portal

ANONYMOUS = {"healthz": "/healthz", "sign-in": "/accounts/login/"}
PAGES = (*ANONYMOUS, "filing", "save")
FILERS = ("gd-filer", "xz-filer")
OK = 200
Asking = Callable[[], tuple[int, str]]
Sessions = dict[str, dict[str, str]]


def askings(port: int, page: str, clients: int, sessions: Sessions) -> list[Asking]:
    """What each client asks over and over; a save is of a line that no other client saves."""
    if page in ANONYMOUS:
        return [partial(Visitor(port).get, ANONYMOUS[page]) for _ in range(clients)]
    people = [Visitor(port, cookies) for cookies in sessions.values()]
    if page == "filing":
        filing = people[0].open_filing()
        return [partial(Visitor(port, people[0].cookies).get, filing) for _ in range(clients)]
    lines = [(person, line) for person in people for line in person.lines(person.open_filing())]
    if len(lines) < clients:
        raise SystemExit(f"The sample has lines for {len(lines)} clients that save, not for {clients}.")
    return [saving(Visitor(port, person.cookies), line) for person, line in lines[:clients]]


def saving(visitor: Visitor, line: str) -> Asking:
    """Saves of a line, each on top of the one before."""
    version = visitor.version(line)

    def save() -> tuple[int, str]:
        nonlocal version
        answer = visitor.post(line, {"version": str(version), "achievements": f"已完成 {version} 项"})
        version += 1
        return answer

    return save


def generate(port: int, page: str, seconds: float, clients: int) -> None:
    """Ask a page with all clients at once; print the number of answers, the rate and the times as JSON."""
    taken: list[float] = []
    asked = askings(port, page, clients, json.load(sys.stdin))
    begun = time.perf_counter()

    def work(ask: Asking) -> None:
        while (now := time.perf_counter()) < begun + seconds:
            status, text = ask()
            if status != OK:
                raise SystemExit(f"{page} answered {status}: {text[:200]}")
            taken.append((time.perf_counter() - now) * 1_000)

    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(work, ask) for ask in asked]:
            done.result()
    slow = statistics.quantiles(taken, n=100)
    rate = len(taken) / (time.perf_counter() - begun)
    print(json.dumps({"answers": len(taken), "rate": rate, "middle": slow[49], "slow": slow[98]}))


def signed_in(port: int) -> Sessions:
    """The cookies of the filers; the servers share the database, so each knows them."""
    sessions = {}
    for username in FILERS:
        visitor = Visitor(port)
        visitor.sign_in(username)
        sessions[username] = visitor.cookies
    return sessions


def measure(server: Running, page: str, sessions: Sessions, options: argparse.Namespace) -> dict[str, float]:
    """One round of one page on one server, asked from a process of its own."""
    settings = ("--seconds", str(options.seconds), "--clients", str(options.clients))
    worked = server.processor_seconds()
    done = subprocess.run(  # noqa: S603 (this script)
        [sys.executable, __file__, "--generate", str(server.port), page, *settings],
        input=json.dumps(sessions),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        raise SystemExit(f"The clients failed: {done.stderr[-500:]}")
    found = dict(json.loads(done.stdout))
    found["processor"] = (server.processor_seconds() - worked) * 1_000 / found["answers"]
    return found


def compare(names: list[str], options: argparse.Namespace) -> None:
    """Measure all pages on all servers in turns, and print the medians beside those of the first."""
    with sample_portal() as environment, ExitStack() as stack:
        servers = {
            name: stack.enter_context(running(name, environment, log=log_of(name, environment)))
            for name in names
        }
        sessions = signed_in(servers[names[0]].port)
        for page in options.pages:
            found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
            for turn in range(options.rounds):
                for name in names[turn % len(names) :] + names[: turn % len(names)]:
                    found[name].append(measure(servers[name], page, sessions, options))
            report(page, found)
        memory = {name: f"{server.memory_megabytes():.0f} MB" for name, server in servers.items()}
        print("memory of its own: " + ", ".join(f"{name} {size}" for name, size in memory.items()))


def report(page: str, found: dict[str, list[dict[str, float]]]) -> None:
    """Print a page's line for each server; the share is the median of the rounds' shares."""
    first = next(iter(found.values()))
    for name, rounds in found.items():
        middle = {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}
        share = statistics.median(
            each["rate"] / other["rate"] for each, other in zip(rounds, first, strict=True)
        )
        print(
            f"{page:<8} {name:<17} {middle['rate']:7.0f}/s ({share:4.0%}), "
            f"processor {middle['processor']:5.2f} ms, "
            f"median {middle['middle']:6.1f} ms, 99 % within {middle['slow']:6.1f} ms",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("servers", nargs="*", default=["gunicorn-threads", "portal"])
    parser.add_argument("--pages", nargs="+", default=PAGES, choices=PAGES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--generate", nargs=2, metavar=("PORT", "PAGE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.generate:
        generate(int(options.generate[0]), options.generate[1], options.seconds, options.clients)
        return
    if unknown := set(options.servers) - {"portal", *CANDIDATES}:
        parser.error(f"no such server: {', '.join(sorted(unknown))}")
    for name in options.servers:
        if not is_installed(name):
            print(f"{name} is not installed and left out.")
    compare([name for name in options.servers if is_installed(name)], options)


if __name__ == "__main__":
    main()
