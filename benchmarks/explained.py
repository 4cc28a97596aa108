"""How many rows PostgreSQL goes through for what it is asked: of each question the plan as carried out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

DISCARDED = ("Rows Removed by Filter", "Rows Removed by Index Recheck", "Rows Removed by Join Filter")
# How a server goes about tables of some thousand rows, all of which it rather reads than looks one up.
WAYS_OF_SMALL_TABLES = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")
# Indexes that only find places in a table, whose rows the node above counts.
PLACES = "Bitmap Index Scan"


@dataclass(slots=True)
class Asked:
    """The statements of a request in their order, each with what it was given."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    def noting(self, execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        """Note a statement and carry it out: what ``connection.execute_wrapper`` takes."""
        self.statements.append((sql, params))
        return execute(sql, params, many, context)

    @property
    def questions(self) -> list[tuple[str, Any]]:
        """Those that read, and nothing else."""
        return [asked for asked in self.statements if asked[0].lstrip("( ").upper().startswith("SELECT")]


@contextmanager
def statements_noted() -> Iterator[Asked]:
    """What is asked of the database until the block ends."""
    asked = Asked()
    with connection.execute_wrapper(asked.noting):
        yield asked


def rows_scanned(asked: Asked, *, is_small: bool = False) -> int | None:
    """How many rows the server goes through for all that was asked: those that were found and those that
    were looked at in vain; None where the database does not tell.

    In a portal that ``is_small`` the server would rather read a whole table, or all of an index, than look up
    row after row. There it is told not to, so that it goes about it as in a large one.
    """
    if connection.vendor != "postgresql":
        return None
    return sum(scanned_in(plan_of(*question, is_small=is_small)) for question in asked.questions)


def plan_of(sql: str, params: Any, *, is_small: bool) -> dict[str, Any]:
    """The plan of one question as it was carried out. What it locks is free again afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        if is_small:
            for way in WAYS_OF_SMALL_TABLES:
                cursor.execute(f"SET LOCAL {way} TO off")
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        (told,) = cursor.fetchone()
    plan: dict[str, Any] = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return plan


def scanned_in(plan: dict[str, Any]) -> int:
    """The rows that the scans of a plan went through."""
    beneath = sum(scanned_in(part) for part in plan.get("Plans", ()))
    if "Scan" not in plan["Node Type"] or plan["Node Type"] == PLACES:
        return beneath
    each = plan["Actual Rows"] + sum(plan.get(name, 0) for name in DISCARDED)
    return beneath + int(each * plan["Actual Loops"])
