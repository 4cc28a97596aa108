"""A snapshot as a file: canonical, read back whole, checked by its published schema."""

import hashlib
import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.snapshot.digests import digests_of
from reports.snapshot.document import Passage
from reports.snapshot.schema import snapshot_schema
from reports.snapshot.snapshot import Snapshot, canonical, write_snapshot
from reports.snapshot.tables import LongTable, TableHead
from reports.snapshot.year import Name
from tests.reports.specimen import (
    filings_table,
    specimen_document,
    specimen_head,
    specimen_year,
    write_specimen,
)

ABC_SM3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_what_is_written_is_read_back_whole(tmp_path: Path) -> None:
    write_specimen(tmp_path / "report.json")
    snapshot = Snapshot(tmp_path / "report.json")
    assert snapshot.head == specimen_head()
    assert snapshot.year == specimen_year()
    assert snapshot.documents == {"zh-hans": specimen_document()}
    assert snapshot.tables == [filings_table().head]
    assert list(snapshot.rows("filings")) == [list(row) for row in filings_table().rows]


def test_it_is_canonical_json(tmp_path: Path) -> None:
    write_specimen(tmp_path / "report.json")
    written = (tmp_path / "report.json").read_bytes()
    again = json.dumps(json.loads(written), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert written == again.encode()


def test_the_checksums_are_those_of_the_file(tmp_path: Path) -> None:
    digests = write_specimen(tmp_path / "report.json")
    assert digests == digests_of(tmp_path / "report.json")
    assert digests.sha256 == hashlib.sha256((tmp_path / "report.json").read_bytes()).hexdigest()


def test_sm3_is_that_of_the_standard(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    assert digests_of(tmp_path / "abc").sm3 == ABC_SM3


def test_the_same_is_written_the_same(tmp_path: Path) -> None:
    assert write_specimen(tmp_path / "one.json") == write_specimen(tmp_path / "two.json")


def test_every_snapshot_obeys_the_published_schema(tmp_path: Path) -> None:
    write_specimen(tmp_path / "report.json", is_frozen=True)
    schema = snapshot_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((tmp_path / "report.json").read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole.pop("head"),
        lambda whole: whole["head"].update(day=None),
        lambda whole: whole["head"].update(mood="good"),
        lambda whole: whole["year"]["figures"][0].update(value=512.36),
        lambda whole: whole.update(schema="annual-report/2"),
        lambda whole: whole["documents"]["zh-hans"]["body"].append({"type": "poem"}),
    ],
    ids=["no head", "no day", "a key too many", "a fraction", "another schema", "an unknown block"],
)
def test_what_is_no_snapshot_does_not_obey_it(tmp_path: Path, spoil: object) -> None:
    write_specimen(tmp_path / "report.json")
    whole = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert callable(spoil)
    spoil(whole)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, snapshot_schema())


def test_tables_keep_their_order_and_stream_by_key(tmp_path: Path) -> None:
    tables = [
        LongTable(TableHead(key, Name(key, key), ()), [(key, number) for number in range(3)])
        for key in ("later", "earlier")
    ]
    write_snapshot(
        tmp_path / "report.json", head=specimen_head(), year=specimen_year(), documents={}, tables=tables
    )
    snapshot = Snapshot(tmp_path / "report.json")
    assert [table.key for table in snapshot.tables] == ["later", "earlier"]
    assert list(snapshot.rows("earlier")) == [["earlier", 0], ["earlier", 1], ["earlier", 2]]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    passage = Passage(text, ("1.1",))
    assert msgspec.json.decode(canonical(passage), type=Passage) == passage
