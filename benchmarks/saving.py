"""How long saving a line takes, beside a bare request that writes: ``python benchmarks/saving.py``.

Measured on SQLite in a file, and on the server that ``DATABASE_URL`` names where it names one, each in a
process and a scratch database of its own with the sample, that is gone afterwards. Saves the lines of one
filing over and over, as the page does while somebody types: the whole request with session, rights, checks,
commit and answer. Between two saves the bare request is made: no middleware but Django's own of session and
person, one UPDATE of the same row in a transaction, an answer of the same length. It needs the assets that
``manage.py prepare`` collects.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.scratch import analyze, scratch_database
from organizations.models import User
from sample.year.load import load_sample
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, ReportingPeriod, Section

ROUNDS = 300
WARM_UP = 20
MOST_TIMES_BARE = 3
MOST_STATEMENTS = 8
SAVED = 200
HTMX = {"HX-Request": "true"}
BARE_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    f"{__name__}.BareSave",
]


class BareSave:
    """Middleware behind that of session and person, which writes a row instead of asking the view."""

    answer_length = 0

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _given: Any, named: dict[str, Any]
    ) -> HttpResponse:
        """Note what was sent at the line that the address names, whoever it is that has signed in."""
        if not request.user.is_authenticated:
            return HttpResponse(status=403)
        kind = LINE_KINDS[named["kind"]]
        place = {"filing": named["pk"], kind.subject_field: named["subject"]}
        with transaction.atomic():
            kind.model.objects.filter(**place).update(note=request.POST["note"])
        return HttpResponse("x" * self.answer_length)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one request took, in milliseconds: by the clock, and of this process' processor."""

    clock: float
    processor: float


@dataclass
class Line:
    """A line that is saved over and over, each time on top of the last."""

    filing: Filing
    kind: str
    subject: int
    version: int

    @property
    def url(self) -> str:
        return reverse("tasks:line-edit", args=[self.filing.pk, self.kind, self.subject])

    def content(self) -> dict[str, Any]:
        """What is sent next; no two of them are the same."""
        turn = self.version + 1
        said: dict[str, dict[str, Any]] = {
            "progress": {"achievements": "稿" * turn},
            "measurement": {"value": f"{turn}.5"},
            "case": {"title": f"案例{turn}", "text": "稿" * turn, "sections": case_section(self.filing)},
        }
        return {"version": self.version, "note": f"说明{turn}", **said[self.kind]}

    def save(self, client: Client) -> HttpResponse:
        response = answered(client, self.url, self.content())
        self.version += 1
        return response


def case_section(filing: Filing) -> list[str]:
    """The section that the case is told in."""
    sections = Section.objects.filter(guidance=filing.period.guidance_id, tasks__isnull=False)
    return [str(sections.order_by("order").values_list("path", flat=True)[0])]


def answered(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    response = client.post(url, data, headers=HTMX)
    if response.status_code != SAVED:
        raise SystemExit(f"A save failed: {response.content.decode()}")
    return response


def timed(ask: Callable[[], object]) -> Taken:
    begun, worked = time.perf_counter(), time.process_time()
    ask()
    return Taken((time.perf_counter() - begun) * 1_000, (time.process_time() - worked) * 1_000)


def clients() -> tuple[Client, Client]:
    """Somebody who saves, and the same person behind the bare view."""
    client, bare = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="gd-filer"), backend="organizations.backends.RoleBackend")
    bare.cookies = client.cookies
    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE):
        bare.handler.load_middleware()
    return client, bare


def statements(ask: Callable[[], object]) -> int:
    """How many statements a request asks, BEGIN and COMMIT among them."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def measured(line: Line) -> bool:
    """Save a line and make the bare request by turns, and print what both took; whether the limits hold."""
    client, bare = clients()
    BareSave.answer_length = len(line.save(client).content)
    saves, bares = [], []
    for _ in range(ROUNDS + WARM_UP):
        data = line.content()
        saves.append(timed(lambda: answered(client, line.url, data)))  # noqa: B023 (called at once)
        line.version += 1
        bares.append(timed(lambda: answered(bare, line.url, data)))  # noqa: B023 (called at once)
    clock, processor = (
        [statistics.median(getattr(one, name) for one in taken[WARM_UP:]) for taken in (saves, bares)]
        for name in ("clock", "processor")
    )
    slow = statistics.quantiles([taken.clock for taken in saves[WARM_UP:]], n=20)[-1]
    data = line.content()
    counts = (
        statements(lambda: answered(client, line.url, data)),
        statements(lambda: answered(bare, line.url, data)),
    )
    print(
        f"  {line.kind:<12} {clock[0]:5.2f} ms, 95 % within {slow:5.2f}; bare {clock[1]:5.2f} ms:"
        f" {clock[0] / clock[1]:4.2f} times. Processor {processor[0]:5.2f} and {processor[1]:5.2f} ms:"
        f" {processor[0] / processor[1]:4.2f} times. Statements {counts[0]:2} and {counts[1]}",
        flush=True,
    )
    return clock[0] <= MOST_TIMES_BARE * clock[1] and counts[0] <= MOST_STATEMENTS


def lines() -> list[Line]:
    """A line of each kind in the draft of the year end."""
    drafts = Filing.objects.filter(organization__code="44", status=Filing.Status.DRAFT)
    filing = drafts.select_related("organization", "period__guidance").latest("period__order")
    ReportingPeriod.objects.filter(pk=filing.period_id).update(opens_on="2021-11-01")
    found = []
    for key, kind in LINE_KINDS.items():
        subject = kind.subjects_of(filing)[0] if kind.is_asked else 1
        line = kind.line_of(filing, subject)
        found.append(Line(filing, key, subject, line.version if line else 0))
    return found


def measure() -> int:
    """Measure on the database of this process."""
    print(f"Saving on {connection.vendor}, load {os.getloadavg()[0]:.1f}: {ROUNDS} saves of a line each")
    with (
        tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder,
        scratch_database(Path(folder) / "scratch.sqlite3"),
    ):
        load_sample()
        analyze()
        are_kept = [measured(line) for line in lines()]
    return int(not all(are_kept))


def main() -> int:
    """Measure in a process for each database."""
    served = os.environ.get("DATABASE_URL", "")
    failed = 0
    for url in dict.fromkeys(["", served]):
        environment = os.environ | {"DATABASE_URL": url}
        command = [sys.executable, __file__, "--here"]
        failed |= subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 (this script)
    said = "exceeded" if failed else "kept"
    print(f"At most {MOST_TIMES_BARE} times the bare request, in {MOST_STATEMENTS} statements: {said}")
    return failed


if __name__ == "__main__":
    sys.exit(measure() if "--here" in sys.argv[1:] else main())
