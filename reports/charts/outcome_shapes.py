"""The shape of each outcome on a mark: as in static/img/icons.svg, drawn out so that files have it too."""

from django.utils.safestring import SafeString

from targets.charts.svg import element

BOX = 24
PATHS = {
    "met": "M12 3a9 9 0 1 0 .01 0z M8 12.5l3 3 5.5-6.5",
    "on_track": "M3.5 17l6-6 4 4 7-8 M15 7h5.5v5.5",
    "at_risk": "M12 3.5L22 20.5H2z M12 10v4.5 M12 17.5v.01",
    "off_track": "M12 2.5l9.5 9.5-9.5 9.5L2.5 12z M9.2 9.2l5.6 5.6 M14.8 9.2l-5.6 5.6",
}


def outcome_shape(outcome: str, x: float, y: float, size: float, *, ink: str, css: str) -> SafeString:
    """The shape in a square of ``size`` with its upper left corner at ``x``, ``y``."""
    return element(
        "path",
        d=PATHS[outcome],
        css=css,
        transform=f"translate({x:g} {y:g}) scale({size / BOX:.3f})",
        fill="none",
        stroke=ink,
        stroke_width=2.4,
    )
