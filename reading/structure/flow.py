"""Unwrapped text that still knows where each stretch of it stands in the source."""

from collections.abc import Iterable
from dataclasses import dataclass

from reading.document import Run


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` with the runs that lead back to the source; joints that no run covers are not in it."""

    text: str = ""
    runs: tuple[Run, ...] = ()

    def cut(self, starts_at: int) -> "Flow":
        """What follows the first ``starts_at`` characters, without the blanks around it."""
        rest = self.text[starts_at:]
        starts_at += len(rest) - len(rest.lstrip())
        text = rest.strip()
        ends_at = starts_at + len(text)
        runs = []
        for run in self.runs:
            begin, end = max(run.at, starts_at), min(run.at + run.length, ends_at)
            if begin < end:
                runs.append(Run(begin - starts_at, run.source_at + begin - run.at, end - begin))
        return Flow(text, tuple(runs))


def join_flows(flows: Iterable[Flow]) -> Flow:
    """The flows as paragraphs of one text, a line feed between them."""
    flows = [flow for flow in flows if flow.text]
    if len(flows) < 2:
        return flows[0] if flows else Flow()
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
