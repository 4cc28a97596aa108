"""Duties to report that a plan states, and goals: sentences with their answers."""

import datetime as dt
import random

from reading import Rhythm
from tests.reading.plans.answers import GoalAnswer, ReportAnswer
from tests.reading.plans.words import PEOPLE, Tier


def drawn_report(rng: random.Random, tier: Tier, year: int) -> ReportAnswer:
    """A sentence that asks for reports: on one day, on several, or again and again."""
    receiver = tier.prefix + rng.choice(tier.offices[:8])
    person = rng.choice(PEOPLE)
    contact = f"（联系人：{person}，联系电话：1234567）" if rng.random() < 0.5 else ""
    who = rng.choice(("各责任单位", "各有关单位"))
    draws = (
        (f"{who}于{year}年12月10日前将落实情况报送{receiver}{contact}。", (dt.date(year, 12, 10),), None),
        (
            f"请{who}分别于{year}年6月30日、12月31日前将工作进展报送{receiver}{contact}。",
            (dt.date(year, 6, 30), dt.date(year, 12, 31)),
            None,
        ),
        (
            f"{who}请于6月30日、12月31日前将落实情况报送{receiver}{contact}。",
            (dt.date(year, 6, 30), dt.date(year, 12, 31)),
            None,
        ),
        (f"{who}每半年向{receiver}报告一次工作进展{contact}。", (), Rhythm.HALF_YEARLY),
        (f"{who}每季度末将工作进展报{receiver}{contact}。", (), Rhythm.QUARTERLY),
        (f"{who}于每月25日前将推进情况报送{receiver}{contact}。", (), Rhythm.MONTHLY),
    )
    text, due_on, rhythm = rng.choice(draws)
    return ReportAnswer(text, receiver, due_on, rhythm, person if contact else None)


GOALS = (
    ("示范社区", "达到{}个以上", "个", 20, 400),
    ("事项网上可办率", "达到{}%以上", "%", 80, 99),
    ("新增就业", "超过{}万人", "万人", 2, 30),
    ("质押融资规模", "达到{}亿元", "亿元", 50, 900),
    ("平均办理时限", "压缩至{}个工作日以内", "个工作日", 2, 15),
    ("公共服务站点", "不少于{}家", "家", 20, 90),
)


def drawn_goals(rng: random.Random, year: int, section: str) -> tuple[str, list[GoalAnswer]]:
    """A sentence with two or three goals, and what they are."""
    clauses, goals = [], []
    for indicator, form, unit, least, most in rng.sample(GOALS, rng.randint(2, 3)):
        value = str(rng.randint(least, most))
        clauses.append(indicator + form.format(value))
        goals.append(GoalAnswer(section, value, unit))
    return f"到{year}年底，全域{'，'.join(clauses)}。", goals


def drawn_task_goal(rng: random.Random, section: str) -> tuple[str, GoalAnswer]:
    """A goal in a task's own text: 建成示范园区50个以上。"""
    what, unit = rng.choice((("示范园区", "个"), ("便民站点", "家"), ("实训基地", "个"), ("充电设施", "座")))
    value = str(rng.randint(5, 95))
    verb, least = rng.choice((("建成", "以上"), ("新增", "以上"), ("改造", "以上")))
    return f"{verb}{what}{value}{unit}{least}。", GoalAnswer(section, value, unit)
