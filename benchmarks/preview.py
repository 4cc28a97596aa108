"""What the pages of a text take while it is edited: ``python benchmarks/preview.py``.

A report with about twelve, forty and a hundred pages is set again and again, each time with another sentence
in it, as somebody who types would have it; then its first three pages are drawn. No database is needed, but
fonts: ``make setup`` comes first. The exit code tells of growth, which no slow machine changes: ten times the
pages take at most fifteen times as long. Milliseconds are printed beside what is wanted, and beside the bare
work: the same words as plain paragraphs, set by typst alone.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from benchmarks.bare_documents import seconds_as_pdf, words_of
from reports.editing.document import edited_document
from reports.editing.moves import reworded
from reports.editing.parts import begun
from reports.pdf.page_images import page_image
from reports.preview import Pages, pages_of
from reports.snapshot.document import Heading, Paragraph, Passage, ReportDocument, Signature

SENTENCE = "出台支持政策 12 项，质押融资 38.5 亿元，惠及企业 1,204 家，审查周期缩短至 18.4 个月。"
# A page holds 22 lines of 28 signs.
PARAGRAPHS_A_PAGE, SENTENCES = 4, 4
SIZES = (12, 40, 120)
TURNS = 7
DRAWN = 3
WANTED_MILLISECONDS = 500
LIMIT_GROWTH = 15.0


def report_of(pages: int) -> ReportDocument:
    """A report of about so many pages."""
    words = "".join([SENTENCE] * SENTENCES)
    paragraph = Paragraph((Passage(words, ("1.1",), is_quoted=True),))
    body = (Heading(1, "一、", "总体情况"), *[paragraph] * (pages * PARAGRAPHS_A_PAGE))
    return ReportDocument("zh-hans", ("关于落实情况的报告",), "知识产权运用促进司：", body, Signature("某局"))


def measured(pages: int) -> tuple[Pages, list[float], list[float]]:
    """The pages of a report, and milliseconds to set it after each edit and to draw the first of them."""
    composed, settings, drawings = report_of(pages), [], []
    text = begun(composed)
    for turn in range(TURNS):
        text = reworded(text, 2 + turn, f"{SENTENCE}第{turn}次修改。")
        begun_at = time.perf_counter()
        shown = pages_of(edited_document(composed, text))
        set_at = time.perf_counter()
        for number in range(1, DRAWN + 1):
            page_image(shown.pdf, number)
        settings.append((set_at - begun_at) * 1000)
        drawings.append((time.perf_counter() - set_at) * 1000)
    return shown, settings, drawings


def main() -> int:
    medians = {}
    heads = ("first", "median", "bare", f"{DRAWN} drawn")
    print(f"{'pages':>6}  " + "  ".join(f"{head:>8}" for head in heads) + "   milliseconds")
    for size in SIZES:
        shown, settings, drawings = measured(size)
        medians[size] = statistics.median(settings)
        drawn = statistics.median(drawings)
        words = words_of(report_of(size))
        bare = statistics.median(seconds_as_pdf(words) * 1_000 for _turn in range(TURNS))
        print(
            f"{shown.count:>6}  {settings[0]:>8.0f}  {medians[size]:>8.0f}  {bare:>8.0f}  {drawn:>8.0f}"
            f"   ×{medians[size] / bare:.1f} the bare"
        )
    growth = medians[SIZES[-1]] / medians[SIZES[0]]
    print(f"wanted for {SIZES[0]} pages: {WANTED_MILLISECONDS} ms; over ten times the pages: x{growth:.1f}")
    return 0 if growth <= LIMIT_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
