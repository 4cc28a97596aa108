"""How many rows a simulation has written, in whatever table."""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import Model

APPS = ("organizations", "tasks", "targets")


class RowCount:
    """What every table holds before; one query for each."""

    def __init__(self) -> None:
        self.before = {model: model._default_manager.count() for model in self.models()}

    def models(self) -> list[type[Model]]:
        return [model for name in APPS for model in apps.get_app_config(name).get_models()]

    def since(self, counted: Mapping[type[Model], int]) -> int:
        """How many rows there are more; of the models in ``counted`` it says how many, so that millions need
        not be counted again."""
        others = [model for model in self.before if model not in counted]
        added = [model._default_manager.count() - self.before[model] for model in others]
        return sum(counted.values()) + sum(added)
