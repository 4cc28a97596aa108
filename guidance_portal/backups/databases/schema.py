"""What a database itself enforces and counts on, asked of the default connection."""

from django.db import connection

SQLITE_GUARDS = """
SELECT type || ' ' || name FROM sqlite_master
WHERE type <> 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""
POSTGRESQL_GUARDS = """
SELECT 'trigger ' || relname || '.' || tgname FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal
UNION SELECT 'constraint ' || relname || '.' || conname FROM pg_constraint
    JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype <> 'n' AND pg_class.relnamespace = current_schema::regnamespace
UNION SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = current_schema
"""
# The columns that a sequence numbers, with their sequence, quoted for the next question.
NUMBERED = """
SELECT format('%I.%I', table_space.nspname, numbered.relname), quote_ident(attname),
       format('%I.%I', sequence_space.nspname, sequence.relname)
FROM pg_depend
    JOIN pg_class sequence ON sequence.oid = objid AND sequence.relkind = 'S'
    JOIN pg_namespace sequence_space ON sequence_space.oid = sequence.relnamespace
    JOIN pg_class numbered ON numbered.oid = refobjid
    JOIN pg_namespace table_space ON table_space.oid = numbered.relnamespace
    JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
WHERE pg_depend.classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
ORDER BY 1
"""


def guards() -> tuple[str, ...]:
    """The names of triggers, constraints and indexes."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL_GUARDS if connection.vendor == "postgresql" else SQLITE_GUARDS)
        return tuple(sorted(name for (name,) in cursor.fetchall()))


def flaws() -> list[str]:
    """What does not fit together in a copy: rows that refer to nothing, numbers that would be given again."""
    return sequence_flaws() if connection.vendor == "postgresql" else sqlite_flaws()


def sqlite_flaws() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        return [
            f"row {row} of table {table} refers to a row of {parent} that is not there"
            for table, row, parent, _key in cursor.fetchall()
        ]


def sequence_flaws() -> list[str]:
    """Two queries a numbered column."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED)
        for table, column, sequence in cursor.fetchall():
            cursor.execute(f"SELECT max({column}) FROM {table}")  # noqa: S608 (quoted by the server)
            (highest,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value FROM {sequence}")  # noqa: S608 (quoted by the server)
            (last,) = cursor.fetchone()
            if highest is not None and highest > last:
                found.append(f"the numbers of {table} go on at {last}, but {highest} is given already")
    return found
