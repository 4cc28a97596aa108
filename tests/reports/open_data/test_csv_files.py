"""Tables as files that spreadsheets open: nothing in them is run, and nothing is lost."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from reports.open_data.csv_files import as_csv
from texts.outgoing.formulas import is_formula, is_number

TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20
)
SCALARS = st.one_of(TEXT, st.integers(-(10**9), 10**9), st.booleans(), st.none())


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(rows=st.lists(st.tuples(SCALARS, SCALARS), max_size=5))
def test_no_field_is_a_formula_and_every_row_is_there(
    rows: list[tuple[str | int | bool | None, ...]],
) -> None:
    content = as_csv(["one", "two"], rows)
    assert content.startswith(b"\xef\xbb\xbf")
    head, *found = read(content)
    assert head == ["one", "two"]
    assert len(found) == len(rows)
    for row in found:
        assert not any(is_formula(field) and not is_number(field) for field in row)


def test_values_keep_their_words() -> None:
    _head, row = read(as_csv("abcde", [(True, False, None, -5, "=1+1")]))
    assert row == ["true", "false", "", "-5", "'=1+1"]
