"""What stands around a plan: letterheads, notices with and without points of their own, signatures."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reading.plans.answers import Answers, Line
from tests.reading.plans.words import Tier, Words, listed

SUBJECTS = listed("""
    数字政府建设 社区养老服务 水源地保护 知识产权保护 冷链物流发展 公共文化服务 安全生产治理
    青年友好城市建设
""")
KINDS = listed("实施方案 工作要点 重点任务分工方案 行动方案 任务分解方案 工作计划")
POINTS = ("加强组织领导", "强化督查督办", "压实工作责任", "严明工作纪律", "及时总结经验", "注重协同配合")
PUBLISHED = ("（此件公开发布）", "（此件主动公开）", "（本文有删减）")
_DIGITS = "〇一二三四五六七八九"


@dataclass(slots=True)
class Draft:
    """A plan that wants a frame: its words, its title in lines, and the day of issue."""

    rng: random.Random
    tier: Tier
    words: Words
    year: int
    title_lines: tuple[str, ...]
    issued_on: dt.date
    answers: Answers

    @property
    def title(self) -> str:
        return "".join(self.title_lines)


@dataclass(slots=True)
class Frame:
    before: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


Framing = Callable[[Draft], Frame]


def centred(*texts: str) -> list[Line]:
    return [Line(text, is_centred=True) for text in texts]


def drawn_title(rng: random.Random, tier: Tier, year: int, *, years: int = 1) -> tuple[str, ...]:
    """A title of one or two lines, of one year or of several (2024—2026年)."""
    subject = rng.choice(SUBJECTS)
    if years > 1:
        head, kind = f"{tier.place}{subject}", "三年行动计划"
        span = f"（{year}{rng.choice('—－-')}{year + years - 1}年）"
        return (f"{head}{kind}", span) if rng.random() < 0.4 else (f"{head}{kind}{span}",)
    kind = rng.choice(KINDS)
    head = f"{year}年{tier.place}{subject}" if rng.random() < 0.2 else f"{tier.place}{year}年{subject}"
    return (head, kind) if rng.random() < 0.4 else (head + kind,)


def printed_day(rng: random.Random, day: dt.date) -> str:
    if rng.random() < 0.85:
        return _day(day)
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_in_chinese(day.month)}月{_in_chinese(day.day)}日"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def numbered(draft: Draft) -> str:
    """A document number, which becomes an answer."""
    head = draft.tier.number_head[:-1] + draft.rng.choice("发发函字")
    number = f"{head}〔{draft.year}〕{draft.rng.randint(2, 90)}号"
    draft.answers.number = number
    return number


def plan_title(draft: Draft, *, has_line: bool = True) -> list[Line]:
    """The title of the plan; without a line of it the title in the notice will do."""
    notice_titles = () if has_line else (f"{draft.tier.issuer}关于印发{{}}的通知",)
    draft.answers.titles = (
        draft.title,
        *(form.format(title) for form in notice_titles for title in (draft.title, f"《{draft.title}》")),
    )
    return centred(*draft.title_lines) if has_line else []


def preamble(draft: Draft) -> list[Line]:
    aim = draft.rng.choice(("为深入贯彻决策部署", "为进一步做好有关工作", "根据年度工作安排"))
    text = f"{aim}，结合实际，制定本方案。"
    if draft.rng.random() < 0.3:
        return []
    draft.answers.sentences.append(text)
    return [Line(text)]


def notice_title(draft: Draft, *, joined: str = "") -> list[Line]:
    """The notice's title in one to three lines, with or without 《》."""
    issuer = joined or draft.tier.issuer
    quoted = f"《{draft.title}》" if draft.rng.random() < 0.5 else draft.title
    if draft.rng.random() < 0.4:
        return centred(f"{issuer}关于印发{quoted}的通知")
    return centred(issuer, f"关于印发{quoted}的通知")


def signature(draft: Draft, *signers: str, may_lack_year: bool = False) -> list[Line]:
    """Those who sign and the day; where the number has the year, the day may lack it."""
    draft.answers.issuers = signers
    draft.answers.issued_on = draft.issued_on
    day = printed_day(draft.rng, draft.issued_on)
    if may_lack_year and draft.answers.number and draft.rng.random() < 0.2:
        day = f"{draft.issued_on.month}月{draft.issued_on.day}日"
    return [Line(text, is_right=True) for text in (*signers, day)]


def published(draft: Draft) -> list[Line]:
    return [Line(draft.rng.choice(PUBLISHED))] if draft.rng.random() < 0.6 else []


