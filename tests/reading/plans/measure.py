"""How well the reader reads the documents made for the purpose.

``python -m tests.reading.plans.measure [--shape X] [--seed N] [--show]`` prints the totals, and with
``--show`` each document's errors.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import django

from tests.reading.plans.answers import Made
from tests.reading.plans.judge import Fact, Finding, Judgement, Verdict, judge
from tests.reading.plans.shapes import SHAPES, document
from tests.reading.plans.written_plans import written_documents

MIXTURES = 11
JUDGED = (Fact.SECTION, Fact.NOTE, Fact.DEADLINE, Fact.OTHERS, Fact.FRONT, Fact.REPORT)


def fixed_documents() -> Iterator[Made]:
    """The documents that the measure is taken of: those written by hand, each shape once, and mixtures."""
    yield from written_documents()
    for shape in SHAPES:
        yield document(shape, 1)
    for seed in range(2, 2 + MIXTURES):
        yield document("mixed", seed)


@dataclass(slots=True)
class Totals:
    """Counts over many documents; surplus findings add to errors, not to what was expected."""

    documents: int = 0
    cautions: int = 0
    expected: Counter[Fact] = field(default_factory=Counter)
    right: Counter[Fact] = field(default_factory=Counter)
    flagged: Counter[Fact] = field(default_factory=Counter)
    silent: Counter[Fact] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding], cautions: int = 0) -> None:
        self.documents += 1
        self.cautions += cautions
        for finding in findings:
            self.expected[finding.fact] += not finding.is_surplus
            counts = {Verdict.RIGHT: self.right, Verdict.FLAGGED: self.flagged, Verdict.SILENT: self.silent}
            counts[finding.verdict][finding.fact] += 1

    def share_right(self, fact: Fact) -> float:
        return self.right[fact] / max(1, self.expected[fact])

    @property
    def silent_errors(self) -> int:
        return sum(self.silent[fact] for fact in JUDGED) + self.silent[Fact.TEXT]

    @property
    def share_silent(self) -> float:
        return self.silent_errors / max(1, sum(self.expected[fact] for fact in JUDGED))

    @property
    def cautions_per_fact(self) -> float:
        return self.cautions / max(1, sum(self.expected[fact] for fact in JUDGED))

    def line(self) -> str:
        return (
            f"Reader on {self.documents} generated documents: "
            f"sections {self.share_right(Fact.SECTION):.1%} of {self.expected[Fact.SECTION]:,}, "
            f"owner notes {self.share_right(Fact.NOTE):.1%} of {self.expected[Fact.NOTE]:,}, "
            f"silent errors {self.share_silent:.1%}, {self.cautions:,} cautions"
        ).replace("%", " %")

    def table(self) -> Iterator[str]:
        yield f"{'':10}{'expected':>9}{'right':>7}{'flagged':>9}{'silent':>8}"
        for fact in Fact:
            counts = (self.expected[fact], self.right[fact], self.flagged[fact], self.silent[fact])
            yield f"{fact:10}{counts[0]:9}{counts[1]:7}{counts[2]:9}{counts[3]:8}"


def measured(documents: Iterable[Made]) -> tuple[Totals, list[Judgement]]:
    totals, judgements = Totals(), []
    for made in documents:
        judgement = judge(made)
        document = judgement.document
        totals.add(judgement.findings, len(document.warnings) if document else 1)
        judgements.append(judgement)
    return totals, judgements


def errors(judgement: Judgement) -> Iterator[str]:
    """Each error of a document as a line; its summary comes first."""
    wrong = [finding for finding in judgement.findings if finding.verdict is not Verdict.RIGHT]
    silent = sum(finding.verdict is Verdict.SILENT for finding in wrong)
    cautions = len(judgement.document.warnings) if judgement.document else 0
    mark = "ok   " if not wrong else "WRONG"
    yield f"{mark} {judgement.made.name}: {len(wrong)} wrong, {silent} silent, {cautions} cautions"
    if judgement.refusal:
        yield f"    {judgement.refusal}"
        return
    for finding in wrong:
        yield f"    {finding.verdict:8}{finding.fact:9}{finding.expected}  <<  {finding.got}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", help="documents of one shape (a part of its name)")
    parser.add_argument("--seed", type=int, help="one seed; alone: that seed of every shape")
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds of each shape, from 1")
    parser.add_argument("--show", action="store_true", help="print each error")
    parser.add_argument("--print", action="store_true", help="print the source as read")
    parser.add_argument("--list", action="store_true", help="list the shapes")
    asked = parser.parse_args()
    if asked.list:
        print("\n".join(SHAPES))
        return
    django.setup()
    began = time.monotonic()
    totals, judgements = measured(_asked_documents(asked))
    for judgement in judgements:
        lines = list(errors(judgement))
        print("\n".join(lines if asked.show else lines[:1]))
        if asked.print and judgement.document:
            print(judgement.document.source)
    print("\n".join(totals.table()))
    print(totals.line(), f"({time.monotonic() - began:.1f} s)")


def _asked_documents(asked: argparse.Namespace) -> Iterator[Made]:
    if not asked.shape and not asked.seed and asked.seeds == 1:
        yield from fixed_documents()
        return
    seeds = [asked.seed] if asked.seed else range(1, asked.seeds + 1)
    if asked.shape:
        yield from (made for made in written_documents() if asked.shape in made.name)
    for shape in SHAPES:
        if not asked.shape or asked.shape in shape:
            yield from (document(shape, seed) for seed in seeds)


if __name__ == "__main__":
    main()
