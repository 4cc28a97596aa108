"""Turns that transactions take by a name, where a locked row would stand in the way of those who need it."""

import hashlib

from django.db import connection


def take_turn(name: str, pk: int) -> None:
    """Let whoever asks for the same turn wait until this transaction ends (one query on PostgreSQL). SQLite
    lets one transaction write at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number_of(name, pk)])


def number_of(name: str, pk: int) -> int:
    """The number by which PostgreSQL knows a turn: eight bytes with a sign."""
    digest = hashlib.sha256(f"{name}:{pk}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
