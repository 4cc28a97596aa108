"""The pages of a text: set once for what it says, and anew when it says something else."""

from typing import Any

import pytest

from reports import preview
from reports.editing.document import edited_document
from reports.editing.moves import reworded
from reports.preview import Pages, Shelf, pages_of
from tests.reports.editing.texts import REPORT, text


@pytest.fixture
def settings_counted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every time that pages are set, on an empty shelf."""
    set_so_far: list[Any] = []
    real = preview.pdf_of

    def counted(document: Any) -> bytes:
        set_so_far.append(document)
        return real(document)

    monkeypatch.setattr(preview, "SHELF", Shelf(2))
    monkeypatch.setattr(preview, "pdf_of", counted)
    return set_so_far


def test_the_same_text_is_set_once(settings_counted: list[Any]) -> None:
    first, again = pages_of(REPORT), pages_of(edited_document(REPORT, text()))
    assert first is again
    assert (first.pdf[:5], first.count) == (b"%PDF-", 1)
    assert len(settings_counted) == 1


def test_another_text_is_another_key(settings_counted: list[Any]) -> None:
    first = pages_of(REPORT)
    other = pages_of(edited_document(REPORT, reworded(text(), 3, "改写。")))
    assert first.key != other.key
    assert len(settings_counted) == 2


def test_a_shelf_keeps_what_was_asked_for_last() -> None:
    shelf = Shelf(2)
    for key in ("a", "b"):
        shelf.put(Pages(key, b""))
    assert shelf.get("a") is not None
    shelf.put(Pages("c", b""))
    assert [shelf.get(key) is not None for key in ("a", "b", "c")] == [True, False, True]
