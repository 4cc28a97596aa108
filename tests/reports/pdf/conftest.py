"""Pictures without a store of files."""

import pytest

from reports.pdf import contents


@pytest.fixture(autouse=True)
def stored(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What stands for the stored evidence: pictures by their checksum."""
    pictures: dict[str, bytes] = {}
    monkeypatch.setattr(contents, "stored_picture", pictures.get)
    return pictures
