"""How a name that stands in place of another's is written: 李四（代张三）."""

from django.utils.translation import pgettext


def acting_name(person: object, principal: object = "") -> str:
    """The name of who acted, with the one whom they stood in for, where there is one."""
    if not principal:
        return str(person)
    words = {"person": person, "principal": principal}
    return pgettext("a deputy and the one stood in for", "%(person)s for %(principal)s") % words
