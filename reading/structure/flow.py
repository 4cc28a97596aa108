"""Unwrapped text that still knows where each stretch of it stands in the source."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reading.document import Run


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` with the runs that lead back to the source; joints that no run covers are not in it."""

    text: str = ""
    runs: tuple[Run, ...] = ()

    def source_offset(self, at: int) -> int:
        """The source offset of the character at ``at`` in ``text``."""
        run = self.runs[max(0, bisect_right(self.runs, at, key=lambda run: run.at) - 1)]
        return run.source_at + min(at - run.at, run.length)

    def cut(self, starts_at: int) -> "Flow":
        """What follows the first ``starts_at`` characters, without the blanks around it."""
        rest = self.text[starts_at:]
        if starts_at == 0 and not (rest[:1].isspace() or rest[-1:].isspace()):
            return self
        starts_at += len(rest) - len(rest.lstrip())
        text = rest.strip()
        ends_at = starts_at + len(text)
        if not text:
            return NOTHING
        if len(self.runs) == 1:
            return Flow(text, (Run(0, self.runs[0].source_at + starts_at, len(text)),))
        runs = []
        for run in self.runs:
            begin, end = max(run.at, starts_at), min(run.at + run.length, ends_at)
            if begin < end:
                runs.append(Run(begin - starts_at, run.source_at + begin - run.at, end - begin))
        return Flow(text, tuple(runs))


NOTHING = Flow()


class Places:
    """The way from offsets of a text back to the source, for many of them: the ``runs`` are gone through
    once."""

    def __init__(self, runs: tuple[Run, ...], starts_at: int) -> None:
        self.runs = runs
        self.starts_at = starts_at
        self.begins = [run.at for run in runs]

    def offset(self, at: int) -> int:
        """The source offset of the character at ``at``."""
        if not self.runs:
            return self.starts_at
        run = self.runs[max(0, bisect_right(self.begins, at) - 1)]
        return run.source_at + min(at - run.at, run.length)


def join_flows(flows: Iterable[Flow]) -> Flow:
    """The flows as paragraphs of one text, a line feed between them."""
    flows = [flow for flow in flows if flow.text]
    if len(flows) < 2:
        return flows[0] if flows else NOTHING
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for flow in flows:
        at += 1 if texts else 0
        runs.extend(Run(run.at + at, run.source_at, run.length) for run in flow.runs)
        texts.append(flow.text)
        at += len(flow.text)
    return Flow("\n".join(texts), tuple(runs))


def join_lines(pieces: Iterable[tuple[str, int]]) -> Flow:
    """Lines, each with its source offset, as one paragraph: a blank only where two Latin words meet."""
    pieces = [piece for piece in pieces if piece[0]]
    if len(pieces) == 1:
        text, source_at = pieces[0]
        return Flow(text, (Run(0, source_at, len(text)),))
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    last = ""
    for text, source_at in pieces:
        if last.isascii() and text[0].isascii() and last.isalpha() and text[0].isalpha():
            texts.append(" ")
            at += 1
        runs.append(Run(at, source_at, len(text)))
        texts.append(text)
        at += len(text)
        last = text[-1]
    return Flow("".join(texts), tuple(runs))
