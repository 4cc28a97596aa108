"""Pages of the administration on which rows are only read. Knows no room, so every one may use it."""

from django.http import HttpRequest


class ReadOnly:
    """Shows rows without letting anybody add, change or delete them."""

    def has_add_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False
