"""To whom a report goes, and who answers questions about it."""

from reading.late_pattern import LatePattern
from reading.vocabulary import OURSELVES, RECEIVER_END

_END = rf"(?:{RECEIVER_END}|政府)"
_NAME = rf"[\u4e00-\u9fff]{{1,28}}?{_END}(?:（(?!联系|邮箱|电话|传真)[^（）：:]{{2,20}}）)?"
_NEXT = (
    r"(?=[。，；、（(：:]|汇总|备案|邮箱|电子|联系|审[核定]|[0-9A-Za-z]|[一二]份|进展|有关情况|工作情况|$)"
)
_TOLD = rf"向(?P<told>{_NAME})(?:书面|及时|分别|定期)*(?:报告|报送|反馈|汇报|上报|报备|提交)"
_SENT = (
    r"(?:报送|上报|报告|反馈|提交|发送|抄送|报|送)(?:[^，。；]{0,16}?(?:至|给|到))?"
    rf"(?:{OURSELVES})?(?P<sent>{_NAME}){_NEXT}"
)
_COLLECTED = rf"(?P<collected>{_NAME})(?:统一|审核)?汇总"
_RECEIVER = LatePattern(f"{_TOLD}|{_SENT}|(?<![报送至给到])(?:(?<=[，；由交])|^){_COLLECTED}")
_NO_NAME = LatePattern(
    r"情况|总结|进展|材料|成效|报表|台账|数据(?!局|资源|中心|管理)|(?<!和)信息(?!化|中心|办|产业)|年度|季度|每月"
)
_ASKED = r"联系人|联系电话|联系方式|(?:电子)?邮箱|电话|传真|邮编|地址"
_ASKED_FIRST = LatePattern(rf"[。\s（(]*(?:{_ASKED})\s*[：:]")
_CONTACT_IN_BRACKET = LatePattern(rf"[（(](?P<contact>[^（）()]*?(?:{_ASKED})\s*[：:][^（）()]*)[）)]")
_CONTACT = LatePattern(rf"(?:^|[，；。\s])(?P<contact>(?:{_ASKED})\s*[：:][^。\n]*)")


def receiver_in(sentence: str) -> str | None:
    """Who gets the report that a sentence, without white space, asks for; whoever collects it first."""
    for found in _RECEIVER.finditer(sentence):
        name = found["told"] or found["sent"] or found["collected"]
        if not _NO_NAME.search(name):
            return name
    return None


def is_contact(text: str, at: int) -> bool:
    """Whether what stands at ``at`` says whom to ask."""
    return _ASKED_FIRST.match(text, at) is not None


def contact_in(text: str) -> str | None:
    """Who answers questions, as printed: in a bracket (联系人：张三，电话：…), or behind the sentence."""
    found = _CONTACT_IN_BRACKET.search(text) or _CONTACT.search(text)
    return found["contact"].strip().rstrip("，；。") or None if found else None
