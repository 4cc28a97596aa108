"""On what the words of an editor rest: each sentence keeps the filings of those that it was made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.gathering.restatement import Sentence, likeness
from reports.snapshot.document import Paragraph, Passage
from texts.sentences import paragraphs, sentences_in

# How much of its pairs of characters a sentence shares with the one that it was made of.
MADE_OF = 0.4


@dataclass(frozen=True)
class Ground:
    """The compiled paragraphs that a text rests on, run on as one."""

    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def passages(self) -> list[Passage]:
        return [passage for each in self.paragraphs for passage in each.passages]

    @cached_property
    def words(self) -> str:
        return "".join(passage.text for passage in self.passages)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every filing that something of it rests on."""
        return tuple(dict.fromkeys(source for passage in self.passages for source in passage.sources))

    @cached_property
    def sentences(self) -> list[tuple[Sentence, tuple[Passage, ...]]]:
        """Its sentences, each with the passages that it lies in."""
        return [
            (Sentence(words, 0, 0), self.under(start, start + len(words)))
            for start, words in spans(self.words)
        ]

    def under(self, start: int, end: int) -> tuple[Passage, ...]:
        """The passages in which a stretch of its words lies."""
        found, at = [], 0
        for passage in self.passages:
            if at < end and at + len(passage.text) > start:
                found.append(passage)
            at += len(passage.text)
        return tuple(found)


def rested(words: str, originals: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of an editor's ``words``. What was composed so is as it was composed; a sentence that
    was worded otherwise rests on what it was made of, and is said to be edited. A paragraph of which nothing
    can be told apart any more rests on all that stood in its place."""
    if len(originals) == 1 and originals[0].text == words:
        return tuple(originals)
    ground = Ground(tuple(originals))
    return tuple(Paragraph(tuple(kept(ground, line))) for line in paragraphs(words))


def kept(ground: Ground, line: str) -> Iterator[Passage]:
    """The sentences of a paragraph as passages; the last one rests on all where none rests on anything."""
    passages = [passage_of(ground, words) for _start, words in spans(line)]
    if ground.sources and not any(passage.sources for passage in passages):
        passages[-1] = Passage(passages[-1].text, ground.sources, is_edited=True)
    yield from passages


def passage_of(ground: Ground, words: str) -> Passage:
    """One sentence: word for word out of the ground, made of one of its sentences, or an editor's own."""
    place = ground.words.find(words.strip())
    if place >= 0:
        under = ground.under(place, place + len(words.strip()))
        return Passage(words, sources_of(under), is_quoted=all(each.is_quoted for each in under))
    said = Sentence(words, 0, 0)
    likest = max(ground.sentences, key=lambda known: likeness(said, known[0]), default=None)
    if likest is None or likeness(said, likest[0]) < MADE_OF:
        return Passage(words, is_edited=True)
    return Passage(words, sources_of(likest[1]), is_edited=True)


def sources_of(passages: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for passage in passages for source in passage.sources))


def spans(line: str) -> Iterator[tuple[int, str]]:
    """The sentences of a line with where they begin, which together are the line: a blank before one belongs
    to it."""
    start = 0
    sentences = sentences_in(line)
    for number, sentence in enumerate(sentences):
        is_last = number == len(sentences) - 1
        end = len(line) if is_last else line.index(sentence, start) + len(sentence)
        yield start, line[start:end]
        start = end
