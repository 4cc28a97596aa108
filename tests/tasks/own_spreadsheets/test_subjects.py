"""The fields that a spreadsheet may answer, with their words."""

import pytest
from django.utils.translation import override

from targets.forms.measurement import ratio_fields, value_field
from targets.models import Indicator
from tasks.own_spreadsheets.subjects import unit_of

PLEDGE = Indicator(name="质押融资规模", unit="亿元", english_unit="100 million yuan")
GROWTH = Indicator(
    form=Indicator.Form.GROWTH,
    numerator_name="惠及企业数（家）",
    english_numerator_name="Enterprises",
    denominator_name="上年同期",
)


@pytest.mark.parametrize(("language", "unit"), [("zh-hans", "亿元"), ("en", "100 million yuan")])
def test_a_field_has_the_unit_that_its_page_shows(language: str, unit: str) -> None:
    with override(language):
        assert unit_of(value_field(PLEDGE)["value"]) == unit


def test_a_unit_that_the_label_says_or_no_page_is_not_said_beside_it() -> None:
    with override("zh-hans"):
        assert unit_of(ratio_fields(GROWTH)["numerator"]) == ""
    with override("en"):
        assert unit_of(ratio_fields(GROWTH)["numerator"]) == ""
    assert unit_of(ratio_fields(GROWTH)["denominator"]) == ""
