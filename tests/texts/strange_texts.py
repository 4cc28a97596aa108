"""Texts to search, and words to search them by: of few signs, so that they meet, and of every other."""

from hypothesis import strategies as st

SIGNS = "知识产权专利导航 行,。（）“”5G５ｇaABb-*:^\"'％%_\\é"
NEAR = st.text(alphabet=SIGNS, max_size=24)
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=24)
TEXTS = st.one_of(NEAR, ANYTHING)
WORDS = st.one_of(
    NEAR, ANYTHING, st.sampled_from(["zscq", "zl", '"知识 产权"', "-专利 知", "5g", "Gg OR NEAR(a b)"])
)
