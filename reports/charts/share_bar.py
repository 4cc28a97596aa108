"""How a whole is divided, as a bar small enough to stand in a cell."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe

from reports.charts.status_bar import Part

WIDTH, HEIGHT = 120, 10
STYLE = "share-bar"
FRAME = (
    f'<svg xmlns="http://www.w3.org/2000/svg" class="{STYLE}" aria-hidden="true"'
    f' viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
)


def share_bar(parts: Sequence[Part], colours: Mapping[str, str]) -> SafeString:
    """Parts side by side in proportion, without words: the cell says them. Empty without anything to divide.

    Put together by hand, because a table has hundreds: keys and colours are ours, the rest are numbers.
    """
    total = sum(part.count for part in parts)
    if not total:
        return SafeString("")
    marks, x = [], 0.0
    for part in parts:
        width = WIDTH * part.count / total
        if part.count:
            marks.append(
                f'<rect class="mark--{part.key}" x="{x:.2f}" y="0" width="{width:.2f}" height="{HEIGHT}"'
                f' fill="{colours[part.key]}"/>'
            )
        x += width
    return mark_safe(f"{FRAME}{''.join(marks)}</svg>")  # noqa: S308 (ours, as said above)
