"""Cutting a text into sentences, and a sentence into clauses."""

import re
from collections.abc import Iterator

from reading.brackets import has_marks, match_brackets
from reading.late_pattern import LatePattern

_SENTENCE_ENDS = LatePattern(r"[。！？\n]")
_CLAUSE_ENDS = LatePattern(r"[，；;。！？\n]|(?<!\d),|,(?!\d{3})")
_PLAIN_CLAUSE = LatePattern(r"[^，；;。！？\n]+")
_WORD = LatePattern(r"\w")


def split_sentences(text: str, starts_at: int = 0, ends_at: int | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text[starts_at:ends_at]`` as offsets into ``text``, with their full stop.

    Clauses joined by ； stay together; nothing is split inside brackets, 《》 or quotation marks.
    """
    return _split(text, _SENTENCE_ENDS, starts_at, len(text) if ends_at is None else ends_at)


def split_clauses(text: str) -> list[str]:
    """The clauses of ``text`` between ， ； and 。, without these marks."""
    return [text[start:end] for start, end in clause_spans(text)]


def clause_spans(text: str) -> list[tuple[int, int]]:
    """The clauses of ``split_clauses`` as offsets into ``text``."""
    if "," not in text and not has_marks(text):
        return [span for found in _PLAIN_CLAUSE.finditer(text) if (span := _stripped(text, *found.span()))]
    spans = _split(text, _CLAUSE_ENDS, 0, len(text))
    return [(start, start + len(text[start:end].rstrip("，；,;。！？ \t\u3000"))) for start, end in spans]


def _stripped(text: str, starts_at: int, ends_at: int) -> tuple[int, int] | None:
    """A stretch without the blanks around it; None where no word is in it."""
    if text[starts_at].isalnum() and text[ends_at - 1].isalnum():
        return starts_at, ends_at
    piece = text[starts_at:ends_at]
    if not _WORD.search(piece):
        return None
    return starts_at + len(piece) - len(piece.lstrip()), starts_at + len(piece.rstrip())


def first_sentence_end(text: str) -> int | None:
    """The offset just past the first full stop of the first paragraph, or ``None``."""
    first = _SENTENCE_ENDS.search(text)
    if first is None or first.group() == "\n":
        return None
    if not has_marks(text[: first.start()]):
        return first.end()
    paragraph = text.partition("\n")[0]
    return next((found.end() for found in _unprotected(paragraph, _SENTENCE_ENDS)), None)


def _split(text: str, ends: LatePattern, starts_at: int, ends_at: int) -> list[tuple[int, int]]:
    stretch = text[starts_at:ends_at]
    first = ends.search(stretch)
    if stretch and not stretch[0].isspace() and (first is None or first.end() == len(stretch)):
        return [(starts_at, starts_at + len(stretch.rstrip()))] if _WORD.search(stretch) else []
    cuts = [found.end() for found in _unprotected(stretch, ends)]
    spans = []
    for begin, end in zip([0, *cuts], [*cuts, len(stretch)], strict=True):
        piece = stretch[begin:end]
        if piece[:1].isalnum():
            spans.append((starts_at + begin, starts_at + begin + len(piece.rstrip())))
        elif _WORD.search(piece):
            lead = len(piece) - len(piece.lstrip())
            spans.append((starts_at + begin + lead, starts_at + begin + len(piece.rstrip())))
    return spans


def _unprotected(text: str, pattern: LatePattern) -> Iterator[re.Match[str]]:
    """Matches of ``pattern`` that stand outside all brackets and quotation marks."""
    if not pattern.search(text):
        return
    pairs = iter(match_brackets(text))
    pair = next(pairs, None)
    for found in pattern.finditer(text):
        while pair and pair[1] < found.start():
            pair = next(pairs, None)
        if not (pair and pair[0] < found.start()):
            yield found
