"""Real documents with lines lost, doubled and mixed up, and marks flipped: read or refused, nothing lost."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.test_reader_labelled import NAMES, source
from tests.reading.test_reader_robustness import guidance, read_or_refuse

FLIPPED = str.maketrans("（）()【】《》“”〔〕。；：", "）（)(】【》《”“〕〔；。，")
INSERTED = [
    "\f",
    "\n— 7 —\n",
    "\n12\n",
    "3",
    "２０２１",
    "（",
    "）",
    "》",
    "一、",
    "（十）",
    "\u2029\n",
    "\n\n\n",
    "附件",
    "：",
    "、",
]

Mutation = Callable[[list[str], int, int], list[str]]
MUTATIONS: dict[str, Mutation] = {
    "delete": lambda lines, at, to: lines[:at] + lines[to:],
    "double": lambda lines, at, to: lines[:to] + lines[at:],
    "swap": lambda lines, at, to: lines[:at] + lines[at:to][::-1] + lines[to:],
    "join": lambda lines, at, to: [*lines[:at], "".join(lines[at:to]), *lines[to:]],
    "flip": lambda lines, at, to: (
        lines[:at] + [line.translate(FLIPPED) for line in lines[at:to]] + lines[to:]
    ),
    "move": lambda lines, at, to: lines[:at] + lines[to:] + lines[at:to],
}


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A labelled document or the guidance after up to six mutations."""
    name = draw(st.sampled_from([*NAMES, "guidance"]))
    lines = (guidance() if name == "guidance" else source(name)).splitlines()
    for mutation in draw(st.lists(st.sampled_from(list(MUTATIONS)), max_size=4)):
        at = draw(st.integers(0, len(lines)))
        lines = MUTATIONS[mutation](lines, at, min(len(lines), at + draw(st.integers(1, 6))))
    text = "\n".join(lines)
    for piece in draw(st.lists(st.sampled_from(INSERTED), max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    return text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_mutated_document_is_read_or_refused_and_loses_nothing(text: str) -> None:
    read_or_refuse(text)
