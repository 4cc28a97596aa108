"""The last day of a window: ``DATABASE_URL=postgres://… python benchmarks/deadline.py [--seconds 60]``.

Thirty people at once, each with filings of their own, against the server of the Procfile on a scratch
database with a made-up tree. Each saves lines, reads, and submits what is filled in. The same then make bare
inserts behind the same server: no middleware but Django's own of session and person, one INSERT in a
transaction. Without a pause between two requests the rates are compared; with pauses, as people type, the
times with those of one person alone. Afterwards every value that was acknowledged is looked for in the
database, the versions are counted, and what was submitted is asked whether it is. It needs the assets that
``manage.py prepare`` collects.
"""

import argparse
import datetime as dt
import html
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2022-01-05"

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import Count

from benchmarks.bare_addresses import TABLE
from benchmarks.paces import Pace, together
from benchmarks.scratch import add_year, analyze, employ, plant, scratch_database
from benchmarks.visitors import Visitor
from benchmarks.web_servers import Running, running
from organizations.models import User
from organizations.permissions import Role
from targets.models import Measurement, Target
from tasks.drafts.planned_periods import Rhythm, plan_periods
from tasks.models import Filing, LineRevision

PROVINCES, CITIES = 31, 330
OK, FOUND = 200, 302
# How long people stop between two requests, in seconds: pages save a second and a half after the last key.
LEAST_PAUSE, LONGEST_PAUSE = 0.5, 2.0
SAVES_OF_A_LINE = 3
LEAST_SHARE, MOST_TIMES_ALONE = 1 / 4, 5
SEEN = re.compile(r'name="seen" value="([^"]+)"')
TOKEN = "b" * 32
PORTAL_BACKEND = "organizations.backends.RoleBackend"
BARE_BACKEND = "django.contrib.auth.backends.ModelBackend"
type Cookies = dict[str, str]


