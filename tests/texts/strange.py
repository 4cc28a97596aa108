"""Text that nobody thought of, made of what goes wrong somewhere."""

from hypothesis import strategies as st

PIECES = st.sampled_from(
    [
        *("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "'", '"', ",", ";", "\t", "\r", "\n", "\r\n"),
        *("\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\u3000"),
        *("\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\ud800", "\udfff", "\U0010ffff", "😀", "👩‍👩‍👧", "é"),
        *("_x0041_", "_x005F_", "_x", "x0041_", "]]>", "<t>", "&amp;", "\\", "BEGIN:VALARM", "Bcc: a@b.c"),
        *("广东", "1", "1.5", "%", " "),
    ]
)
STRANGE = st.lists(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=()), max_size=8)), max_size=12
).map("".join)
