"""Pages of the administration on which rows are only read. Knows no room, so every one may use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse


class ReadOnly:
    """Shows rows without letting anybody add, change or delete them."""

    def has_add_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Lead:
    """The way to a page on which something is done: its address, and what its button says."""

    url: str
    text: str


class Leads:
    """Says on a row's page why it is as it is, and leads to the pages on which it is changed (design R21)."""

    change_form_template: Any = "admin/leading_change_form.html"

    def leads_of(self, row: Any) -> Iterable[Lead]:
        """The ways on from a row."""
        raise NotImplementedError

    def standing_of(self, row: Any) -> str:
        """In a sentence, what may be changed here and what elsewhere."""
        raise NotImplementedError

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        if obj is not None:
            context |= {"leads": list(self.leads_of(obj)), "standing": self.standing_of(obj)}
        page: HttpResponse = super().render_change_form(  # type: ignore[misc] # beside a ModelAdmin
            request, context, *args, obj=obj, **kwargs
        )
        return page
