"""Template tags of the whole portal."""

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, cast

from django import template
from django.core.paginator import Page
from django.template.base import NodeList, Parser, TextNode, Token
from django.utils.safestring import SafeString

from reports.data_tables.pills import sign

LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")

register = template.Library()


class TightNode(template.Node):
    """What ``tight`` has drawn together."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        return self.nodelist.render(context)


@register.tag
def tight(parser: Parser, _token: Token) -> TightNode:
    """Draw the lines up to ``endtight`` together, as if no break stood between them.

    For markup in which a blank would show. Within an element's tag a break parts attributes, so it becomes a
    blank. Only what is written in this template is drawn together, never values, translations or includes.
    """
    nodes = parser.parse(("endtight",))
    parser.delete_first_token()
    is_in_tag = False
    for node in cast("list[TextNode]", nodes.get_nodes_by_type(TextNode)):
        first, *lines = LINE_BREAK.split(node.s)
        node.s = first
        is_in_tag = ends_in_tag(first, before=is_in_tag)
        for line in lines:
            node.s += f" {line}" if is_in_tag else line
            is_in_tag = ends_in_tag(line, before=is_in_tag)
    return TightNode(nodes)


def ends_in_tag(markup: str, *, before: bool) -> bool:
    """Whether a stretch of markup ends within an element's tag; ``before``: whether it begins in one."""
    opened, closed = markup.rfind("<"), markup.rfind(">")
    return before if opened == closed else opened > closed


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under ``key``; None without one."""
    return mapping.get(key)


@register.simple_tag
def way(*steps: object) -> list[dict[str, str]]:
    """The way to a page, labels and addresses in turns: ``{% way "Filings" filings_url filing as crumbs %}``.
    The page itself comes last, without an address."""
    labels, urls = steps[::2], steps[1::2]
    return [{"label": str(label), "url": str(url)} for label, url in zip_longest(labels, urls, fillvalue="")]


@register.simple_tag
def near_pages(page: Page[Any]) -> list[int | None]:
    """The pages of a list that one goes to from this one: the first, the last and the two on either side.
    None stands for those between, of which there may be thousands."""
    pages = page.paginator
    near = pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in near]


@register.simple_tag
def icon(name: object, css: str = "") -> SafeString:
    """A drawing beside a word, by its id in static/img/icons.svg: ``{% icon "warning" %}``. A blank stands on
    either side, as markup beside words has it."""
    return SafeString(f" {sign(str(name), css)} ")


@register.filter
def slugify_path(path: str) -> str:
    """A section's path as an anchor: ``二/三`` becomes ``二-三``."""
    return path.replace("/", "-")
