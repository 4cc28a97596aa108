"""What the database itself refuses, whoever writes: by the name of the constraint."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, models, transaction


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    """What is done inside is refused by the constraint of this name; SQLite names the columns of a unique
    one instead."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        yield
    if "UNIQUE constraint failed" not in str(refused.value):
        assert name in str(refused.value)


def constraints_of(*declaring: type[models.Model]) -> set[str]:
    """The names of all constraints that some models declare."""
    declared = [each for model in declaring for each in model._meta.constraints]
    return {each.name for each in declared if isinstance(each, models.BaseConstraint)}
