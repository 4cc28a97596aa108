"""How long the workbook of the whole tree takes: ``python benchmarks/workbook.py`` (a made-up tree in a
database of its own; ``--regions`` names the folder of the GB/T 2260 files for the true one, ``--database``
takes the portal's own data).

The whole work of the command, from the database to the workbook that has been read back, against what
XlsxWriter takes for the same cells in the same run, and what it takes of memory, which is to grow with
neither organizations nor years.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

import xlsxwriter
from django.db import connection
from django.utils import timezone, translation
from openpyxl import Workbook

from benchmarks.made_up_regions import write_regions
from benchmarks.scratch import analyze, scratch_database
from organizations.calendar import today
from organizations.models import Organization
from reports.assembly import Wanted, gather, write_report
from reports.rendering import silent
from reports.snapshot.snapshot import Snapshot
from reports.workbook.plan import SheetPlan
from reports.workbook.survey import Survey
from reports.workbook.xlsx import plans_of, render_xlsx
from reports.workbook.xlsx_proof import prove_xlsx
from sample.simulation.play import Extent, simulate
from tasks.models import Guidance

LANGUAGE = "zh-hans"
LIMIT_TIMES, LIMIT_MEGABYTES = 2, 130


class Clock:
    """Says what each step takes, by the clock on the wall and on the processor."""

    def __init__(self) -> None:
        self.wall = self.processor = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        wall, processor = time.perf_counter(), time.process_time()
        yield
        taken = time.perf_counter() - wall, time.process_time() - processor
        self.wall, self.processor = self.wall + taken[0], self.processor + taken[1]
        print(f"  {name:34} {taken[0]:6.1f} s, {taken[1]:6.1f} s of the processor, {megabytes():4.0f} MB")


def megabytes() -> float:
    """The most memory that the process has had so far; what the one that began it had is not counted."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1_024 for line in status if line.startswith("VmHWM"))


def whole_command(wanted: Wanted, folder: Path, clock: Clock) -> Snapshot:
    """What the command does for a report that is not frozen."""
    path = folder / "report.json"
    with clock.step("gather the year"):
        gathered = gather(wanted)
    with clock.step("compose and write the snapshot"):
        write_report(path, wanted, gathered, None)
    snapshot = Snapshot(path)
    with clock.step("write the workbook"):
        render_xlsx(snapshot, LANGUAGE, folder / "report.xlsx", silent)
    with clock.step("read it back"):
        prove_xlsx(snapshot, LANGUAGE, folder / "report.xlsx", silent)
    return snapshot


def by_xlsxwriter(plans: list[SheetPlan], path: Path) -> None:
    """The bare cells, without any style, by the quickest calls that it has."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    for plan in plans:
        page = book.add_worksheet(plan.title)
        for number, row in enumerate(plan.rows()):
            for place, content in enumerate(row):
                if type(content) is str:
                    page.write_string(number, place, content)
                elif content is not None:
                    page.write_number(number, place, float(content))
    book.close()


def by_openpyxl(plans: list[SheetPlan], path: Path) -> None:
    """The same by openpyxl, which only appends."""
    book = Workbook(write_only=True)
    for plan in plans:
        page = book.create_sheet(plan.title)
        for row in plan.rows():
            page.append([each if each is None or type(each) is str else float(each) for each in row])
    book.save(path)


def bare(
    write: Callable[[list[SheetPlan], Path], None], snapshot: Snapshot, folder: Path
) -> tuple[float, float]:
    """The seconds that a writer takes for the cells, without those for reading them: on the wall, and of the
    processor."""
    with translation.override(LANGUAGE):
        plans = plans_of(snapshot, LANGUAGE, Survey())
        begun = time.perf_counter(), time.process_time()
        cells = sum(content is not None for plan in plans for row in plan.rows() for content in row)
        read = time.perf_counter(), time.process_time()
        write(plans, folder / "bare.xlsx")
        written = time.perf_counter(), time.process_time()
    wall, processor = (
        last - middle - (middle - first) for first, middle, last in zip(begun, read, written, strict=True)
    )
    name = write.__name__.removeprefix("by_")
    print(f"  {cells:,} cells by {name:15} {wall:6.1f} s, {processor:6.1f} s of the processor")
    return wall, processor


def measured(*, peers: bool) -> int:
    """Print what the workbook of the last year takes; answers whether that is too much."""
    guidance = Guidance.objects.published().latest("year")
    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    print(f"{Organization.objects.count()} organizations, load {os.getloadavg()[0]:.1f}")
    clock = Clock()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshot = whole_command(Wanted(guidance, office, timezone.now()), folder, clock)
        most = megabytes()
        wall, processor = bare(by_xlsxwriter, snapshot, folder)
        if peers:
            bare(by_openpyxl, snapshot, folder)
    times = clock.wall / wall
    print(
        f"  the whole: {clock.wall:.1f} s, ×{times:.2f} (at most ×{LIMIT_TIMES} wanted);"
        f" ×{clock.processor / processor:.2f} of the processor"
    )
    print(f"  memory: {most:.0f} MB (at most {LIMIT_MEGABYTES} MB wanted)")
    return int(times > LIMIT_TIMES or most > LIMIT_MEGABYTES)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", action="store_true", help="measure on the portal's own data")
    parser.add_argument("--regions", type=Path, help="the folder of the GB/T 2260 files")
    parser.add_argument("--small", action="store_true", help="simulate the provinces alone")
    parser.add_argument("--years", type=int, default=1, help="so many years are simulated")
    parser.add_argument("--peers", action="store_true", help="write the cells by openpyxl too")
    given = parser.parse_args()
    with nullcontext() if given.database else scratch_database():
        if not given.database:
            fill(given)
        return measured_apart(peers=given.peers)


def fill(given: argparse.Namespace) -> None:
    """Simulate what is measured."""
    extent = Extent(cities=not given.small, counties=not given.small, years=given.years)
    with tempfile.TemporaryDirectory() as name:
        regions = given.regions or write_regions(Path(name), cities=331, counties=2_866)
        simulate(extent=extent, regions=regions, on=today(), tell=print)
    analyze()


def measured_apart(*, peers: bool) -> int:
    """``measured`` in a process of its own: what filled the database took memory too."""
    given = (str(connection.settings_dict["NAME"]), peers)
    process = get_context("spawn").Process(target=measure_database, args=given)
    process.start()
    process.join()
    return process.exitcode or 0


def measure_database(name: str, peers: bool) -> None:  # noqa: FBT001 (a process takes them in order)
    """Measure on the database with this name, and say by the exit code whether it was too much."""
    connection.settings_dict["NAME"] = name
    sys.exit(measured(peers=peers))


if __name__ == "__main__":
    sys.exit(main())
