"""Which passwords are good enough, and what is named where one is not."""

import time

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from organizations.passwords.pieces import Kind, folded, read
from organizations.passwords.rule import FREE_SIGNS, guessed_by, is_long_enough
from organizations.passwords.vocabulary import words

OWN = ("王小明", "小明", "xm-filer", "wangxm")
ORGANIZATION = ("44", "广东省知识产权局", "广东", "Guangdong", "Guangdong IP Administration", "粤局")

GUESSED = {
    Kind.OWN: """
        王小明1990 王小明王小明王小明 xm-filer2021 Xm-filer@2021 XMFILER123456 filer2021XM wangxm900101
        Wangxm@1990 W@ngXm12345 小明小明小明1990
    """,
    Kind.ORGANIZATION: """
        guangdong2021 Guangdong@2021 GDIP2021 Gdip@2021 gdip20211231 广东2021 广东省知识产权局2021
        粤局2021年 ＧＤＩＰ２０２１ CNIPA2021 Cnipa@2021 zscqj2021 Zscq#2021 zhishichanquan2021 Beijing2022!
        hubei123456 Patent@2021 gia20212022 知识产权局2021年12月31日
    """,
    Kind.COMMON: """
        woaini1314 Woaini@1314 woaini520 iloveyou1314 admin@123 Admin@2021 admin888 P@ssw0rd P@ssw0rd2021!
        Passw0rd! Guidance-2021 Welcome2021! zhangwei123 Zhangsan@123 lisi1990 Liyang520! Huawei@123
        Tiger#2021 dragon2021 Test@1234 Root@1234 Zhongguo2021 ouyangxiaoming1990
    """,
    Kind.DATE: """
        19900101 900101 1990-01-01 1990年1月1日 13812345678 440106199001011234 44010619900101123X 20211231x
        2021@0101 19900101ab 1990.01.01 44010119900101abc li19900101 Wang19900101 zhang13812345678
    """,
    Kind.RUN: """
        abcdwxyz qwertyuiop 1qaz2wsx !QAZ2wsx 1qaz@WSX aaaaaaaaaaaa 77777777 88888888 a123456 zhang123456
        wang123456 密码123456 Aa123456 Aa123456! 123456789a Abcd1234! Qwer1234! 1q2w3e4r5t a1b2c3d4
        abababababab Xk9!Xk9! 147258369 zxcvbnm123 asdfghjkl zyxwvuts 987654321 qazwsxedcrfv
        一二三四五六七八九十
    """,
}
# Long or mixed, and built of nothing that stands in the way.
GOOD = words(
    """
    Tq7#mK2x k9!mq3Xw fK3$vnQ9 bd7Ghqw#2 Vf7rjvIoQw Zm4-rTb8x
    correct-horse-battery-staple tulip7canvas4ferry purple-teapot-jumps lantianbaiyunpiaoguo
    yuanfang-dengta-9k
    梧桐细雨到黄昏点点滴滴凉 春眠不觉晓处处闻啼鸟夜来 Guangdong-kx7p-zB 2021-mR7#tLq
    """
)

NAMES = st.lists(st.text(max_size=20), max_size=3)


@pytest.mark.parametrize(
    ("password", "kind"), [(word, kind) for kind, found in GUESSED.items() for word in words(found)]
)
def test_what_others_would_try_is_refused(password: str, kind: Kind) -> None:
    assert guessed_by(password, own=OWN, organization=ORGANIZATION) is kind


@pytest.mark.parametrize("password", GOOD)
def test_what_nobody_would_try_is_accepted(password: str) -> None:
    assert guessed_by(password, own=OWN, organization=ORGANIZATION) is None
    assert is_long_enough(password, length=12, mixed_length=8)


@pytest.mark.parametrize(
    ("password", "is_enough"),
    [
        ("abcdwxyz", False),
        ("kqzvmwtr", False),
        ("kqzvmwtrxbn", False),
        ("kqzvmwtrxbny", True),
        ("Kqzvmwtr", False),
        ("Kqzvmwt7", True),
        ("kqzvmw7!", True),
        ("Kqzvmw!", False),
        ("Kqzvm7!", False),
        ("kq7!梧桐细雨", True),
        ("梧桐细雨到黄昏点点滴滴", False),
        ("", False),
    ],
)
def test_twelve_signs_or_eight_of_three_kinds(password: str, is_enough: bool) -> None:
    assert is_long_enough(password, length=12, mixed_length=8) is is_enough


def test_an_office_may_ask_for_more() -> None:
    assert not is_long_enough("kqzvmwtrxbny", length=16, mixed_length=10)
    assert not is_long_enough("Kqzvmwt7!", length=16, mixed_length=10)


def test_the_published_password_of_the_sample_is_refused_to_everybody() -> None:
    assert guessed_by(settings.SAMPLE_PASSWORD) is Kind.COMMON


def test_the_same_words_are_no_secret_of_their_owner_alone() -> None:
    assert guessed_by("xuanyuan-9k7", own=["xuanyuan-9k7"]) is Kind.OWN
    assert guessed_by("Vf7rjvIoQw", organization=["VF7RJVIOQW"]) is Kind.ORGANIZATION


@given(
    st.text(max_size=200),
    st.lists(st.text(max_size=20), max_size=3),
    st.lists(st.text(max_size=20), max_size=3),
)
def test_any_text_can_be_judged(password: str, own: list[str], organization: list[str]) -> None:
    reading = read(password, own=own, organization=organization)
    stretches = [(piece.starts_at, piece.ends_at) for piece in reading.pieces]
    assert stretches == sorted(stretches)
    assert all(start < end for start, end in stretches)
    assert 0 <= reading.free <= len(folded(password))
    kind = guessed_by(password, own=own, organization=organization)
    assert kind is None or (reading.free < FREE_SIGNS and reading.pieces)


@given(st.text(min_size=1, max_size=30), st.text(max_size=20))
def test_knowing_more_of_a_person_never_makes_a_password_better(password: str, word: str) -> None:
    assert read(password, own=[word]).free <= read(password).free


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20))
def test_capitals_and_full_width_hide_nothing(password: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in password)
    assert read(password).free == read(password.upper()).free == read(wide).free


def test_a_very_long_one_is_judged_at_once() -> None:
    began = time.process_time()
    guessed_by("aZ3!" * 1_000, own=["x" * 150], organization=ORGANIZATION)
    assert time.process_time() - began < 5
