"""What editing the text of the whole country's report takes: ``python benchmarks/office_text.py``.

``DATABASE_URL`` names a PostgreSQL database that ``manage.py simulate --cities --counties --years 10`` has
filled, or rather a copy of it: the reports of the office's subordinates and its own are frozen there, a text
is begun, worded, shown, handed on and signed out. The exit code tells of a page that takes too long, and of a
lock that others would notice; seconds are printed beside what is wanted.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import Membership, Organization, User
from organizations.permissions import Role
from reports.actions import begin_edition, freeze_office_report, freeze_report, sign_out_text
from reports.actions.report_settings import save_report_settings, settings_statement
from reports.closing_filings import closing_filings, unfrozen_filings
from reports.edited_text import text_of
from reports.findings import examined
from reports.models import AnnualReport, Edition
from reports.occasions import settings_of
from reports.readiness import readiness_of, readiness_statement
from tasks.models import Guidance

TURNS = 5
# Seconds that a page may take once it was opened before, and that others may wait for a signature.
LIMIT_PAGE, LIMIT_LOCK = 1.5, 0.5
IS_LOCK = ("organizations_organization", "FOR NO KEY UPDATE")


class LockWatch:
    """When a connection first locked an organization."""

    def __init__(self) -> None:
        self.locked_at: float | None = None

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if self.locked_at is None and all(word in sql for word in IS_LOCK):
            self.locked_at = time.perf_counter()
        return answer


@contextmanager
def told(what: str, found: dict[str, float]) -> Iterator[None]:
    """Print how long something takes, and keep it."""
    begun = time.perf_counter()
    yield
    found[what] = time.perf_counter() - begun
    print(f"{what:<44}{found[what]:>8.2f} s", flush=True)


def frozen_country(guidance: Guidance, office: Organization, by: User, found: dict[str, float]) -> None:
    """Freeze what the office's report is built of, and it itself."""
    filings = unfrozen_filings().filter(period__guidance=guidance, reports_to=office)
    with told(f"freezing {filings.count()} subordinates", found):
        for filing in filings.select_related("organization", "period__guidance").order_by("pk"):
            freeze_report(filing=filing, by=by, at=timezone.now())
    with told("freezing the office's report", found):
        seen = readiness_statement(readiness_of(guidance, office))
        freeze_office_report(guidance=guidance, office=office, by=by, at=timezone.now(), seen=seen)


def lead_of(office: Organization) -> User:
    """Somebody who drafts and signs the office's report."""
    user, _is_new = User.objects.get_or_create(username="office-text", defaults={"name": "测量"})
    Membership.objects.get_or_create(user=user, organization=office, role=Role.LEAD)
    values = {"sign_off": "signed", "number_mark": "国知报"}
    seen = settings_statement(settings_of(office))
    save_report_settings(organization=office, values=values, by=user, at=timezone.now(), seen=seen)
    return user


class Editor:
    """Somebody who works on the text in the browser; every answer has to be as it is wanted."""

    def __init__(self, edition: Edition, by: User, found: dict[str, float]) -> None:
        self.edition, self.by, self.found = edition, by, found
        self.named = [edition.guidance.year, edition.organization.code]
        self.client = Client()
        self.client.force_login(by)

    def get(self, what: str, name: str, *more: object) -> None:
        with told(what, self.found):
            answer = self.client.get(reverse(f"reports:{name}", args=[*self.named, *more]))
        refuse_other(answer.status_code, 200, what)

    def post(self, what: str, wanted: int, name: str, said: dict[str, str], *more: object) -> None:
        address = reverse(f"reports:{name}", args=[*self.named, *more])
        with told(what, self.found):
            answer = self.client.post(address, said, headers={"HX-Request": "true"})
        refuse_other(answer.status_code, wanted, what)

    def edit(self) -> None:
        """Open the page, save a part again and again, and have the pages set anew."""
        self.get("the page of the text, first", "text")
        self.get("the page of the text, again", "text")
        number = next(part.number for part in text_of(self.edition) if part.is_paragraph)
        for turn in range(1, TURNS + 1):
            words = {"words": "改写" * turn, "version": str(turn), "page": "a", "turn": str(turn)}
            self.post(f"saving a part, {turn}", 200, "text-part", words, number)
        self.get("its pages, first", "text-pages")
        self.get("its pages, again", "text-pages")
        self.get("a page as picture", "text-page-image", 1)
        self.get("the page of the sign-off", "text-sign-off")

    def sign(self) -> None:
        """Stand by what is pointed out, hand the text on and sign it out."""
        for each in examined(self.edition, text_of(self.edition)):
            if each.is_open:
                said = {"key": each.finding.key, "reason": "无"}
                self.post("standing by a finding", 302, "text-confirm", said)
        self.edition.refresh_from_db()
        said = {"act": "hand_on", "seen": str(self.edition.version), "opinion": ""}
        self.post("handing on", 302, "text-sign-off", said)
        watch = LockWatch()
        with told("signing out", self.found), connection.execute_wrapper(watch):
            sign_out_text(edition=self.edition.pk, seen=self.edition.version, by=self.by, at=timezone.now())
        self.found["lock"] = time.perf_counter() - (watch.locked_at or 0)
        print(f"{'of it with the organization locked':<44}{self.found['lock']:>8.2f} s")


def refuse_other(status: int, wanted: int, what: str) -> None:
    if status != wanted:
        raise SystemExit(f"{what} answers {status}, not {wanted}.")


def main() -> int:
    settings.ALLOWED_HOSTS = ["*"]
    found: dict[str, float] = {}
    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    ended = closing_filings().filter(reports_to=office).values("period__guidance")
    guidance = Guidance.objects.defer("source_text").filter(pk__in=ended).latest("year")
    by = lead_of(office)
    if not AnnualReport.objects.of(guidance, office).exists():
        frozen_country(guidance, office, by, found)
    report = AnnualReport.objects.of(guidance, office)[0]
    sizes = (report.size / 1e6, len(report.content.compressed) / 1e6)
    print("the snapshot: {:.1f} MB, {:.1f} MB compressed".format(*sizes))
    with told("beginning the text", found):
        edition = begin_edition(guidance=guidance, organization=office, by=by, at=timezone.now())
    editor = Editor(edition, by, found)
    editor.edit()
    editor.sign()
    asked = ("the page of the text, again", f"saving a part, {TURNS}")
    slow = [what for what in asked if found[what] > LIMIT_PAGE]
    print(f"wanted: pages within {LIMIT_PAGE} s, locked at most {LIMIT_LOCK} s; too slow: {slow or 'none'}")
    return int(bool(slow) or found["lock"] > LIMIT_LOCK)


if __name__ == "__main__":
    sys.exit(main())
