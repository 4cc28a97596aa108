"""How much memory and work a large sheet takes: counted, never timed."""

import tracemalloc
from collections.abc import Callable

import pytest

from spreadsheets.incoming import limits
from spreadsheets.incoming.limits import MEGABYTE
from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.sheet_part import SheetReader
from tests.spreadsheets.incoming import making
from tests.spreadsheets.incoming.making import cell, row, workbook

FIRST = row(1, cell("A1", "1"))


def empty_rows(count: int, inside: str) -> str:
    return FIRST + "".join(f'<row r="{at}" spans="1:9" s="1">{inside}</row>' for at in range(2, count + 2))


LARGE: dict[str, Callable[[], bytes]] = {
    "100,000 empty rows": lambda: workbook(empty_rows(100_000, "")),
    "100,000 rows of formatted cells": lambda: workbook(empty_rows(100_000, '<c s="1"/>' * 9)),
    "16,384 empty columns": lambda: workbook(FIRST + row(2, '<c s="1"/>' * 16_384)),
    "hidden to the last column": lambda: workbook(
        FIRST, before='<cols><col min="2" max="16384" hidden="1"/></cols>'
    ),
    "unused texts": lambda: workbook(
        FIRST, texts=making.shared_texts(*(f"文字{at}" for at in range(50_000)))
    ),
    "blanks between": lambda: workbook(FIRST + " " * 15 * MEGABYTE),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_holds_nothing_takes_little_memory(name: str) -> None:
    content = LARGE[name]()
    tracemalloc.start()
    try:
        book = read_book(content, "a.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(list(book.sheets[0].filled())) == 1
    assert peak < 16 * MEGABYTE, peak / MEGABYTE


def test_cells_take_memory_by_their_number() -> None:
    content = workbook("".join(f"<row>{'<c><v>1.5</v></c>' * 100}</row>" for _ in range(500)))
    tracemalloc.start()
    try:
        book = read_book(content, "a.xlsx")
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    count = len(list(book.sheets[0].filled()))
    assert count == 50_000
    assert kept / count < 300


def test_each_tag_is_handled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the rows are twice the work: begun elements are counted."""

    def begun(rows: int) -> int:
        count = 0
        begin = SheetReader.begin

        def counted(self: SheetReader, name: str, attributes: dict[str, str]) -> None:
            nonlocal count
            count += 1
            begin(self, name, attributes)

        with monkeypatch.context() as patch:
            patch.setattr(SheetReader, "begin", counted)
            read_book(workbook(empty_rows(rows, "<c/>")), "a.xlsx")
        return count

    assert begun(2_000) - begun(1_000) == 2_000


def test_nothing_is_unpacked_of_parts_that_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    take = limits.Allowance.take_content
    monkeypatch.setattr(
        limits.Allowance, "take_content", lambda self, piece: (taken.append(len(piece)), take(self, piece))[1]
    )
    picture = bytes(range(256)) * 4 * 1024
    read_book(making.zipped(making.parts(FIRST) | {"xl/media/image1.png": picture}), "a.xlsx")
    assert sum(taken) < 4_000