@dataclass
class Took:
    """What one client did: milliseconds by what was asked, what failed, and what was acknowledged, by filing
    and target: the version and the number; and the filings that were submitted."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    kept: dict[str, tuple[int, str]] = field(default_factory=dict)
    submitted: list[int] = field(default_factory=list)

    def timed(self, what: str, ask: Callable[[], tuple[int, str]], wanted: int) -> str | None:
        """The text of an answer; None of one that was not ``wanted``."""
        begun = time.perf_counter()
        try:
            status, text = ask()
        except OSError as error:
            status, text = 0, repr(error)
        self.times.setdefault(what, []).append((time.perf_counter() - begun) * 1_000)
        if status == wanted:
            return text
        self.failed.append(f"{what}: {status} {text[:200]}")
        return None


@dataclass
class Person:
    """A lead with filings of their own: what they send one after the other until the time is over."""

    visitor: Visitor
    filings: list[int]
    targets: dict[str, bool]
    versions: dict[str, int]
    took: Took = field(default_factory=Took)

    def work(self) -> Iterator[None]:
        """Save every line some times, read the filing, check and submit it; the last one is never submitted,
        so that there is always something to save. Of the first some saves were made before, by each person
        another number, so that somebody comes to submit at any time."""
        saves = 1 + self.filings[0] % SAVES_OF_A_LINE
        for filing in self.filings:
            is_last = filing == self.filings[-1]
            while True:
                for _ in range(saves):
                    for target in self.targets:
                        yield self.save(filing, target)
                saves = SAVES_OF_A_LINE
                yield self.read(f"/filings/{filing}/")
                if not is_last:
                    break
            yield from self.submit(filing)

    def save(self, filing: int, target: str) -> None:
        line = f"{filing} {target}"
        version = self.versions.get(line, 0)
        number = str(1_000 + version)
        said = {"numerator": "500", "denominator": number} if self.targets[target] else {"value": number}
        form = {"version": str(version), "note": "说明", **said}
        address = f"/filings/{filing}/lines/measurement/{target}/"
        if self.took.timed("save", lambda: self.visitor.post(address, form), OK) is not None:
            self.versions[line] = version + 1
            self.took.kept[line] = (version + 1, number)

    def read(self, address: str) -> str:
        return self.took.timed("read", lambda: self.visitor.get(address), OK) or ""

    def submit(self, filing: int) -> Iterator[None]:
        """Read the page to sign on, and sign."""
        seen = SEEN.search(self.read(f"/filings/{filing}/check/"))
        yield
        if seen is None:
            self.took.failed.append(f"submit: {filing} shows nothing to sign")
            return
        address, form = f"/filings/{filing}/submit/", {"seen": html.unescape(seen[1])}
        is_answered = self.took.timed("submit", lambda: self.visitor.post(address, form), FOUND) is not None
        if is_answered and self.visitor.led_to == f"/filings/{filing}/":
            self.took.submitted.append(filing)
        elif is_answered:
            self.took.failed.append(f"submit: {filing} led to {self.visitor.led_to}")
        yield

    def insert(self) -> Iterator[None]:
        """Bare inserts without an end."""
        while True:
            yield self.took.timed("insert", lambda: self.visitor.post("/", {"note": "说明"}), OK) and None


def generate(given: dict[str, Any]) -> None:
    """Let everybody work at once for some seconds; print what became of it as JSON."""
    people = [
        Person(Visitor(given["port"], cookies), filings, given["targets"], dict(given["versions"]))
        for cookies, filings in given["people"]
    ]
    until = time.perf_counter() + given["seconds"]

    def work(person: Person) -> None:
        pause, rng = given["pauses"], random.Random(person.filings[0])  # noqa: S311 (pauses)
        if pause:
            time.sleep(rng.uniform(0, LONGEST_PAUSE))
        for _ in getattr(person, given["what"])():
            if time.perf_counter() > until:
                return
            if pause:
                time.sleep(rng.uniform(LEAST_PAUSE, LONGEST_PAUSE))

    begun = time.perf_counter()
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(work, people))
    took = [vars(person.took) for person in people]
    print(json.dumps({"seconds": time.perf_counter() - begun, "took": took}))


@dataclass
class Day:
    """A portal at work: who works on it, and what it has acknowledged so far."""

    people: list[tuple[Cookies, Cookies, list[int]]]
    targets: dict[str, bool]
    kept: dict[str, tuple[int, str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    submitted: set[int] = field(default_factory=set)

    def let(self, server: Running, what: str, seconds: float, *, count: int, pauses: bool) -> Pace:
        """Let so many people work on a server, in a process of their own."""
        given = {
            "port": server.port,
            "what": what,
            "seconds": seconds,
            "pauses": pauses,
            "people": [
                (cookies if what == "work" else bare, filings)
                for cookies, bare, filings in self.people[:count]
            ],
            "targets": self.targets,
            "versions": {line: version for line, (version, _number) in self.kept.items()},
        }
        command, worked = [sys.executable, __file__, "--generate"], server.processor_seconds()
        done = subprocess.run(  # noqa: S603 (this script)
            command, input=json.dumps(given), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"The clients failed: {done.stderr[-800:]}")
        found = json.loads(done.stdout)
        times: dict[str, list[float]] = {}
        for took in found["took"]:
            self.failed += took["failed"]
            self.submitted |= set(took["submitted"])
            self.kept |= {line: (version, number) for line, (version, number) in took["kept"].items()}
            for name, each in took["times"].items():
                times.setdefault(name, []).extend(each)
        # Each goes on at what is not submitted yet.
        self.people = [
            (one, two, [filing for filing in filings if filing not in self.submitted])
            for one, two, filings in self.people
        ]
        return Pace(found["seconds"], times, server.processor_seconds() - worked)

    def lost(self) -> list[str]:
        """What was acknowledged and is not there, or is there in another number of versions."""
        lines = {f"{line.filing_id} {line.target_id}": line for line in Measurement.objects.all()}
        counted = LineRevision.objects.filter(kind="measurement").values("line_id").annotate(of=Count("pk"))
        revisions = dict(counted.values_list("line_id", "of"))
        found = []
        for key, (version, number) in self.kept.items():
            line = lines.get(key)
            if line is None or (line.version, revisions.get(line.pk)) != (version, version):
                found.append(f"{key}: version {version}")
            elif str((line.value or line.denominator or 0).normalize() + 0) != number:
                found.append(f"{key}: {number}")
        there = Filing.objects.filter(pk__in=self.submitted, status=Filing.Status.SUBMITTED)
        gone = self.submitted - set(there.values_list("pk", flat=True))
        return [*found, *(f"{filing}: not submitted" for filing in sorted(gone))]


def set_up(clients: int) -> Day:
    """The tree, the year's months with their filings, and sessions of so many leads."""
    plant(PROVINCES, CITIES, 0)
    employed = employ()
    guidance = add_year(2021, plan_periods(2021, Rhythm.MONTHLY, due_on=dt.date(2021, 12, 15)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id bigserial PRIMARY KEY, who bigint NOT NULL, said text)")
    analyze()
    targets = Target.objects.filter(guidance=guidance).select_related("indicator")
    filings: dict[int, list[int]] = {}
    in_order = Filing.objects.filter(organization__kind__in=["bureau", "city"]).order_by("period__order")
    for organization, filing in in_order.values_list("organization", "pk"):
        filings.setdefault(organization, []).append(filing)
    chosen = list(filings)[:: max(len(filings) // clients, 1)][:clients]
    return Day(
        [
            (
                cookies_of(employed[organization, Role.LEAD], PORTAL_BACKEND),
                cookies_of(employed[organization, Role.LEAD], BARE_BACKEND),
                filings[organization],
            )
            for organization in chosen
        ],
        {str(target.pk): target.indicator.has_two_numbers for target in targets},
    )


def cookies_of(user: User, backend: str) -> Cookies:
    """A session of somebody who has signed in by a backend."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key), "csrftoken": TOKEN}


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Running, Running]]:
    """The portal, and the bare insert behind the same server."""
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    environment = {
        "DATA_DIR": str(settings.DATA_DIR),
        "DATABASE_URL": url,
        "PORTAL_TODAY": os.environ["PORTAL_TODAY"],
    }
    bare = {**environment, "DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings"}
    with ExitStack() as stack:
        yield (
            stack.enter_context(running("portal", environment, log=folder / "portal.log")),
            stack.enter_context(running("portal", bare, log=folder / "bare.log")),
        )


def measure(day: Day, portal: Running, bare: Running, options: argparse.Namespace) -> bool:
    """All paces, and whether what is wanted holds."""
    everybody, part = len(day.people), options.seconds / 4
    day.let(bare, "insert", 2, count=everybody, pauses=False)
    alone = day.let(portal, "work", part, count=1, pauses=True)
    typing = day.let(portal, "work", part, count=everybody, pauses=True)
    saves, inserts = [], []
    for _ in range(2):
        inserts.append(day.let(bare, "insert", part / 2, count=everybody, pauses=False))
        saves.append(day.let(portal, "work", options.seconds / 2, count=everybody, pauses=False))
    pressed, bare_pressed = together(saves), together(inserts)
    for name, pace in (("one, typing", alone), (f"{everybody}, typing", typing)):
        print(f"  {name:<12} {pace.told()}")
    for name, pace in ((f"{everybody}, no pause", pressed), ("bare inserts", bare_pressed)):
        print(f"  {name:<12} {pace.told()}; processor {pace.processor_seconds / pace.seconds:.0%}")
    share = pressed.rate("save") / bare_pressed.rate("insert")
    times = typing.within("save", 95) / alone.within("save", 95)
    every = sum(len(each) for each in pressed.times.values()) / pressed.seconds
    lost = day.lost()
    print(f"  Saves a second against bare inserts: {share:.2f} (all requests: {every:.0f}/s)")
    print(f"  95 % of saves within {times:.1f} times what one person alone waits")
    print(
        f"  Failed: {len(day.failed)} {day.failed[:3]}; acknowledged {len(day.kept)} lines and"
        f" {len(day.submitted)} submissions, lost {len(lost)} {lost[:3]}"
    )
    is_whole = bool(day.submitted) and not day.failed and not lost
    return share >= LEAST_SHARE and times <= MOST_TIMES_ALONE and is_whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long without pauses; the rest by it")
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--generate", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.generate:
        generate(json.load(sys.stdin))
        return 0
    if connection.vendor != "postgresql":
        parser.error("DATABASE_URL names no PostgreSQL.")
    print(f"The last day, load {os.getloadavg()[0]:.1f}, {PROVINCES + CITIES} organizations", flush=True)
    with tempfile.TemporaryDirectory() as folder, scratch_database():
        day = set_up(options.clients)
        with servers(Path(folder)) as (portal, bare):
            is_kept = measure(day, portal, bare, options)
    print("What is wanted: " + ("kept" if is_kept else "missed"))
    return int(not is_kept)


if __name__ == "__main__":
    sys.exit(main())
