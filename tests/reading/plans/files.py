"""The parts of a document as a file: plain text, Word or PDF."""

import random
from collections.abc import Sequence

from tests.reading.plans.answers import Grid, Line
from tests.reading.plans.pages import pdf
from tests.reading.plans.settings import Setting, set_text
from tests.reading.plans.word_files import numbered_word, word


def file_of(
    parts: Sequence[Line | Grid], kind: str, setting: Setting, rng: random.Random
) -> tuple[str, bytes]:
    """A file of that kind with its name; of Word documents one kind lets Word print the numbers."""
    if kind == "docx":
        return "plan.docx", word(parts, rng)
    if kind == "numbered docx":
        return "plan.docx", numbered_word(parts, rng)
    if kind == "pdf":
        return "plan.pdf", pdf(parts, rng, quotes_differ=rng.random() < 0.3)
    if kind == "quoted pdf":
        return "plan.pdf", pdf(parts, rng, quotes_differ=True)
    return "plan.txt", set_text(parts, setting, rng).encode()