def told(draft: Draft) -> str:
    quoted = f"《{draft.title}》"
    consent = f"{quoted}已经{draft.tier.government}同意，现印发给你们，请认真贯彻执行。"
    plain = f"现将{quoted}印发给你们，请结合实际认真组织实施。"
    return draft.rng.choice((consent, plain))


def bare(draft: Draft) -> Frame:
    """Title and plan, nothing else."""
    return Frame([*plan_title(draft), *preamble(draft)])


def dated_title(draft: Draft) -> Frame:
    """The day in brackets below the title."""
    draft.answers.issued_on = draft.issued_on
    day = f"（{_day(draft.issued_on)}）"
    before = [*plan_title(draft), *centred(day), *preamble(draft)]
    return Frame(before)


def notice(draft: Draft) -> Frame:
    """A notice, and the plan behind its signature."""
    before = notice_title(draft)
    number = centred(numbered(draft))
    before = [*number, *before] if draft.rng.random() < 0.3 else [*before, *number]
    before += [Line(draft.tier.addressees, is_flush=True), Line(told(draft))]
    before += [*signature(draft, draft.tier.issuer), *published(draft)]
    return Frame([*before, *plan_title(draft), *preamble(draft)])


def _notice_with_points(draft: Draft, *, title_line: bool, attachment: str) -> Frame:
    """A notice with numbered requirements of its own; the plan is what follows the signature."""
    rng = draft.rng
    before = [*notice_title(draft)]
    if rng.random() < 0.7:
        before += centred(numbered(draft))
    before += [Line(draft.tier.addressees, is_flush=True)]
    lead = rng.choice(
        (
            "现将《{}》印发给你们，并提出如下要求，请一并抓好落实：",
            "现将《{}》印发给你们，并就有关事项通知如下：",
            "《{}》已经研究同意，现印发给你们：",
        )
    )
    before.append(Line(lead.format(draft.title)))
    before += _points(draft)
    if attachment:
        before.append(Line(f"附件：{draft.title}"))
    before += [*signature(draft, draft.tier.issuer, may_lack_year=True), *published(draft)]
    if attachment == "line":
        before.append(Line("附件", is_flush=True))
    elif attachment == "numbered line":
        before.append(Line("附件1", is_flush=True))
    elif attachment == "one line":
        before.append(Line(f"附件1：{draft.title}", is_flush=True))
    titles = plan_title(draft, has_line=title_line)
    return Frame([*before, *([] if attachment == "one line" else titles), *preamble(draft)])


def _points(draft: Draft) -> list[Line]:
    """The notice's own points, in one of the usual ways of numbering."""
    marks = draft.rng.choice(
        (
            ("一、", "二、", "三、"),
            ("（一）", "（二）", "（三）"),
            ("1.", "2.", "3."),
            ("一是", "二是", "三是"),
        )
    )
    lines = []
    for mark, point in zip(marks, draft.rng.sample(POINTS, draft.rng.randint(2, 3)), strict=False):
        text = f"{mark}{point}。{draft.words.text(1)}"
        draft.answers.sentences.append(text)
        lines.append(Line(text))
    return lines


def notice_with_points(draft: Draft) -> Frame:
    return _notice_with_points(draft, title_line=True, attachment="")


def notice_with_points_untitled(draft: Draft) -> Frame:
    return _notice_with_points(draft, title_line=False, attachment="")


def notice_with_points_attached(draft: Draft) -> Frame:
    kind = draft.rng.choice(("line", "numbered line"))
    return _notice_with_points(draft, title_line=True, attachment=kind)


def notice_with_points_one_line(draft: Draft) -> Frame:
    return _notice_with_points(draft, title_line=True, attachment="one line")


def attached(draft: Draft) -> Frame:
    """A short notice with its attachment line, and the plan as 附件."""
    before = [*notice_title(draft), *centred(numbered(draft)), Line(draft.tier.addressees, is_flush=True)]
    before += [Line(told(draft)), Line(f"附件：{draft.title}")]
    before += [*signature(draft, draft.tier.issuer), *published(draft)]
    before.append(Line(draft.rng.choice(("附件", "附件：", "附件1", "附 件")), is_flush=True))
    return Frame([*before, *plan_title(draft), *preamble(draft)])


def attached_untitled(draft: Draft) -> Frame:
    """As 附件 the tasks themselves: what stands behind that line is the first of them."""
    frame = attached(draft)
    last = next(place for place in reversed(range(len(frame.before))) if frame.before[place].is_flush)
    plan_title(draft, has_line=False)
    gone = {line.text for line in frame.before[last + 1 :]}
    draft.answers.sentences[:] = [text for text in draft.answers.sentences if text not in gone]
    return Frame(frame.before[: last + 1], frame.after)


