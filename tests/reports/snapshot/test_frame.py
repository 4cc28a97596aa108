"""What stands around the tables of a snapshot is read without them, wherever the file is cut."""

from pathlib import Path

import msgspec
import pytest

from reports.snapshot import frame
from reports.snapshot.snapshot import Snapshot, write_over, write_snapshot
from reports.snapshot.tables import LongTable, TableHead
from reports.snapshot.year import Name, SectionYear, Statement
from tests.reports.specimen import specimen_document, specimen_head, specimen_year

TRAP = ']]},"year":{"x":1},"schema":{},"tables":{"first":[["'


def snapshot_of(path: Path, rows: int) -> Snapshot:
    """A snapshot whose tables and year hold texts that look like what stands between them."""
    said = SectionYear("一", "一、", TRAP, 1, is_asked=True, achievements=(Statement(TRAP, ("7.2",)),))
    year = msgspec.structs.replace(specimen_year(), sections=(said,))
    tables = [
        LongTable(TableHead("first", Name("表", "Table"), ()), [(TRAP, place) for place in range(rows)])
    ]
    documents = {"zh-hans": msgspec.structs.replace(specimen_document(), addressee=TRAP)}
    write_snapshot(path, head=specimen_head(), year=year, documents=documents, tables=tables)
    return Snapshot(path)


@pytest.mark.parametrize("rows", [0, 1, 300])
@pytest.mark.parametrize("piece", [1, 7, 64, 1 << 20])
def test_the_parts_are_those_that_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, rows: int
) -> None:
    snapshot = snapshot_of(tmp_path / "s.json", rows)
    monkeypatch.setattr(frame, "PIECE", piece)
    assert snapshot.head == specimen_head()
    assert snapshot.documents["zh-hans"].addressee == TRAP
    assert [table.key for table in snapshot.tables] == ["first"]
    assert snapshot.year.sections[0].achievements[0].text == TRAP


def test_nothing_of_the_tables_is_read_for_it(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path / "s.json", 20_000)
    written = snapshot.path.read_bytes()
    begin, end = written.index(b',"tables":{'), written.rindex(b'},"year":')
    rubbish = b"\0" * (end - begin - 20)
    snapshot.path.write_bytes(written[: begin + 20] + rubbish + written[end:])
    assert snapshot.year.figures == specimen_year().figures
    assert snapshot.head == specimen_head()
    assert list(snapshot.documents) == ["zh-hans"]


@pytest.mark.parametrize("rows", [0, 1, 300])
@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_what_is_written_over_another_is_written_as_it_would_be_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, rows: int
) -> None:
    base = snapshot_of(tmp_path / "base.json", rows)
    head = msgspec.structs.replace(base.head, version=7, frozen_by=TRAP)
    documents = {"zh-hans": msgspec.structs.replace(specimen_document(), addressee="")}
    again = [LongTable(table, map(tuple, base.rows(table.key))) for table in base.tables]
    anew, over = tmp_path / "anew.json", tmp_path / "over.json"
    digests = write_snapshot(anew, head=head, year=base.year, documents=documents, tables=again)
    monkeypatch.setattr(frame, "PIECE", piece)
    assert write_over(over, base.path, head=head, documents=documents) == digests
    assert over.read_bytes() == anew.read_bytes()


@pytest.mark.parametrize("part", ["head", "year"])
def test_a_file_without_it_is_noticed(tmp_path: Path, part: str) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b'{"documents":{}}')
    with pytest.raises(KeyError):
        getattr(Snapshot(path), part)
