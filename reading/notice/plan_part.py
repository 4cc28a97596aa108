"""Which part of a text is the plan: the notice itself, or what follows its signature."""

from reading.late_pattern import LatePattern
from reading.notice.attachments import without_attachment
from reading.notice.content import Content
from reading.notice.parts import Part
from reading.notice.title_lines import skip_letterhead, title_end
from reading.vocabulary import OWNER_MENTION, PLAIN_VERBS, one_of

_ISSUING_TITLE = LatePattern(r"(?:关于|^.{2,40})(?:印发|发布|转发|下发|公布|批转)")
_ISSUING_WORDS = LatePattern(
    r"(?:印发|转发|批转|下发|发)给(?:你|各)|现予?以?(?:印发|转发|批转|下发|公布|发布)"
    r"|现将[^。]{2,200}?(?:印发|转发|批转|下发|予以公布|予以发布)|随文(?:印发|下发)"
)
# Not 通知 or 函, which may only pass a plan on.
_PLAN_TITLE = LatePattern(
    r"(?:方案|计划|意见|要点|规划|纲要|办法|措施|举措|行动|指引|细则|政策|部署|安排|工程|路线图|蓝图)(?:（[^（）]{1,24}）)*$"
)
FORM_TITLE = LatePattern(
    r"(?:名单|名册|名录|联系|联络|登记|报名|申报|申请|推荐|汇总|统计|调查|回执|样表|模板|样式|格式|范本|承诺书|反馈|领导小组|专班|流程图|通讯录).{0,12}$"
)
_NOTE = LatePattern(
    rf"[（(【\[［〔][^（）()\n]{{2,200}}{one_of(PLAIN_VERBS)}|{OWNER_MENTION}(?:[：:】\]]|$)"
    rf"|{one_of(PLAIN_VERBS)}[）)】\]］〕]"
)
_FEWEST_SECTIONS = 3
_MOST_POINTS = 12
_MOST_NESTED = 4
_LONGEST_PREAMBLE = 80


def plan_part(content: Content, parts: list[Part]) -> int:
    """Which of ``parts`` holds the plan.

    A notice that issues something issues what follows, whatever its own points say. Any other text is the
    plan itself, unless it is a notice whose few points name nobody and what is attached names who does what.
    """
    numbered = [number for number, part in enumerate(parts) if _starts(content, part) and not part.continues]
    first, later = numbered[0], numbered[1:]
    if not later:
        return first
    if first > 0:
        return _best(content, parts, numbered)
    if issues(content, parts[0]):
        plans = [number for number in later if not _is_form(content, parts[number])]
        return _best(content, parts, plans) if plans else first
    if _is_plan(content, parts[0]) or names_owners(content, parts[0]):
        return first
    attached = (
        number
        for number in later
        if len(_starts(content, parts[number])) >= _FEWEST_SECTIONS and names_owners(content, parts[number])
    )
    return next(attached, first)


def issues(content: Content, part: Part) -> bool:
    """Whether a part is a notice that puts something else out: by its title, or words above its numbers."""
    within = _starts(content, part)
    before_to = min(within[0] if within else part.ends, part.begins + _LONGEST_PREAMBLE)
    words = "".join(content.texts[part.begins : before_to])
    return bool(_ISSUING_TITLE.search(part_title(content, part)) or _ISSUING_WORDS.search(words))


def names_owners(content: Content, part: Part) -> bool:
    """Whether any line of the part says who is responsible."""
    return any(_NOTE.search(text) for text in content.texts[part.begins : part.ends])


def part_title(content: Content, part: Part) -> str:
    """The title above the part's text, "" without one."""
    begin = part.title_from
    if part.head != begin:
        begin = skip_letterhead(content.raw, content.texts, begin)
    end = title_end(content.texts, begin, part.ends)
    return without_attachment("".join(content.texts[begin:end]))


def _starts(content: Content, part: Part) -> list[int]:
    return content.starts_between(part.begins, part.ends)


def _best(content: Content, parts: list[Part], numbered: list[int]) -> int:
    """The first of the parts that is a plan by its title, else the first that names owners, else the first
    that is no form. Where that one is a notice again, what it issues."""
    titles = {number: part_title(content, parts[number]) for number in numbered}
    titled = (number for number in numbered if _PLAN_TITLE.search(titles[number]))
    owned = (number for number in numbered if names_owners(content, parts[number]))
    plain = (number for number in numbered if not FORM_TITLE.search(titles[number]))
    chosen = next((number for choice in (titled, owned, plain) for number in choice), numbered[0])
    if chosen < numbered[-1] and issues(content, parts[chosen]):
        return chosen + plan_part(content, parts[chosen : chosen + _MOST_NESTED])
    return chosen


def _is_form(content: Content, part: Part) -> bool:
    """Whether the part is a list of people or a form to fill in, and names nobody's duties."""
    return bool(FORM_TITLE.search(part_title(content, part))) and not names_owners(content, part)


def _is_plan(content: Content, part: Part) -> bool:
    """Whether the part is a plan by its title or by how it is built: more than a few points, in levels."""
    if _PLAN_TITLE.search(part_title(content, part)):
        return True
    within = _starts(content, part)
    ranks = {marker.rank for place in within if (marker := content.markers[place])}
    return len(ranks) > 1 and len(within) > _MOST_POINTS
