"""Environment variables as values of their types, those that ``.env`` sets behind those of the process.

Every command reads them before anything else, so this loads next to nothing.
"""

import builtins
import datetime as dt
import os
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import django_cache_url
from django.core.exceptions import ImproperlyConfigured

type Text = str
type Texts = list[str]
type Whole = int
type Switch = bool

ON = frozenset({"t", "T", "true", "True", "TRUE", "on", "On", "ON", "y", "Y", "yes", "Yes", "YES", "1"})
OFF = frozenset({"f", "F", "false", "False", "FALSE", "off", "Off", "OFF", "n", "N", "no", "No", "NO", "0"})


class Environment:
    """What the environment sets; each method raises ``ImproperlyConfigured`` with one sentence that names the
    variable where its value does not fit. ``names`` are those of the variables that were asked for."""

    def __init__(self, file: Path) -> None:
        if file.is_file():
            from dotenv import load_dotenv  # noqa: PLC0415 (most servers have no such file)

            load_dotenv(file)
        self.names: set[Text] = set()

    def str(self, name: Text, default: Text) -> Text:
        return self._value(name, default, builtins.str, "")

    def int(self, name: Text, default: Whole) -> Whole:
        return self._value(name, default, builtins.int, "Not a valid integer.")

    def bool(self, name: Text, default: Switch) -> Switch:
        return self._value(name, default, switch, "Not a valid boolean.")

    def decimal(self, name: Text, default: Decimal) -> Decimal:
        return self._value(name, default, number, "Not a valid number.")

    def date(self, name: Text, default: dt.date | None = None) -> dt.date | None:
        return self._value(name, default, dt.date.fromisoformat, "Not a valid date.")

    def list(self, name: Text, default: Texts) -> Texts:
        """Texts between commas; none in an empty value."""
        return self._value(name, default, lambda value: value.split(",") if value else [], "")

    def dj_cache_url(self, name: Text, default: Text) -> dict[Text, Any]:
        """The address of a cache as Django's settings have it."""
        url = self.str(name, default)
        try:
            found: dict[Text, Any] = django_cache_url.parse(url)
        except Exception as error:  # it raises what comes along
            raise refusal(name, builtins.str(error)) from error
        return found

    def _value[Value](
        self, name: Text, default: Value, read: Callable[[Text], Value], problem: Text
    ) -> Value:
        self.names.add(name)
        value = os.environ.get(name)
        if value is None:
            return default
        try:
            return read(value)
        except (ValueError, InvalidOperation) as error:
            raise refusal(name, problem) from error


def refusal(name: Text, problem: Text) -> ImproperlyConfigured:
    return ImproperlyConfigured(f'Environment variable "{name}" invalid: {problem}')


def switch(value: Text) -> Switch:
    """Raises ``ValueError`` for what is neither on nor off."""
    if value not in ON | OFF:
        raise ValueError(value)
    return value in ON


def number(value: Text) -> Decimal:
    """Raises ``ValueError`` for what is not finite."""
    found = Decimal(value)
    if not found.is_finite():
        raise ValueError(value)
    return found
