"""Composes what the sample filings say on tasks, true to the states of their measures and to the year so far.

An achievement begins with a headline sentence; the counts behind it are of the whole year up to then, so that
they never fall from one period to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from string import Formatter
from zlib import crc32

from sample.year.phrases import (
    DELAYED,
    LOCAL,
    NEXT,
    PROBLEMS,
    SHARES,
    SINCE,
    STAGES,
    TOTALS,
    SectionWords,
)
from tasks.models import MeasureState, Task
from texts.punctuation import within_quotes

State = MeasureState.State

# The share of a year's counts that is reached by the end of each period, in percent.
REACHED = (24, 51, 76, 96)
# How many facts are told in each period.
TOLD = (2, 3, 4, 4)
MOST_MEASURES = 3
NOTHING_YET = "完成前期调研和任务分工，各项举措已列入年度计划。"
LAST = 4


@dataclass(frozen=True, slots=True)
class Texts:
    """What one progress entry says."""

    achievements: str
    problems: str
    next_steps: str


def compose(
    task: Task, states: Sequence[MeasureState], *, is_local: bool, place: str, period: int, rng: Random
) -> Texts:
    """The texts of one organization on one task for one period, true to the states of its measures."""
    words = LOCAL.get(task.section.path) if is_local else None
    numbers = {"n": rng.randint(8, 46), "m": rng.randint(2, 7), "k": rng.randint(120, 980)}
    if words is not None:
        achievements = year_so_far(words, place, task.section.path, period, rng.randrange(2))
    else:
        achievements = headline(states) + told_measures(states, numbers, rng)
    is_delayed = any(state.state == State.DELAYED for state in states)
    troubles = words.problems * 2 + ("",) if words else PROBLEMS
    problems = DELAYED if is_delayed else rng.choice((*troubles, "", ""))
    next_steps = NEXT[period - 1] if rng.random() < 0.5 else rng.choice(NEXT)
    if words is not None and period == LAST:
        next_steps = words.next_year[len(place) % len(words.next_year)]
    return Texts(achievements=achievements, problems=problems, next_steps=next_steps)


def year_so_far(words: SectionWords, place: str, section: str, period: int, variant: int) -> str:
    """A headline, and the facts of one place since January: always the same facts, with counts that grow."""
    seed = crc32(f"{place} {section}".encode())
    first = seed % len(words.facts)
    facts = [words.facts[(first + step) % len(words.facts)] for step in range(TOLD[period - 1])]
    counted = "；".join(
        with_counts(fact, seed + 97 * number, REACHED[period - 1]) for number, fact in enumerate(facts)
    )
    return f"{words.headlines[period - 1][variant]}{SINCE[period - 1]}，{counted}。"


def with_counts(fact: str, seed: int, reached: int) -> str:
    """A fact with its counts: of each the share, in percent, of what the year comes to."""
    pieces: list[str] = []
    for text, size in pieces_of(fact):
        pieces.append(text)
        if size is not None:
            pieces.append(str(count_of(size, seed, reached)))
    return "".join(pieces)


@cache
def pieces_of(fact: str) -> tuple[tuple[str, str | None], ...]:
    """The words of a fact, and after each what kind of count follows."""
    return tuple((text, size) for text, size, _form, _conversion in Formatter().parse(fact))


def count_of(size: str, seed: int, reached: int) -> int:
    """One count of a fact; a kind that stands in it twice is the same number."""
    spread = seed * 2_654_435_761 + ord(size[0]) * 40_503 >> 7
    if size in SHARES:
        least, most = SHARES[size]
        return least + spread % (most - least + 1)
    least, most = TOTALS[size]
    total = least + spread % (most - least + 1)
    return max(1, total * reached // 100)


def headline(states: Sequence[MeasureState]) -> str:
    """What a department says first: how many of its measures are done."""
    done = sum(state.state == State.COMPLETED for state in states)
    if not done:
        return "各项举措按计划有序推进。"
    if done == len(states):
        return f"{len(states)}项举措全部完成。"
    return f"{len(states)}项举措按计划推进，已完成{done}项。"


def told_measures(states: Sequence[MeasureState], numbers: dict[str, int], rng: Random) -> str:
    """A sentence on each measure that was begun, the first few of them."""
    begun = [state for state in states if state.state in STAGES][:MOST_MEASURES]
    told = (
        rng.choice(STAGES[state.state]).format(measure=within_quotes(clause(state.measure.text)), **numbers)
        for state in begun
    )
    return "".join(told) or NOTHING_YET


def clause(measure: str) -> str:
    """The first clause of a measure, to name it in a sentence."""
    return measure.rstrip("。").split("，")[0]
