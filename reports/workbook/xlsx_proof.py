"""Reading a workbook back before it is called done (design R26): every cell is compared with what the
snapshot says, row by row, so that memory does not grow with them."""

from collections.abc import Iterable
from itertools import chain, zip_longest
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.utils.translation import override
from xlsxwriter.utility import xl_col_to_name

from reports.rendering import FileDiffers, Progress
from reports.snapshot.snapshot import Snapshot
from reports.workbook.contents import Numeral
from reports.workbook.plan import Contents, SheetPlan
from reports.workbook.sheet_reader import ReadCell, rows_in, sheets_of
from reports.workbook.survey import Survey
from reports.workbook.verification import prove_qr
from reports.workbook.watch import Watch
from reports.workbook.xlsx import PASSES, plans_of, rows_of

XML_PARTS = (".xml", ".rels")


def prove_xlsx(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> None:
    """Read a workbook back and compare every cell with the snapshot; raises ``FileDiffers``."""
    watch = Watch(progress, PASSES * rows_of(snapshot))
    with override(language):
        plans = plans_of(snapshot, language, Survey(watch))
        try:
            with ZipFile(path) as package:
                compare(package, plans, watch)
                prove_qr(package, snapshot.head.verification)
        except (BadZipFile, expat.ExpatError, KeyError, ValueError) as error:
            raise FileDiffers(f"{path.name} cannot be read: {error}") from error
    watch.finish()


def compare(package: ZipFile, plans: list[SheetPlan], watch: Watch) -> None:
    """Compare the sheets of a workbook with the plans; every other part is at least XML."""
    sheets = sheets_of(package)
    if [title for title, _part in sheets] != [plan.title for plan in plans]:
        raise FileDiffers(f"The sheets are {sheets}.")
    parts = {part for _title, part in sheets}
    for name in package.namelist():
        if name.endswith(XML_PARTS) and name not in parts:
            expat.ParserCreate().Parse(package.read(name), True)  # noqa: FBT003 (the last piece)
    for plan, (_title, part) in zip(plans, sheets, strict=True):
        with package.open(part) as file:
            compare_rows(plan, rows_in(file), watch)


def compare_rows(plan: SheetPlan, found: Iterable[list[ReadCell]], watch: Watch) -> None:
    wanted = chain([plan.head], watch.over(plan.rows()))
    names = [xl_col_to_name(place) for place in range(len(plan.columns))]
    for number, (row, read) in enumerate(zip_longest(wanted, found), start=1):
        if row is None or read is None or cells_of(names, number, row) != read:
            raise FileDiffers(f"{plan.title}, row {number}, holds {read} where {row} was written.")


def cells_of(names: list[str], number: int, row: Contents) -> list[ReadCell]:
    """What is to be read of a row."""
    return [
        (f"{name}{number}", not isinstance(content, Numeral), content)
        for name, content in zip(names, row, strict=True)
        if content is not None
    ]
