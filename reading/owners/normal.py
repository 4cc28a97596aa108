"""An owner note in the form that it is read in: marks of full width, no blanks, names parted by 、."""

import re

from reading.late_pattern import LatePattern
from reading.owners.groups import PLACED, has_verb, is_verb, read_piece
from reading.owners.labels import CONTACT, PEOPLE, kind_of, part_labels
from reading.owners.names import is_organization, protect, protect_runs
from reading.owners.people import is_person

_MARKS = str.maketrans(
    "(),:;﹐﹑､﹔﹕０１２３４５６７８９．％|｜\\＼",
    "（），：；，、、；：0123456789.%、、、、",
)
_INNER = LatePattern(
    r"[（〔〈‹<＜《［\[{〖]([^（）〔〕〈〉‹›<>＜＞《》［］\[\]{}〖〗]{0,80})[）〕〉›>＞》］\]}〗](?!：)"
)
_BLANK = LatePattern(r"[ \t\u3000\u00a0\u2002\u2003]+")
_ANY_BLANK = LatePattern(r"[\s\u200b\ufeff]+")
_SLASH = LatePattern(r"和/或|(?<=[\u4e00-\u9fff）])[/／](?=[\u4e00-\u9fff])")
_SEPARATOR = LatePattern("[、，；：。]")
_REGION = LatePattern(r"[^各].*(?:[省市县区州盟旗]|[省市县区州盟]委)")


def normal(text: str, people: list[str]) -> str:
    """``text`` as it is read: brackets within names protected, one 、 between names however they were parted.

    Persons that stand in brackets behind a name (甲局（张三）) are taken out of it into ``people``.
    """
    content = text.strip().replace("\n", "；").translate(_MARKS)
    content = _ANY_BLANK.sub(" ", content)
    if "：" in content or " " in content or "】" in content or "〗" in content:
        content = part_labels(content)
    if "/" in content or "／" in content:
        content = _SLASH.sub("、", content)
    if _INNER.search(content):
        content = _INNER.sub(lambda found: _inner(found, people), content)
    if " " in content:
        content = _part_at_blanks(content)
    return protect_runs(content).strip("，。；：、")


def _inner(found: re.Match[str], people: list[str]) -> str:
    """A bracket within the note, protected; one that names a person behind an office is taken
    out, and the post behind a person left out."""
    label, _, value = found[1].rpartition("：")
    if found[0][0] == "（" and (
        kind_of(label.strip()) in {PEOPLE, CONTACT} if label else is_person(found[1].strip())
    ):
        if is_person(_SEPARATOR.split(found.string[: found.start()])[-1].strip()):
            return ""
        people.extend(name for name in re.split("[、， ]", value.strip()) if name)
        return ""
    if is_verb(found[1]):
        return f"{found[1]}"
    if has_verb(found[1]) and has_verb(_SEPARATOR.split(found.string[: found.start()])[-1]):
        return f"，{found[1]}，"
    return protect(found[0]).replace(" ", "")


def _part_at_blanks(content: str) -> str:
    """``content`` without blanks, a 、 where one stands between two names: 甲局 乙局, 甲局 张三."""
    pieces = content.split(" ")
    joined = pieces[0]
    for piece in pieces[1:]:
        left = _SEPARATOR.split(joined[-60:])[-1].lstrip(PLACED)
        right = _first_name(_SEPARATOR.split(piece, maxsplit=1)[0])
        joined += _joint(left, right, is_only=len(pieces) == 2) + piece
    return joined


def _first_name(right: str) -> str:
    """``right`` without the verb behind it."""
    names = read_piece(right)[0].names
    return names[0] if names else ""


def _joint(left: str, right: str, *, is_only: bool) -> str:
    """What a blank between two words stands for: nothing within a name (科 技 部, and 某市 科技局 where it is
    the ``is_only`` blank of the note), else 、."""
    if len(left) < 2 or len(right) < 2:
        return ""
    if is_organization(left):
        if is_person(right):
            return f"、{PLACED}"
        return "" if is_only and _REGION.fullmatch(left) and is_organization(right) else "、"
    return "、" if is_person(left) and (is_person(right) or is_organization(right)) else ""
