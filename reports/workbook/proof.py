"""Reading a file back before it is called done: it opens, and holds what was written into it (design R26)."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from reports.workbook.render import STEP, Progress
from targets.tables.sheets import SheetTally

XML_PARTS = (".xml", ".rels")


class FileDiffers(Exception):  # noqa: N818 (says what is wrong with it)
    """What was read back is not what was written. Its text is for the log."""


def prove_xlsx(path: Path, written: Sequence[SheetTally], progress: Progress) -> None:
    """Open a workbook as strictly as any program, and count what it holds; raises ``FileDiffers``."""
    try:
        parse_parts(path)
        found = list(sheets_of(path, told(sum(tally.rows for tally in written), progress)))
    except (BadZipFile, expat.ExpatError, KeyError, ValueError, SyntaxError) as error:
        raise FileDiffers(f"{path.name} cannot be read: {error}") from error
    compare(path, written, found)
    progress(1, 1)


def parse_parts(path: Path) -> None:
    """Parse every XML part of the package, which readers that mend what they meet might pass over."""
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(XML_PARTS):
                with package.open(name) as part:
                    expat.ParserCreate().ParseFile(part)


def sheets_of(path: Path, tell: Callable[[], None]) -> Iterator[SheetTally]:
    """What each sheet holds, row by row."""
    with path.open("rb") as file:
        for page in load_workbook(file, read_only=True).worksheets:
            # The size that the file states of itself is not asked: all that is there is read.
            page.reset_dimensions()
            yield tally_of(page.title, page.iter_rows(values_only=True), tell)


def tally_of(title: str, rows: Iterable[Iterable[Any]], tell: Callable[[], None]) -> SheetTally:
    count = cells = signs = 0
    for row in rows:
        filled = [value for value in row if value is not None]
        count, cells = count + 1, cells + len(filled)
        signs += sum(len(value) for value in filled if isinstance(value, str))
        tell()
    return SheetTally(title, count, cells, signs)


def prove_json(path: Path, written: Sequence[SheetTally], progress: Progress) -> None:
    """The same of a file of JSON; its records are counted as they are read, and not kept."""
    records: list[SheetTally] = []
    tell = told(sum(tally.rows for tally in written), progress)

    def counted(value: dict[str, Any]) -> Any:
        """Stands for each object as it ends: the record's tally, later the sheets, later the whole."""
        if "sheets" in value:
            return value
        if all(isinstance(rows, list) for rows in value.values()):
            return {title: joined(title, rows) for title, rows in value.items()}
        return tally_of("", [value.values()], tell)

    try:
        with path.open(encoding="utf-8") as file:
            records = list(json.load(file, object_hook=counted)["sheets"].values())
    except (ValueError, KeyError) as error:
        raise FileDiffers(f"{path.name} cannot be read: {error}") from error
    compare(path, written, records)
    progress(1, 1)


def joined(title: str, records: Sequence[SheetTally]) -> SheetTally:
    return SheetTally(
        title, len(records), sum(record.cells for record in records), sum(record.signs for record in records)
    )


def compare(path: Path, written: Sequence[SheetTally], found: Sequence[SheetTally]) -> None:
    if list(written) != list(found):
        raise FileDiffers(f"{path.name} holds {found} where {written} was written.")


def told(total: int, progress: Progress) -> Callable[[], None]:
    """Counts the rows that are read, and tells ``progress`` of them now and then."""
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        if done % STEP == 0:
            progress(min(done, total), total)

    return one_more


PROOFS: dict[str, Callable[[Path, Sequence[SheetTally], Progress], None]] = {
    "xlsx": prove_xlsx,
    "json": prove_json,
}
