"""Rows come out of a snapshot's file whole, wherever the file is cut and whatever its texts hold."""

from pathlib import Path

import ijson
import pytest

from reports.snapshot import row_reader
from reports.snapshot.row_reader import rows_of
from reports.snapshot.snapshot import Snapshot, write_snapshot
from reports.snapshot.tables import LongTable, Row, TableColumn, TableHead
from reports.snapshot.year import Name
from tests.reports.specimen import specimen_head, specimen_year

TRAPS = (
    'a"],["b',
    ']],"tables":{"second":[["x"',
    ',"tables":{',
    '"second":[',
    "]]",
    "],[",
    "\\",
    '\\"',
    "一二三\n𠮷",
    "",
)


def snapshot_of(path: Path, tables: dict[str, list[Row]]) -> Snapshot:
    columns = (TableColumn("text", Name("文", "Text")), TableColumn("number", Name("数", "Number")))
    head = specimen_head()
    write_snapshot(
        path,
        head=head,
        year=specimen_year(),
        documents={},
        tables=[LongTable(TableHead(key, Name(key, key), columns), rows) for key, rows in tables.items()],
    )
    return Snapshot(path)


@pytest.mark.parametrize("piece", [1, 7, 64, 1 << 16])
def test_rows_are_those_that_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    rows: list[Row] = [(text, place) for place, text in enumerate(TRAPS)]
    tables = {"first": rows, "second": [*reversed(rows), (None, True)], "third": []}
    snapshot = snapshot_of(tmp_path / "s.json", tables)
    monkeypatch.setattr(row_reader, "PIECE", piece)
    for key, written in tables.items():
        assert list(map(tuple, snapshot.rows(key))) == written
        with snapshot.path.open("rb") as file:
            assert list(map(tuple, ijson.items(file, f"tables.{key}.item"))) == written


def test_a_table_that_is_not_there_is_missed(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path / "s.json", {"first": [("a", 1)]})
    with snapshot.path.open("rb") as file, pytest.raises(KeyError):
        list(rows_of(file, "second"))


def test_a_file_that_ends_within_a_table_is_noticed(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path / "s.json", {"first": [("a", 1), ("b", 2)]})
    whole = snapshot.path.read_bytes()
    snapshot.path.write_bytes(whole[: whole.index(b'["b"')])
    with snapshot.path.open("rb") as file, pytest.raises(ValueError, match="ends within"):
        list(rows_of(file, "first"))
