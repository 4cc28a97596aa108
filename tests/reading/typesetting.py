"""Setting the same text as other offices, printers and PDF tools would."""

import re
from itertools import batched
from pathlib import Path

GUIDANCE = Path(__file__).parents[2] / "fixtures" / "guidance_2021.txt"

PLAN = """\
某省人民政府关于加快知识产权服务业发展的实施意见
某政发〔2022〕15号
各市、县（市、区）人民政府，省政府各部门、各直属机构：
为贯彻落实国家决策部署，加快知识产权服务业发展，结合我省实际，提出以下实施意见：
一、总体要求
（一）指导思想。坚持稳中求进工作总基调，立足新发展阶段，完整、准确、全面贯彻新发展理念，更好服务全省高质量发展。
（二）主要目标。到2025年，全省知识产权服务机构达到1200家，专利审查周期由20个月压缩至15个月以内，服务业营业收入突破2万亿元。
二、重点任务，全面推进服务业发展
（三）培育服务主体。支持服务机构做大做强，形成一批品牌机构。（省市场监管局牵头，省财政厅、省科技厅配合）引导服务机构向园区集聚，推动集群发展。（省市场监管局、各市人民政府负责）
（四）优化服务供给。
1.提升代理质量。完善代理质量评价标准，加强代理行业监管，严厉打击非正常申请行为。（省市场监管局负责）
2.发展信息服务。推动数据资源开放共享，建设100个公共服务网点，2022年12月底前完成。（省市场监管局、省大数据局等部门按职责分工负责）
三、保障措施
（五）加强组织领导。各市、各有关部门要高度重视，明确责任分工，抓好工作落实。各市要于2022年11月30日前将落实情况报送省市场监管局。
某省人民政府
2022年5月6日
（此件公开发布）
"""

_NEVER_FIRST = "，。；：、）》”！？"


def width(character: str) -> int:
    return 1 if character.isascii() else 2


def wrap(paragraph: str, cells: int) -> list[str]:
    """``paragraph`` in lines of ``cells`` half-width cells; no line begins with a closing mark."""
    lines, line, used = [], "", 0
    for character in paragraph:
        if used + width(character) > cells and character not in _NEVER_FIRST:
            lines.append(line)
            line, used = "", 0
        line += character
        used += width(character)
    return [*lines, line]


def hard_wrap(text: str, cells: int, *, indent: str = "") -> str:
    lines = [line for paragraph in text.splitlines() for line in wrap(indent + paragraph, cells)]
    return "\n".join(lines)


def double_space(text: str) -> str:
    return "\n\n".join(text.splitlines())


def paginate(text: str, lines: int, style: str) -> str:
    """A page break after every ``lines`` lines; ``style`` has {} where the page number goes."""
    pages = ["\n".join(page) for page in batched(text.splitlines(), lines, strict=False)]
    return "".join(page + "\n" + style.format(number) for number, page in enumerate(pages, 1))


def half_width_marks(text: str) -> str:
    return text.translate(str.maketrans("（）：；", "():;"))


def full_width_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def spaced_numbers(text: str) -> str:
    return re.sub(r"(?m)(?<!^)(?<=\D)(\d+(?:\.\d+)?)(?=[^\d.])", r" \1 ", text)


def squeezed(text: str) -> str:
    """``text`` without white space and in one kind of marks, to compare readings of different settings."""
    plain = re.sub(r"\s", "", text)
    return plain.translate(str.maketrans("():;０１２３４５６７８９．", "（）：；0123456789."))
