"""What several organizations say in nearly the same words, told once with all who say it.

Who counts how often something is said must not count a number that one of them gave as that of all: sentences
with different numbers are never one. Plain functions over plain values.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from reports.gathering.restatement import LIKE, LaterSentences, Sentence, likeness
from reports.snapshot.year import Statement
from texts.sentences import ended, paragraphs, sentences_in

# What follows a number, so that it counts something: 一些 and 统一 count nothing.
_COUNTED = "(?=[个家项件次场人名期册条篇类批县区市州省所户笔份季月年天成万亿])"
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*(?:[%‰]|\s*(?:[百千万亿]+|(?:thousand|million|billion)\b))?"
    rf"|[二三四五六七八九十百千两][〇零一二三四五六七八九十百千万亿]*|一[〇零一二三四五六七八九十百千万亿]*{_COUNTED}"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)


def shared(statements: Iterable[Statement], speakers: Mapping[str, str]) -> tuple[Statement, ...]:
    """Statements sentence by sentence, each once with the sources of all who say nearly the same, in the
    words of the first. What most organizations say comes first; ``speakers`` are these by the ids of their
    sources.
    """
    single = [
        Statement(sentence, statement.sources, statement.task)
        for statement in statements
        for paragraph in paragraphs(statement.text)
        for sentence in sentences_in(paragraph)
    ]
    groups = [merged([single[place] for place in places]) for places in alike([one.text for one in single])]
    return tuple(sorted(groups, key=lambda group: -len(speakers_of(group, speakers))))


def merged(statements: Sequence[Statement]) -> Statement:
    """Statements that say the same as one; it answers a task only where all answer that one."""
    tasks = {statement.task for statement in statements}
    return Statement(
        ended(statements[0].text),
        tuple(dict.fromkeys(source for statement in statements for source in statement.sources)),
        tasks.pop() if len(tasks) == 1 else None,
    )


def speakers_of(statement: Statement, speakers: Mapping[str, str]) -> list[str]:
    """The organizations that a statement is from, in the order of its sources."""
    return list(dict.fromkeys(speakers[source] for source in statement.sources if source in speakers))


def alike(texts: Sequence[str]) -> list[list[int]]:
    """The places of texts that say nearly the same, together; in the order of the first of each."""
    sentences = [Sentence(text, place, 0) for place, text in enumerate(texts)]
    later = LaterSentences(sentences)
    taken: set[int] = set()
    groups = []
    for sentence in sentences:
        if sentence.place in taken:
            continue
        same = {other.place for other in later.alike(sentence) if says_the_same(sentence, other)} - taken
        taken |= same
        groups.append([sentence.place, *sorted(same)])
    return groups


def says_the_same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences of different people say nearly the same, with the same numbers and names."""
    if one.exact == other.exact:
        return True
    has_same_facts = one.named == other.named and numbers_in(one.text) == numbers_in(other.text)
    return has_same_facts and likeness(one, other) >= LIKE


def numbers_in(text: str) -> list[str]:
    """Its numbers in digits and in words, each with what makes it thousands or millions."""
    return _NUMBER.findall(unicodedata.normalize("NFKC", text).replace(",", "").casefold())