def two_annexes(draft: Draft) -> Frame:
    """Behind the plan a second annex with points that are no tasks."""
    frame = attached(draft)
    form = "工作进展情况统计表填报说明"
    place = next(place for place, line in enumerate(frame.before) if line.text.startswith("附件："))
    frame.before[place : place + 1] = [Line(f"附件：1.{draft.title}"), Line(f"　　　2.{form}")]
    last = next(place for place in reversed(range(len(frame.before))) if frame.before[place].is_flush)
    frame.before[last] = Line("附件1", is_flush=True)
    after = [
        Line("附件2", is_flush=True),
        *centred(form),
        Line("1.表中各栏应如实填写，不得空项。"),
        Line("2.数据以万元为单位，保留两位小数。"),
    ]
    return Frame(frame.before, after)


def own_plan(draft: Draft) -> Frame:
    """A notice whose own points are the plan, signed below it."""
    issuer, topic = draft.tier.issuer, draft.rng.choice(SUBJECTS)
    title = f"{issuer}关于做好{draft.year}年{topic}工作的通知"
    draft.answers.titles = (title,)
    before = [*centred(title), *centred(numbered(draft)), Line(draft.tier.addressees, is_flush=True)]
    before.append(Line(f"为做好{topic}工作，现将有关事项通知如下："))
    return Frame(before, [*signature(draft, issuer), *published(draft)])


def metadata(draft: Draft) -> Frame:
    """The block of data that a web page prints above the document."""
    frame = notice(draft)
    day = draft.issued_on
    wide = draft.rng.choice(("", "　"))
    texts = (
        f"索 引 号：{draft.rng.randint(100000, 999999)}/{draft.year}-00{draft.rng.randint(100, 999)}",
        "主题分类：综合政务",
        f"发文机关：{draft.tier.issuer}",
        f"成文日期：{wide}{day.year}年{day.month:02}月{day.day:02}日",
        f"标{wide}题：{draft.tier.issuer}关于印发{draft.title}的通知",
        f"发文字号：{draft.answers.number}",
        f"发布日期：{(day + dt.timedelta(days=5)):%Y-%m-%d}",
    )
    return Frame([*(Line(text, is_flush=True) for text in texts), *frame.before], frame.after)


def red_head(draft: Draft) -> Frame:
    """The printed form: 文件 at the head, the number below, 抄送 and 印发 at the foot."""
    frame = notice(draft)
    foot = [
        Line(f"抄送：{draft.tier.prefix or '有关'}委各部门，驻地有关单位。", is_flush=True),
        Line(
            f"{draft.tier.issuer}　　{_day(draft.issued_on)}印发",
            is_flush=True,
        ),
    ]
    return Frame([*centred(f"{draft.tier.issuer}文件"), *frame.before], [*frame.after, *foot])


def forwarded(draft: Draft) -> Frame:
    """A 转发 notice: one passes on what another wrote."""
    rng, tier = draft.rng, draft.tier
    writer = tier.prefix + rng.choice(tier.offices)
    before = centred(f"{tier.issuer}转发{writer}关于{draft.title}的通知", numbered(draft))
    before += [Line(tier.addressees, is_flush=True)]
    before.append(Line(f"{writer}《{draft.title}》已经{tier.government}同意，现转发给你们，请认真贯彻执行。"))
    before += [*signature(draft, tier.issuer), *published(draft)]
    draft.answers.issuers = (tier.issuer, writer)
    before += plan_title(draft)
    before += centred(writer) if rng.random() < 0.5 else []
    return Frame([*before, *preamble(draft)])


def joint(draft: Draft) -> Frame:
    """Two issuers sign together."""
    first, second = (
        f"{draft.tier.place}{name}"
        for name in draft.rng.sample(("教育局", "科学技术局", "财政局", "民政局"), 2)
    )
    before = notice_title(draft, joined=f"{first}　{second}")
    before += [Line(draft.tier.addressees, is_flush=True), Line(told(draft))]
    signed = signature(draft, first, second)
    if draft.rng.random() < 0.4:
        signed[:2] = [Line(f"{first}　　　　{second}", is_right=True)]
    before += [*signed, *published(draft)]
    return Frame([*before, *plan_title(draft), *preamble(draft)])


FRAMES: tuple[Framing, ...] = (
    bare,
    dated_title,
    notice,
    notice_with_points,
    notice_with_points_untitled,
    notice_with_points_attached,
    notice_with_points_one_line,
    attached,
    two_annexes,
    own_plan,
    metadata,
    red_head,
    forwarded,
    joint,
)
