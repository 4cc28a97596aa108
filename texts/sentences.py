"""Texts that people wrote, sentence by sentence."""

import re
from collections.abc import Iterable

# What ends a sentence, with the quotes and brackets that close behind it; a point does between words of Latin
# script alone, so that neither 3.5 nor 《…》 is torn apart.
_END = re.compile(r"""(?:[。！？!?]+|(?<=[A-Za-z0-9)"”])\.(?=\s|$))[”’」』）)》"']*\s*""")
# A point behind these ends nothing: 1. of a list, No. 5, U.S. patents.
_OPEN = re.compile(
    r"(?:\A\s*[(（]?\d{1,3}[)）]?|\b(?:No|Nos|Art|Arts|Fig|Mr|Mrs|Ms|Dr|St|vs|e\.g|i\.e|[A-Za-z]))\.\s*\Z"
)
_ENDED = re.compile(r"""[。！？!?…：:.][”’」』）)》"']*\Z""")
_LOOSE_END = re.compile(r"[\s；;，,、]+\Z")
_MARKS_AT_END = re.compile(r"[\s。.；;，,、！!？?]+\Z")
_WORD = re.compile(r"\w")


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def sentences_in(paragraph: str) -> list[str]:
    """The sentences of a paragraph, each with the mark that ends it. Marks without a word stay with the
    sentence before them."""
    found: list[str] = []
    start = 0
    for end in [match.end() for match in _END.finditer(paragraph)] + [len(paragraph)]:
        if end < len(paragraph) and _OPEN.search(paragraph[start:end]):
            continue
        piece = paragraph[start:end].strip()
        start = end
        if not piece:
            continue
        if found and not _WORD.search(piece):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def run_on(sentences: Iterable[str]) -> str:
    """Sentences as one paragraph again: a blank stands between those of Latin script alone."""
    text = ""
    for sentence in sentences:
        text += f" {sentence}" if text and text[-1].isascii() and sentence[0].isascii() else sentence
    return text


def ended(sentence: str, mark: str = "。") -> str:
    """The sentence with a mark at its end, also where its writer left it open or went on to the next."""
    if _ENDED.search(sentence):
        return sentence
    return _LOOSE_END.sub("", sentence) + mark


def unended(text: str) -> str:
    """What goes on within a sentence of others: in one line, without the marks at its end."""
    return _MARKS_AT_END.sub("", run_on(paragraphs(text)))
