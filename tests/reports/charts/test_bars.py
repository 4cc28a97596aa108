"""Counts as bars."""

import re

from reports.charts.bars import CountBar, bars_chart


def test_each_bar_says_its_number_and_leads_to_what_it_counts() -> None:
    markup = bars_chart(
        [CountBar("1 to 3 days", 4, "/a/"), CountBar("more", 0, "/b/")], title="Late", description="told"
    )
    assert re.findall(r'class="chart__value"[^>]*>(\d+)<', markup) == ["4", "0"]
    assert 'href="/a/"' in markup
    assert 'href="/b/"' not in markup
    assert "1 to 3 days</text>" in markup


def test_the_axis_has_no_halves() -> None:
    markup = bars_chart([CountBar("one", 1)], title="Late", description="told")
    assert not re.search(r">\d+\.\d+</text>", markup)


def test_without_any_there_is_no_drawing() -> None:
    assert bars_chart([CountBar("one", 0)], title="Late", description="told") == ""
