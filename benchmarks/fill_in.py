"""How long the fill-in workbook of a filing with 310 values takes: ``python benchmarks/fill_in.py``.

The whole work, from the database to the bytes, against what XlsxWriter takes for the same cells without any
style, turn by turn in one run and in time of the processor. The database is a scratch one with the sample,
and is gone afterwards.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")

import django

django.setup()

import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from benchmarks.scratch import analyze, scratch_database
from sample.year.load import load_sample
from targets.models import Indicator, Measurement, Target
from tasks.access import filings_with_people
from tasks.fill_in.line_sheet import SHEETS
from tasks.fill_in.workbook import fill_in_workbook
from tasks.models import Filing

VALUES = 310
ROUNDS, WARM_UP = 30, 3
MOST_QUERIES, MOST_TIMES_BARE = 10, 6
CODE = "44"


def filing_with_values() -> Filing:
    """The year end of a province with so many values, each stated for the period before as well."""
    filing = Filing.objects.get(
        organization__code__startswith=CODE, organization__kind="bureau", period__order=4
    )
    model = (
        Target.objects.filter(guidance=filing.period.guidance_id, indicator__form="value").current().first()
    )
    if model is None:
        raise SystemExit("The sample has no target with a value.")
    for number in range(VALUES):
        indicator = Indicator.objects.get(pk=model.indicator_id)
        indicator.pk, indicator.code, indicator.name = None, f"b{number}", f"{indicator.name}{number}"
        indicator.is_fixed = False
        indicator.save(force_insert=True)
        target = Target.objects.get(pk=model.pk)
        target.pk, target.indicator, target.order = None, indicator, 1_000 + number
        target.reported_by = Target.ReportedBy.LOCAL_BUREAUS
        target.save(force_insert=True)
        before = Filing.objects.get(organization=filing.organization_id, period__order=3)
        Measurement.objects.bulk_create(
            Measurement(filing=each, target=target, value=number, version=1) for each in (before, filing)
        )
    return filing


def fresh(filing: Filing) -> Filing:
    """The filing as a request reads it."""
    found = filings_with_people.first(filing=filing.pk)
    if found is None:
        raise SystemExit("The filing is gone.")
    return found


def cells_of(filing: Filing) -> list[list[object]]:
    contents = (sheet.content(filing) for sheet in SHEETS.values())
    return [
        [row.contexts.get(column.name) or row.answers.get(column.name) for column in content.columns]
        for content in contents
        if content
        for row in content.rows
    ]


def bare(rows: list[list[object]]) -> bytes:
    """The same cells by the quickest calls."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    for place, row in enumerate(rows):
        for at, value in enumerate(row):
            page.write_string(place, at, "" if value is None else str(value))
    book.close()
    return file.getvalue()


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1_000


def measured() -> int:
    filing = filing_with_values()
    analyze()
    with translation.override("zh-hans"):
        rows = cells_of(fresh(filing))
        with CaptureQueriesContext(connection) as asked:
            content = fill_in_workbook(fresh(filing), at=timezone.now())
        queries = len(asked) - 1  # one reads the filing
        taken: list[tuple[float, float]] = []
        for _round in range(ROUNDS + WARM_UP):
            found = fresh(filing)
            whole = milliseconds(lambda found=found: fill_in_workbook(found, at=timezone.now()))  # type: ignore[misc]
            taken.append((whole, milliseconds(lambda: bare(rows))))
    whole, alone = (statistics.median(each[place] for each in taken[WARM_UP:]) for place in (0, 1))
    cells = sum(len(row) for row in rows)
    print(f"  {len(rows)} rows, {cells:,} cells, {len(content) / 1_000:.0f} kB, {queries} queries")
    print(f"  {whole:.0f} ms of the processor, bare XlsxWriter {alone:.0f} ms: {whole / alone:.1f} times")
    return 0 if queries <= MOST_QUERIES and whole <= MOST_TIMES_BARE * alone else 1


def main() -> int:
    with scratch_database():
        load_sample()
        return measured()


if __name__ == "__main__":
    sys.exit(main())
