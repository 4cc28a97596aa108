"""How long saving a line takes: ``python benchmarks/saving.py`` (``DATABASE_URL`` names the database).

Saves the lines of one filing of the sample over and over, as the page does while somebody types: the whole
request with session, rights, checks and answer, in this process. It needs what ``manage.py prepare`` sets up,
with the sample; everything is rolled back.
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

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from organizations.models import User
from tasks.lines import LINE_KINDS
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


def main() -> int:
    filing = (
        Filing.objects.filter(organization__code="44", status="draft")
        .select_related("organization", "period__guidance")
        .first()
    )
    if filing is None:
        print("This database holds no sample. Run manage.py prepare first.")
        return 2
    print(f"Saving on {connection.vendor}: {ROUNDS} saves of a line each, whole request")
    failed = False
    with transaction.atomic():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(
            User.objects.get(username="gd-filer"), backend="organizations.backends.RoleBackend"
        )
        for kind in LINE_KINDS:
            taken = milliseconds(client, filing, kind)
            clock, processor = [clock for clock, _ in taken], [processor for _, processor in taken]
            median, slow = statistics.median(clock), statistics.quantiles(clock, n=20)[-1]
            failed = failed or median > LIMIT_MILLISECONDS
            print(
                f"  {kind:<12} median {median:5.1f} ms, quickest {min(clock):5.1f} ms,"
                f" 95 % within {slow:5.1f} ms; processor {statistics.median(processor):5.1f} ms"
            )
        transaction.set_rollback(True)
    print(f"At most {LIMIT_MILLISECONDS} ms at the median: {'exceeded' if failed else 'kept'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
