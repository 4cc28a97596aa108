"""How long saving a line takes: ``python benchmarks/saving.py``.

``DATABASE_URL`` names the server; the database is a scratch one with the sample, that is gone afterwards.
Saves the lines of one filing over and over, as the page does while somebody types: the whole request with
session, rights, checks, commit and answer, in this process. It needs the assets that ``manage.py prepare``
collects.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.scratch import analyze, scratch_database
from organizations.models import User
from sample.year.load import load_sample
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing

ROUNDS = 300
WARM_UP = 20
LIMIT_MILLISECONDS = 10
SAVED = 200
HTMX = {"HX-Request": "true"}


def milliseconds(client: Client, filing: Filing, kind: str) -> list[tuple[float, float]]:
    """What each save of the filing's first line of a kind takes, in milliseconds: by the clock, and of this
    process' processor."""
    subject = LINE_KINDS[kind].subjects_of(filing)[0]
    line = LINE_KINDS[kind].line_of(filing, subject)
    url, version, taken = reverse("tasks:line-edit", args=[filing.pk, kind, subject]), line.version, []
    for turn in range(ROUNDS + WARM_UP):
        text = {"value": f"{turn + 1}.5"} if kind == "measurement" else {"achievements": "稿" * (turn + 1)}
        data = {"version": version + turn, "note": "说明", **text}
        begun, worked = time.perf_counter(), time.process_time()
        response = client.post(url, data, headers=HTMX)
        taken.append(((time.perf_counter() - begun) * 1_000, (time.process_time() - worked) * 1_000))
        if response.status_code != SAVED:
            raise SystemExit(f"A save failed: {response.content.decode()}")
    return taken[WARM_UP:]


def measured(filing: Filing) -> bool:
    """Save the lines of each kind and print what it took; whether all medians keep the limit."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="gd-filer"), backend="organizations.backends.RoleBackend")
    is_quick = True
    for kind in (key for key, found in LINE_KINDS.items() if found.is_asked):
        taken = milliseconds(client, filing, kind)
        clock, processor = [clock for clock, _ in taken], [processor for _, processor in taken]
        median, slow = statistics.median(clock), statistics.quantiles(clock, n=20)[-1]
        is_quick = is_quick and median <= LIMIT_MILLISECONDS
        print(
            f"  {kind:<12} median {median:5.1f} ms, quickest {min(clock):5.1f} ms,"
            f" 95 % within {slow:5.1f} ms; processor {statistics.median(processor):5.1f} ms"
        )
    return is_quick


def main() -> int:
    print(f"Saving on {connection.vendor}, load {os.getloadavg()[0]:.1f}: {ROUNDS} saves of a line each")
    with scratch_database():
        load_sample()
        analyze()
        drafts = Filing.objects.filter(organization__code="44", status=Filing.Status.DRAFT)
        is_quick = measured(drafts.select_related("organization", "period__guidance").earliest("pk"))
    print(f"At most {LIMIT_MILLISECONDS} ms at the median: {'kept' if is_quick else 'exceeded'}")
    return int(not is_quick)


if __name__ == "__main__":
    sys.exit(main())
