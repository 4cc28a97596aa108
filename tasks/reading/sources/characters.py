"""Characters that only look like the ordinary ones: radicals, compatibility forms and ligatures."""

import re
import unicodedata

# Radicals that are characters of their own, as PDFs made with some fonts have them; Unicode maps the others.
_RADICALS = str.maketrans(
    "⺁⺊⺟⺠⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂卜母民肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")


def ordinary(text: str) -> str:
    """``text`` with radicals (⻓, ⼯), compatibility ideographs and ligatures (ﬁ) as ordinary characters.

    Widths and marks stay as they are. Soft hyphens and characters of no width are left out: nobody sees them.
    """
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)
    if not _LOOKALIKES.search(text):
        return text
    return _LOOKALIKES.sub(
        lambda found: unicodedata.normalize("NFKC", found.group().translate(_RADICALS)), text
    )
