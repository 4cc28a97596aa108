"""Whatever the dice make of a shape: the reader does not crash, loses no text, and is judged."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.plans.judge import Fact, judge
from tests.reading.plans.shapes import SHAPES, document

# A few in every run, the same ones in the gate; PLANS_TRIED=2000 tries as many.
TRIED = int(os.environ.get("PLANS_TRIED", "40"))


@settings(max_examples=TRIED, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SHAPES)), st.integers(min_value=100, max_value=100_000))
def test_no_document_crashes_the_reader_or_loses_text(shape: str, seed: int) -> None:
    judgement = judge(document(shape, seed))
    assert not judgement.refusal.startswith("CRASH"), judgement.refusal
    lost = [finding for finding in judgement.findings if finding.fact is Fact.TEXT]
    assert not lost, lost
