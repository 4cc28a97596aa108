"""Characters that only look like the ordinary ones: radicals, compatibility forms and ligatures."""

import re
import unicodedata

from texts.incoming import incoming

# Radicals that are characters of their own, as PDFs made with some fonts have them; Unicode maps the others.
_RADICALS = str.maketrans(
    "⺁⺊⺟⺠⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂卜母民肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
# The ends of a page, a column and a paragraph, by which the reader knows what a line end alone does not say.
_MARKS = re.compile("([\f\v\u2029])")
_LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")


def ordinary(text: str) -> str:
    """The text of a document through the gate for text coming in, with radicals (⻓, ⼯), compatibility
    ideographs and ligatures (ﬁ) as ordinary characters.

    Widths stay as they are, and so do the marks that end a page or a paragraph.
    """
    text = "".join(part if _MARKS.match(part) else incoming(part) for part in _MARKS.split(text))
    if not _LOOKALIKES.search(text):
        return text
    return _LOOKALIKES.sub(
        lambda found: unicodedata.normalize("NFKC", found.group().translate(_RADICALS)), text
    )
