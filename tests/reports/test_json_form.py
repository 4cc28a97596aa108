"""The form .json is the snapshot, byte for byte, and is read back part by part."""

from pathlib import Path

import pytest

from reports.json_form import prove_json, render_json
from reports.rendering import FileDiffers, silent
from reports.snapshot.snapshot import Snapshot
from tests.reports.specimen import write_specimen


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    write_specimen(tmp_path / "snapshot.json")
    return Snapshot(tmp_path / "snapshot.json")


def test_it_is_the_snapshot_itself(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    assert render_json(snapshot, "en", path, silent) == []
    assert path.read_bytes() == snapshot.path.read_bytes()
    prove_json(snapshot, "en", path, silent)


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text.replace("512.36", "512.37")])
def test_what_is_not_the_snapshot_is_found(snapshot: Snapshot, tmp_path: Path, change: object) -> None:
    path = tmp_path / "report.json"
    path.write_text(change(snapshot.path.read_text()))  # type: ignore[operator]
    with pytest.raises(FileDiffers, match="not the snapshot"):
        prove_json(snapshot, "en", path, silent)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"is_frozen":false', '"is_frozen":"no"'),
        ('"level":2', '"level":"two"'),
        ('["=1+1",1,null,null]', '["=1+1",1]'),
        ('"year":{', '"years":{'),
    ],
)
def test_a_snapshot_of_which_a_part_is_none_of_its_kind_is_found(
    snapshot: Snapshot, tmp_path: Path, old: str, new: str
) -> None:
    text = snapshot.path.read_text()
    assert old in text
    snapshot.path.write_text(text.replace(old, new))
    path = tmp_path / "report.json"
    render_json(snapshot, "en", path, silent)
    with pytest.raises(FileDiffers):
        prove_json(snapshot, "en", path, silent)
