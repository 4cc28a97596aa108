"""Getting on with a database that does not answer: it restarts, is locked for long, or is out of reach."""

from django.db import DatabaseError, InterfaceError, OperationalError, connection


def is_connection_trouble(error: BaseException) -> bool:
    """Whether an error came from the way to the database, not from what was asked of it (one query at most).

    PostgreSQL's driver has plain errors as well for a connection that breaks in the middle of an answer.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, DatabaseError) and not connection.is_usable()


def drop_connection() -> None:
    """Close this thread's connection; the next query opens a new one."""
    connection.close()
