"""Addresses that are made quickly are those that Django makes."""

import pytest
from django.urls import reverse, set_script_prefix
from django.utils.http import urlencode

from organizations.page_addresses import page_address, query_of

TEXTS = ["44-1", "a b", "x&y=z", "~._-", "", "专利 % + #", "“quoted”", "'single'", "a/b?c", "é"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_query_is_quoted_as_everywhere(text: str) -> None:
    pairs = [("period", "3"), ("of", text), (text or "empty", "yes")]
    assert query_of(pairs) == urlencode(pairs)
    assert query_of([]) == ""


def test_an_address_is_the_one_that_its_name_has() -> None:
    for code in ("CNIPA", "44", "44-1"):
        for _twice in range(2):
            assert page_address("reports:dashboard-of", code) == reverse("reports:dashboard-of", args=[code])
    assert page_address("tasks:review-queue") == reverse("tasks:review-queue")


def test_an_address_is_that_of_the_place_where_the_portal_is_served() -> None:
    plain = page_address("tasks:review-queue")
    set_script_prefix("/portal/")
    try:
        assert page_address("tasks:review-queue") == f"/portal{plain}"
    finally:
        set_script_prefix("/")
