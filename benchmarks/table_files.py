"""What a long list takes as a file: ``python benchmarks/table_files.py`` (a made-up list of filings in a
database of its own; ``--counted`` never looks at a clock, and takes lists of a quarter of the length).

A list of 10,000 rows and one of 100,000, as a workbook and as plain text, from the database to the last
octet; and the same as a view of the dashboards, whose rows are cells with heads (``view of …``). Memory is
not to grow with the rows, statements by one for each 500 of them. The time is held against the bare work of
the same run: the same values, as the database gives them, into XlsxWriter and into ``csv``, which looks at
none of them.
"""

import argparse
import csv
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

import xlsxwriter
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.scratch import analyze, scratch_database
from organizations.models import User
from organizations.row_batches import BATCH, RowBatches
from reports.dashboards.shown_page import Headline, ShownPage
from reports.data_tables.values import Cell, DataTable, Head, LongRows
from reports.data_tables.values import Row as ViewRow
from reports.handouts.long_files import long_file
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.outgoing.table_files import STREAMED, TableFile
from spreadsheets.values import Row

LIMIT_TIMES = {"xlsx": 2, "csv": 9}
HEAD = columns(("用户名", 16), ("姓名", 16), ("邮箱", 30), ("加入时间", 18), ("编号", 12), ("可登录", 8))
FIELDS = ("username", "name", "email", "date_joined", "pk", "is_active")


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many rows the shorter and the longer list have, and how many megabytes more the longer may take:
    held whole, its rows would take more than ten times that."""

    few: int
    many: int
    megabytes: int


WHOLE, SHORT = Lengths(10_000, 100_000, 4), Lengths(2_500, 25_000, 1)


def fill(count: int) -> None:
    """So many people: a model of plain fields, so that the file is measured and not its rows."""
    at = timezone.now()
    User.objects.bulk_create(
        (
            User(
                username=f"u{number:06}",
                name=f"张三{number % 3_000}",
                email=f"u{number}@x.cn",
                date_joined=at,
            )
            for number in range(count)
        ),
        batch_size=5_000,
    )
    analyze()


def listed(count: int) -> QuerySet[User]:
    return User.objects.filter(username__lt=f"u{count:06}").order_by("-username")


def given_out(form: str, count: int) -> int:
    """The list as a file, as a page gives it out; answers its octets."""
    batches = RowBatches(listed(count))
    rows: Iterator[Row] = (tuple(getattr(person, field) for field in FIELDS) for person in batches.rows())
    file = TableFile("人员", [("查看单位", "国家知识产权局")], [Table("人员", HEAD, rows, len(batches))])
    return sum(len(piece) for piece in STREAMED[form][0](file))


def view_given_out(form: str, count: int) -> int:
    """The same list as a view of the dashboards that is too long to be held."""
    batches = RowBatches(listed(count))

    def read() -> Iterator[ViewRow]:
        for person in batches.rows():
            yield ViewRow(str(person.pk), tuple(Cell(getattr(person, field)) for field in FIELDS))

    heads = tuple(Head(column.key, str(column.title), width=column.width) for column in HEAD)
    table = DataTable("people", "人员", heads, (), whole=LongRows(len(batches), read))
    page = ShownPage("people", "人员", "国家知识产权局", Headline("人员"), (), tables=(table,))
    file = long_file(page, page.tables, has_cover=form == "xlsx")
    return sum(len(piece) for piece in STREAMED[form][0](file))


# What is measured: lists as the pages of tables give them out, and as the views of the dashboards do.
WAYS: dict[str, Callable[[str, int], int]] = {"": given_out, "view of ": view_given_out}


def bare_xlsx(count: int, folder: Path) -> None:
    """The bare values by XlsxWriter's quickest calls, without any style."""
    book = xlsxwriter.Workbook(folder / "bare.xlsx", {"constant_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(bare_rows(count)):
        for place, value in enumerate(row):
            page.write(number, place, value if isinstance(value, int) else str(value))
    book.close()


def bare_csv(count: int, _folder: Path) -> None:
    writer = csv.writer(StringIO(), quoting=csv.QUOTE_ALL)
    for row in bare_rows(count):
        writer.writerow(row)


def bare_rows(count: int) -> Iterator[tuple[object, ...]]:
    yield from listed(count).values_list(*FIELDS).iterator(chunk_size=2_000)


def megabytes(work: Callable[[], object]) -> float:
    """The most memory that is held at once."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def statements(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def counted(form: str, way: str, lengths: Lengths) -> bool:
    """Memory and statements of both lists; answers whether they are too many."""
    give = WAYS[way]
    give(form, 1_000)  # what is loaded once, and remembered
    few, many = (megabytes(lambda count=count: give(form, count)) for count in (lengths.few, lengths.many))
    asked = statements(lambda: give(form, lengths.few))
    print(
        f"{way}{form}: {few:.1f} MB for {lengths.few:,} rows, {many:.1f} MB for {lengths.many:,}"
        f" (at most {lengths.megabytes} MB more wanted); {asked} statements for {lengths.few:,} rows"
    )
    return many - few > lengths.megabytes or asked != 1 + lengths.few // BATCH


def timed(form: str, repeats: int, count: int) -> bool:
    """The processor's time against bare work, one after the other; answers whether it is too much."""
    bare = {"xlsx": bare_xlsx, "csv": bare_csv}[form]
    with TemporaryDirectory() as name:
        pairs = [
            (seconds(lambda: given_out(form, count)), seconds(lambda: bare(count, Path(name))))
            for _repeat in range(repeats)
        ]
    own, other = (min(side) for side in zip(*pairs, strict=True))
    print(
        f"{form}: {own:.1f} s for {count:,} rows,"
        f" bare {other:.1f} s: ×{own / other:.2f} (at most ×{LIMIT_TIMES[form]} wanted)"
    )
    return own / other > LIMIT_TIMES[form]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counted", action="store_true", help="count alone")
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    lengths = SHORT if given.counted else WHOLE
    with scratch_database():
        fill(lengths.many)
        found = [counted(form, way, lengths) for way in WAYS for form in STREAMED]
        if not given.counted:
            found += [timed(form, given.repeats, lengths.many) for form in STREAMED]
    return int(any(found))


if __name__ == "__main__":
    sys.exit(main())
