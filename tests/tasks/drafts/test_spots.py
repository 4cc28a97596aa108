"""What points to words of a text: nothing of the text is lost, and each place is come to once."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.drafts.markup import Passage, Piece, passages
from tasks.drafts.spots import Spot, SpotKind, segments
from tasks.models import Task

TEXT = "完善统计。加强分析。（天文台、海洋司负责）\n其余自行开展。"
NOTE = "（天文台、海洋司负责）"


def spot(words: str, kind: SpotKind, key: str) -> Spot:
    at = TEXT.index(words)
    return Spot(at, at + len(words), kind, key, f"words-{key}")


def pieces(found: list[Passage]) -> list[Piece]:
    return [piece for passage in found for paragraph in passage.paragraphs for piece in paragraph]


def test_names_within_a_note_lead_to_themselves_and_the_rest_to_the_doubt() -> None:
    ends = TEXT.index("（")
    task = Task(starts_at=0, ends_at=ends, as_printed=NOTE)
    spots = [
        spot(NOTE, SpotKind.NOTE, "note-1"),
        spot("天文台", SpotKind.NAME, "owner-1"),
        spot("海洋司", SpotKind.NAME, "owner-2"),
        spot("海洋司负责", SpotKind.DOUBT, "caution-1"),
    ]
    found = pieces(passages(TEXT, [task], spots=spots))
    led = {piece.text: piece.pointer.key for piece in found if piece.pointer}
    assert led == {"天文台": "owner-1", "海洋司": "caution-1", "负责": "caution-1"}
    assert [piece.text for piece in found if "words-note-1" in piece.anchors] == ["（"]
    assert [piece.own_anchor for piece in found if piece.own_anchor] == ["words-owner-1", "words-caution-1"]


def test_a_text_that_belongs_to_no_task_is_cut_where_it_is_asked() -> None:
    at = TEXT.index("其余")
    found = passages(TEXT, [], cuts=[at])
    assert [passage.ends_at for passage in found] == [at, len(TEXT)]


spans = st.tuples(st.integers(0, 30), st.integers(1, 10))


@st.composite
def laid(draw: st.DrawFn) -> tuple[str, list[Spot]]:
    text = draw(st.text(alphabet="甲乙。\n", min_size=1, max_size=40))
    kinds = st.sampled_from(SpotKind)
    found = []
    for number, (begins, length) in enumerate(draw(st.lists(spans, max_size=6))):
        if begins < len(text) and text[begins].strip():
            ends = min(len(text), begins + length)
            found.append(Spot(begins, ends, draw(kinds), f"k{number}", f"a{number}"))
    return text, found


@given(laid())
def test_every_spot_is_come_to_once_and_no_word_is_lost(given_: tuple[str, list[Spot]]) -> None:
    text, spots = given_
    found = pieces(passages(text, [Task(starts_at=2, ends_at=5)], spots=spots))
    assert "".join(piece.text for piece in found) == "".join(text.split("\n"))
    anchors = [anchor for piece in found for anchor in (*piece.anchors, piece.own_anchor) if anchor]
    assert sorted(anchors) == sorted(spot.anchor for spot in spots)


@given(laid())
def test_segments_lie_end_to_end_and_name_what_reaches_over_them(given_: tuple[str, list[Spot]]) -> None:
    text, spots = given_
    found = list(segments(len(text), spots))
    assert "".join(text[each.starts_at : each.ends_at] for each in found) == text
    for each in found:
        over = {s.key for s in spots if s.starts_at <= each.starts_at and each.ends_at <= s.ends_at}
        assert {s.key for s in each.spots} == over
