"""The words that people here build passwords of, and that others therefore try first."""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


# What many choose as it is, or with a few digits behind it.
COMMON_WORDS = words(
    """
    password passwd pass pwd mima admin administrator root user guest test demo temp default login welcome
    hello system manager super master server oracle mysql windows office wps excel secret changeme letmein
    iloveyou love lover forever baby angel woaini aini woai wobuaini nihao zhongguo china beijing tiananmen
    guidance portal report filer lead reviewer observer leader zhidao zhiyin gongzuo shangbao tianbao shenhe
    abc qq wx weixin wechat alipay taobao baidu mail email com net cn gov www
    520 521 1314 5201314 3344 1573 168 518 886 110 119 120 12306 007
    密码 管理员 我爱你 中国 你好 工作 指引 平台 一生一世
    """
)
# What this field calls its offices and its business; regions by name and by the letters of ISO 3166-2:CN.
OFFICE_WORDS = words(
    """
    ip ipr ipo sipo cnipa cnip gjj gipa zscq zscqj zhishichanquan zhishichanquanju chanquan zhuanli shangbiao
    guojiaju shengju shiju xianju xianji bangongshi sichang patent trademark bureau office province city
    知识产权 知识产权局 国家知识产权局 国家局 专利 商标 局 省 市 县 区
    beijing tianjin hebei shanxi neimenggu liaoning jilin heilongjiang shanghai jiangsu zhejiang anhui fujian
    jiangxi shandong henan hubei hunan guangdong guangxi hainan chongqing sichuan guizhou yunnan xizang tibet
    shaanxi gansu qinghai ningxia xinjiang bingtuan taiwan xianggang hongkong aomen macau guangzhou shenzhen
    bj tj he sx nm ln jl hl sh js zj ah fj jx sd ha hb hn gd gx hi cq sc gz yn xz sn gs qh nx xj bt
    """
)
SURNAMES = words(
    """
    ouyang sima zhuge shangguan wang li zhang liu chen yang huang zhao zhou wu xu sun ma zhu hu guo he lin luo
    gao zheng liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng
    wei su lv lu ding ren shen yao jin fan fang shi tan liao zou xiong meng qin qiu hou bai qiao gu shao qian
    long wan lei hao kong mao chang gong yan yin dai mo
    """
)
SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)
# Keys and signs that lie side by side, in the order in which fingers and counting run over them.
RUNS = words(
    """
    abcdefghijklmnopqrstuvwxyz 01234567890 `1234567890-= ~!@#$%^&*()_+ qwertyuiop[]\\ asdfghjkl;' zxcvbnm,./
    1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/ qazwsxedcrfvtgbyhnujmikolp 1q2w3e4r5t6y7u8i9o0p
    q1w2e3r4t5y6u7i8o9p0 qawsedrftgyhujikolp a1b2c3d4e5f6g7h8i9 1a2b3c4d5e6f7g8h9i a1s2d3f4g5h6 1a2s3d4f5g6h
    z1x2c3v4b5n6 1z2x3c4v5b6n
    147258369 159357 741852963 !qaz@wsx#edc$rfv%tgb^yhn 零一二三四五六七八九十 甲乙丙丁戊己庚辛壬癸
    """
)
# Signs that stand for a letter: P@ssw0rd is "password".
LOOKALIKES = {"a": "@4", "b": "8", "e": "3", "g": "9", "i": "1!|", "l": "1|", "o": "0", "s": "$5", "t": "7"}
SHORTEST_LISTED = 4


@cache
def listed_passwords() -> frozenset[str]:
    """Django's list of what is chosen most often in the world, without the shortest ones."""
    return frozenset(word for word in CommonPasswordValidator().passwords if len(word) >= SHORTEST_LISTED)


def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of ``words``, the longest first, also with signs that stand for their letters."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join("".join(map(alike, word)) for word in longest_first) or r"(?!)")


def alike(letter: str) -> str:
    """A pattern for a letter and the signs that stand for it."""
    signs = LOOKALIKES.get(letter)
    return f"[{letter}{re.escape(signs)}]" if signs else re.escape(letter)
