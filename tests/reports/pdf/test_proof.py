"""A PDF that holds anything else than its snapshot is found out."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from reports.pdf.proof import comparable, prove_pdf
from reports.rendering import FileDiffers, silent
from reports.snapshot.document import ReportDocument, Table
from tests.reports.pdf.making import bare, english, paragraph, pdf_of, snapshot_of, table
from tests.reports.specimen import specimen_document


def with_table(document: ReportDocument, change: Callable[[Table], Table]) -> ReportDocument:
    body = tuple(change(block) if isinstance(block, Table) else block for block in document.body)
    return replace(document, body=body)


def with_figure(table: Table) -> Table:
    row = table.rows[0]
    return replace(table, rows=((*row[:2], replace(row[2], text="512.37 亿元"), row[3]), *table.rows[1:]))


DOCUMENT = specimen_document(paragraphs=2)
OTHERS = {
    "a figure": with_table(DOCUMENT, with_figure),
    "a row less": with_table(DOCUMENT, lambda table: replace(table, rows=table.rows[1:])),
    "a sentence less": replace(DOCUMENT, closing=""),
    "an annex less": replace(DOCUMENT, annexes=DOCUMENT.annexes[:1]),
    "two paragraphs the other way round": replace(DOCUMENT, body=tuple(reversed(DOCUMENT.body))),
    "another date": replace(DOCUMENT, signature=replace(DOCUMENT.signature, date="2021年12月15日")),
    "another standing": replace(DOCUMENT, standing=""),
    "more at the end": replace(DOCUMENT, colophon=replace(DOCUMENT.colophon, issued_on="")),
}


def test_what_was_written_is_found(tmp_path: Path) -> None:
    path = pdf_of(DOCUMENT, tmp_path)
    told: list[tuple[int, int]] = []
    prove_pdf(
        snapshot_of(DOCUMENT, tmp_path), "zh-hans", path, lambda done, total: told.append((done, total))
    )
    assert told[-1][0] == told[-1][1] == len(told)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_was_not_written_is_found_out(other: ReportDocument, tmp_path: Path) -> None:
    path = pdf_of(other, tmp_path)
    with pytest.raises(FileDiffers, match=r"report\.pdf"):
        prove_pdf(snapshot_of(DOCUMENT, tmp_path), "zh-hans", path, silent)


def test_a_file_that_is_none_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(FileDiffers, match="cannot be read"):
        prove_pdf(snapshot_of(DOCUMENT, tmp_path), "zh-hans", path, silent)


def test_a_minus_counts_where_a_hyphen_of_a_line_does_not(tmp_path: Path) -> None:
    assert comparable("inter-\r\nnational") == comparable("international")
    assert comparable("(begin\r\n\u00ad\r\nning) Source") == comparable("(beginning) Source")
    assert comparable("-5.2 %") != comparable("5.2 %")
    document = english()
    changed = replace(document, body=(*document.body, *document.body))
    path = pdf_of(changed, tmp_path)
    with pytest.raises(FileDiffers):
        prove_pdf(snapshot_of(document, tmp_path), "en", path, silent)


def test_cells_that_changed_places_are_found_out(tmp_path: Path) -> None:
    changed = with_table(DOCUMENT, lambda table: replace(table, rows=tuple(row[::-1] for row in table.rows)))
    path = pdf_of(changed, tmp_path)
    with pytest.raises(FileDiffers):
        prove_pdf(snapshot_of(DOCUMENT, tmp_path), "zh-hans", path, silent)


def test_brackets_beside_words_from_right_to_left_are_found(tmp_path: Path) -> None:
    document = bare(paragraph("出版《“شىنجاڭ” (ئۇيغۇر)》3期（“מרחבא”）。（待审核）"))
    path = pdf_of(document, tmp_path)
    prove_pdf(snapshot_of(document, tmp_path), "zh-hans", path, silent)


def test_names_with_hyphens_that_fill_several_lines_are_found(tmp_path: Path) -> None:
    names = ["patent-navigation-project-report-for-enterprises.pdf"[start:] for start in range(12)]
    document = bare(
        paragraph("详见 COVID-19 专报 A-"), table(*((name, name * 2, "1½ - 3") for name in names))
    )
    path = pdf_of(document, tmp_path)
    prove_pdf(snapshot_of(document, tmp_path), "zh-hans", path, silent)


# What readers of a PDF give in another order, with other hyphens or as the number of a page.
UNSTEADY = ("— 2 —", "A-", "3月-", "ئۇيغۇر ½ — 12-", "q\u0307\u0323 a\u0301-", "- 5 -", "(שלום) 3-")


@pytest.mark.parametrize("seed", range(6))
def test_text_that_readers_do_not_keep_in_order_is_found_sign_by_sign(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same every time)
    rows = [
        ["".join(chance.choices([*UNSTEADY, "知识产权", "12.5"], k=9)) for _column in range(3)]
        for _row in range(40)
    ]
    document = bare(
        *(paragraph(text) for text in chance.sample(UNSTEADY, 5)), table(*rows), paragraph("3 件")
    )
    path = pdf_of(document, tmp_path)
    prove_pdf(snapshot_of(document, tmp_path), "zh-hans", path, silent)
    less = replace(document, body=document.body[:-1])
    other = pdf_of(less, tmp_path)
    with pytest.raises(FileDiffers):
        prove_pdf(snapshot_of(document, tmp_path), "zh-hans", other, silent)
