"""States in cells: a word with its sign and colour, as ``components/state_pill.html`` shows them."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.data_tables.values import Cell

SIGN = '<svg class="icon icon--{0}{1}" aria-hidden="true" focusable="false"><use href="{2}#{0}"></use></svg>'


@cache
def pill(state: str, label: str) -> SafeString:
    """A state by its key, which names its icon and colour, in the words of ``label``. Kept, because a table
    has few states and many cells; labels are those of states, never what somebody typed."""
    return format_html('<span class="pill pill--{}">{}{}</span>', state, sign(state), label)


@cache
def sign(name: str, css: str = "") -> SafeString:
    """One drawing of static/img/icons.svg by its id there, with further classes ``css``; always beside a word
    and therefore hidden from screen readers. Kept, because names and classes are ours and few."""
    return format_html(SIGN, name, f" {css}" if css else "", sprite())


@cache
def sprite() -> str:
    """Where the icons are."""
    return static("img/icons.svg")


def pill_cell(state: str, label: object, *, order: int | None = None, href: str = "") -> Cell:
    """A cell that is a state; ``order`` is its place among the others where the column is sorted."""
    drawn = pill(state, str(label))
    linked = format_html('<a href="{}">{}</a>', href, drawn) if href else drawn
    return Cell(str(label), drawing=linked, is_drawn=True, state=state, order=order)
