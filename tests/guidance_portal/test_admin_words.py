"""The back office in the Chinese of an office, where Django's own catalog has other words."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from guidance_portal.admin_words import CLUMSY, LACKING
from tests.world import World


@pytest.fixture
def chinese(world: World) -> Client:
    client = Client()
    client.force_login(world.administrator)
    return client


@pytest.mark.parametrize(
    ("address", "said", "unsaid"),
    [
        ("admin:index", ["最近操作", "暂无记录"], ["最近动作", "无可选的", "型号"]),
        (
            "admin:organizations_user_changelist",
            ["用户列表", "按角色", "新增用户"],
            ["来修改", "以 角色", "动作"],
        ),
        ("admin:organizations_user_add", ["新增用户"], ["增加 用户", "增加另一个"]),
    ],
)
def test_pages_speak_naturally(
    world: World, chinese: Client, address: str, said: list[str], unsaid: list[str]
) -> None:
    page = chinese.get(reverse(address)).content.decode()
    assert [words for words in said if words not in page] == []
    assert [words for words in unsaid if words in page] == []


def test_all_of_them_have_chinese_of_their_own() -> None:
    with translation.override("zh-hans"):
        assert [words for words in (*LACKING, *CLUMSY) if gettext(words) == words] == []
        assert ngettext("%(counter)s result", "%(counter)s results", 3) == "%(counter)s 条结果"
