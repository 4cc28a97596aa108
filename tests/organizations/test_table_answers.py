"""Files of lists: in the language of the request though it is over, never whole where they broke off, and
read from the database some rows at a time."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from organizations.models import User
from organizations.row_batches import RowBatches
from organizations.table_answers import told
from tests.factories import UserFactory


def words() -> Iterator[bytes]:
    yield gettext("Status").encode()
    yield gettext("Status").encode()


def failing() -> Iterator[bytes]:
    yield b"first"
    raise RuntimeError("the database went away")


def test_a_file_is_in_the_language_of_its_request() -> None:
    with override("zh-hans"):
        pieces = told(words(), "zh-hans", "x.csv")
    with override("en"):
        assert [piece.decode() for piece in pieces] == ["状态", "状态"]
        assert gettext("Status") == "Status"


def test_a_fault_in_the_middle_ends_the_answer_and_is_on_record(caplog: pytest.LogCaptureFixture) -> None:
    pieces = told(failing(), "en", "x.csv")
    assert next(pieces) == b"first"
    with caplog.at_level(logging.ERROR), pytest.raises(RuntimeError):
        next(pieces)
    assert "x.csv broke off" in caplog.text


def people(count: int) -> None:
    for number in range(count):
        UserFactory(username=f"t{number:03}")


@pytest.mark.django_db
def test_rows_come_in_the_order_of_the_queryset_a_query_for_each_batch() -> None:
    people(23)
    ordered = User.objects.order_by("-username")
    with CaptureQueriesContext(connection) as asked:
        batches = RowBatches(ordered, size=10)
        found = list(batches.rows())
    assert found == list(ordered)
    assert len(batches) == len(found)
    assert len(asked) == 1 + -(-len(found) // 10)


@pytest.mark.django_db
def test_a_row_that_fits_no_more_is_left_out() -> None:
    people(3)
    batches = RowBatches(User.objects.filter(username__startswith="t").order_by("username"))
    User.objects.filter(username="t001").update(username="u001")
    assert [row.username for row in batches.rows()] == ["t000", "t002"]
