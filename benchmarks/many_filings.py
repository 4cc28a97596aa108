"""How long a province waits to see what its 21 workbooks would change: ``python benchmarks/many_filings.py``.

As one package and as one workbook of all, from the bytes to the counts of every filing, with what is kept on
the way; against reading and weighing one by one and nothing else. ``--counted`` counts statements for each
filing and looks at no clock. The database is a scratch one with the sample, and is gone afterwards.
"""

import argparse
import os
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")

import django

django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from benchmarks.fill_in import fresh
from benchmarks.importing import edited
from benchmarks.scratch import analyze, scratch_database
from organizations.calendar import today
from organizations.models import User
from sample.year.load import load_sample
from tasks.actions import reopen_filing, return_filing
from tasks.actions.bundles import BroughtFile, discard_bundle, receive_bundle
from tasks.bundle_work import work_on
from tasks.file_edits import all_edits_in
from tasks.fill_in.many_filings_workbook import many_filings_workbook
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.preview import preview_of
from tasks.models import Filing

Status = Filing.Status
CITIES, MOST_SECONDS = 21, 3.0
# For each filing: its part, its file kept under its lock, the lines and what stands beside them.
MOST_STATEMENTS = 34
MOST_TIMES_BARE = 3.0


def filings_of_a_province() -> tuple[User, list[Filing]]:
    """The filer of a province, and the filings of its cities for the period that opened last, all given back
    so that they can be filled in."""
    by, reviewer = (User.objects.get(username=name) for name in ("gd-filer", "gd-reviewer"))
    of_cities = Filing.objects.visible_to(by).filter(reports_to=by.organizations_held[0])
    opened = of_cities.filter(period__opens_on__lte=today())
    latest = opened.order_by("-period__opens_on").values_list("period", flat=True)[0]
    for filing in opened.filter(period=latest):
        given_back(filing, reviewer)
    found = Filing.objects.to_bring_by(by, today()).filter(pk__in=opened.filter(period=latest))
    return by, [fresh(filing) for filing in found.order_by("organization__path")[:CITIES]]


def given_back(filing: Filing, by: User) -> None:
    """Let what was handed in be corrected."""
    act = {Status.APPROVED: reopen_filing, Status.SUBMITTED: return_filing}.get(Status(filing.status))
    if act is not None:
        act(filing=filing, by=by, at=timezone.now(), reason="再核。", version=filing.version)


def packed(filings: list[Filing]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for filing in filings:
            content = edited(fill_in_workbook(filing, at=timezone.now(), is_blank=True))
            package.writestr(f"{filing.organization.code}.xlsx", content)
    return file.getvalue()


def looked_at(content: bytes, files: list[BroughtFile], by: User, name: str) -> tuple[float, int, int]:
    """Seconds, statements and how many filings were looked at, of one bundle."""
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        bundle = receive_bundle(
            content=content, name=name, files=files, language="zh-hans", by=by, at=timezone.now()
        )
        work_on(bundle)
    seconds = time.perf_counter() - begun
    read = bundle.parts.filter(state="read").count()
    discard_bundle(bundle=bundle, by=by, at=timezone.now())
    return seconds, len(asked), read


def bare(content: bytes, by: User) -> float:
    """Seconds of reading and weighing the same alone."""
    begun = time.perf_counter()
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            edits = all_edits_in(package.read(name), name)[0]
            preview_of(fresh(Filing(pk=edits.filing)), edits, by=by)
    return time.perf_counter() - begun


def measured(*, is_counted: bool) -> int:
    by, filings = filings_of_a_province()
    analyze()
    package = packed(filings)
    book = edited(
        many_filings_workbook(
            [(filing, True) for filing in filings], at=timezone.now(), heading="", told=lambda _filing: None
        )
    )
    asked = {
        "package": (package, [BroughtFile(place, f"{place}.xlsx") for place in range(len(filings))], "a.zip"),
        "one workbook": (book, [BroughtFile(0, "a.xlsx")], "a.xlsx"),
    }
    alone = min(bare(package, by) for _round in range(3))
    is_right = True
    for name, (content, files, file_name) in asked.items():
        rounds = [looked_at(content, files, by, file_name) for _round in range(1 if is_counted else 4)]
        seconds, statements, read = min(rounds)
        each = statements / max(read, 1)
        print(f"  {name}: {read} filings, {len(content) / 1_000:.0f} kB, {each:.1f} statements each", end="")
        print("" if is_counted else f", {seconds:.2f} s, {seconds / alone:.1f} times bare ({alone:.2f} s)")
        is_right &= read == len(filings) and each <= MOST_STATEMENTS
        is_right &= is_counted or (seconds <= MOST_SECONDS and seconds <= alone * MOST_TIMES_BARE)
    return 0 if is_right and len(filings) == CITIES else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counted", action="store_true")
    arguments = parser.parse_args()
    with scratch_database(), translation.override("zh-hans"):
        load_sample()
        return measured(is_counted=arguments.counted)


if __name__ == "__main__":
    sys.exit(main())
