"""A text too long for a row goes on in the next; nothing of it is lost, and each part fits."""

from hypothesis import given
from hypothesis import strategies as st

from reports.workbook.continuation import MOST_LINES, WORDY, Continuation, lines_of, pieces

TEXTS = st.text(st.sampled_from("一国ab \n。𠮷"), max_size=3_000)


@given(TEXTS, st.integers(WORDY, 60))
def test_the_parts_are_the_text_and_fit(text: str, width: int) -> None:
    parts = pieces(text, width)
    assert "".join(parts) == text
    for part in parts:
        assert lines_of(part.removesuffix("\n"), width * 1.1) <= MOST_LINES


def test_a_row_goes_on_under_its_first_columns() -> None:
    continuation = Continuation({0: 16, 1: 40, 2: 40}, repeated=1)
    long, longer = "长" * 600, "更长\n" * 60
    rows = [list(row) for row in continuation.rows_for(["广东", long, longer, "5"])]
    assert len(rows) == 3
    assert {row[0] for row in rows} == {"广东"}
    assert ["".join(str(row[place] or "") for row in rows) for place in (1, 2)] == [long, longer]
    assert [row[3] for row in rows] == ["5", None, None]


def test_a_short_row_stays_as_it_is() -> None:
    row = ["广东", "短", None]
    assert list(Continuation({0: 16, 1: 40}, repeated=1).rows_for(row)) == [row]
