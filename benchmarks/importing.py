"""How long a workbook of 310 values takes on its way back: ``python benchmarks/importing.py``.

What reading, looking at it and taking it over take, each value another than it was, against writing the same
lines with their revisions and nothing else, in one run and in time of the processor. The database is a
scratch one with the sample, and is gone afterwards.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ.setdefault("PORTAL_TODAY", "2021-11-22")

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from openpyxl import load_workbook

from benchmarks.fill_in import filing_with_values, fresh, milliseconds
from benchmarks.scratch import analyze, scratch_database
from organizations.models import User
from sample.year.load import load_sample
from targets.models import Measurement
from tasks.actions.import_lines import FileName, import_lines
from tasks.file_edits import edits_in
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.edits import FilingEdits
from tasks.line_imports.preview import preview_of
from tasks.models import Filing, LineRevision

ROUNDS, WARM_UP = 12, 2
MOST_STATEMENTS = {"look": 8, "take over": 15}
MOST_TIMES_BARE = {"look": 3, "take over": 4}
FILE = FileName("benchmark.xlsx", "a" * 64)


class UndoneError(Exception):
    """Ends a transaction whose work is not to stay."""


def edited(content: bytes) -> bytes:
    """The workbook with another number in every cell that is to hold one."""
    book = load_workbook(BytesIO(content))
    for page in book.worksheets:
        names = {cell.value: cell.column for cell in page[1]}
        if "value" not in names:
            continue
        for row in range(5, page.max_row + 1):
            cell = page.cell(row, names["value"])
            if isinstance(cell.value, int | float):
                cell.value = cell.value + 1
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def undone(work: Callable[[], object]) -> None:
    """Do some work whose writing does not stay."""
    try:
        with transaction.atomic():
            work()
            raise UndoneError
    except UndoneError:
        pass


def bare(filing: Filing, by: User) -> None:
    """The same lines and revisions, written and nothing else."""
    lines = list(Measurement.objects.filter(filing=filing, value__isnull=False))
    for line in lines:
        line.value, line.version = Decimal(line.value or 0) + 1, line.version + 1
    Measurement.objects.bulk_update(lines, ["value", "version"])
    LineRevision.objects.bulk_create(
        LineRevision(
            filing=filing,
            kind="measurement",
            line_id=line.pk,
            version=line.version + 1_000,
            content={"value": str(line.value)},
            at=timezone.now(),
            by=by,
        )
        for line in lines
    )


def take_over(filing: Filing, edits: FilingEdits, by: User) -> None:
    import_lines(filing=filing, edits=edits, seen=None, by=by, at=timezone.now(), file=FILE)


def measured() -> int:
    filing = filing_with_values()
    by = User.objects.filter(memberships__organization=filing.organization_id).earliest("pk")
    analyze()
    content = edited(fill_in_workbook(fresh(filing), at=timezone.now()))
    edits = edits_in(content, "benchmark.xlsx")
    steps: dict[str, Callable[[], object]] = {
        "read": lambda: edits_in(content, "benchmark.xlsx"),
        "look": lambda: preview_of(fresh(filing), edits, by=by),
        "take over": lambda: undone(lambda: take_over(filing, edits, by)),
        "bare": lambda: undone(lambda: bare(filing, by)),
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    walls: dict[str, list[float]] = {name: [] for name in steps}
    for _round in range(ROUNDS + WARM_UP):
        for name, step in steps.items():
            begun = time.perf_counter()
            taken[name].append(milliseconds(step))
            walls[name].append((time.perf_counter() - begun) * 1_000)
    changed = len(preview_of(fresh(filing), edits, by=by).changed)
    print(f"  {changed} lines change, {len(content) / 1_000:.0f} kB")
    is_right = changed > 0
    alone = statistics.median(taken["bare"][WARM_UP:])
    for name, step in steps.items():
        with CaptureQueriesContext(connection) as asked:
            step()
        its = statistics.median(taken[name][WARM_UP:])
        wall = statistics.median(walls[name][WARM_UP:])
        print(
            f"  {name}: {its:.0f} ms of the processor, {wall:.0f} ms, {its / alone:.1f} times bare,"
            f" {len(asked)} statements"
        )
        is_right &= its <= alone * MOST_TIMES_BARE.get(name, its / alone)
        is_right &= len(asked) <= MOST_STATEMENTS.get(name, len(asked))
    return 0 if is_right else 1


def main() -> int:
    with scratch_database(), translation.override("zh-hans"):
        load_sample()
        return measured()


if __name__ == "__main__":
    sys.exit(main())
