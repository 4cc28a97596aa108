"""The snapshot of a frozen report is taken out of the database in small pieces."""

import os
import zlib

import pytest

from reports.stored_report import PIECE, decompressed

WHOLE = {
    "what shrinks to a thousandth": b"0" * (40 * PIECE),
    "what does not shrink": os.urandom(3 * PIECE + 7),
    "little": b"{}",
}


@pytest.mark.parametrize("name", WHOLE)
def test_no_piece_is_large_however_far_it_was_compressed(name: str) -> None:
    pieces = list(decompressed(memoryview(zlib.compress(WHOLE[name]))))
    assert b"".join(pieces) == WHOLE[name]
    assert max(map(len, pieces)) <= PIECE
