"""What tables for spreadsheets are made of."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

type Text = str | Promise


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the decimals it is shown with."""

    value: Decimal
    decimals: int = 0


type Value = Text | Number | int | bool | dt.date | dt.datetime | None
type Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names it in JSON, ``title`` heads it in a workbook; ``width`` is in characters."""

    key: str
    title: Text
    width: int = 14
