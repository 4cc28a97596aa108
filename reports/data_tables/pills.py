"""States in cells: a word with its sign and colour, as ``components/state_pill.html`` shows them."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.data_tables.values import Cell


@cache
def pill(state: str, label: str) -> SafeString:
    """A state by its key, which names its icon and colour, in the words of ``label``. Kept, because a table
    has few states and many cells; labels are those of states, never what somebody typed."""
    return format_html('<span class="pill pill--{}">{}{}</span>', state, sign(state), label)


def sign(name: str) -> SafeString:
    """An icon by its name, which stands beside a word."""
    return format_html(
        '<svg class="icon icon--{0}" aria-hidden="true" focusable="false"><use href="{1}#{0}"></use></svg>',
        *(name, sprite()),
    )


@cache
def sprite() -> str:
    """Where the icons are."""
    return static("img/icons.svg")


def pill_cell(state: str, label: object, *, order: int | None = None, href: str = "") -> Cell:
    """A cell that is a state; ``order`` is its place among the others where the column is sorted."""
    drawn = pill(state, str(label))
    linked = format_html('<a href="{}">{}</a>', href, drawn) if href else drawn
    return Cell(str(label), drawing=linked, is_drawn=True, state=state, order=order)
