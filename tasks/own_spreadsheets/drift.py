"""What is said where a spreadsheet differs from the one that was mapped: never is it read by guess."""

from django.utils.translation import gettext as _

from tasks.line_imports.edits import Finding, Place, Weight


def sheet_gone(title: str) -> Finding:
    return Finding(
        _(
            "The sheet “%(sheet)s” is not in the file: it was renamed or deleted. Give it its name again, or "
            "map the spreadsheet anew."
        )
        % {"sheet": title}
    )


def head_gone(head: str, sheet: str) -> Finding:
    return Finding(
        _(
            "No column of the sheet “%(sheet)s” is headed “%(head)s” any more. Give it its head again, or "
            "map the column anew."
        )
        % {"head": head, "sheet": sheet}
    )


def head_changed(head: str, now: str, place: Place) -> Finding:
    """The words are the same, but for what stands in brackets: mostly a unit."""
    return Finding(
        _(
            "The head “%(head)s” now reads “%(now)s”: if the unit is another, the numbers are too. Check it, "
            "and map the column anew."
        )
        % {"head": head, "now": now},
        place,
    )


def stands_twice(text: str, places: list[Place]) -> Finding:
    return Finding(
        _(
            "“%(text)s” stands in the sheet more than once (%(places)s), so that it is not known which one "
            "counts. Word them differently, or map the cell by its place."
        )
        % {"text": text, "places": "、".join(str(place) for place in places[:4])},
        places[0],
    )


def key_gone(key: str, sheet: str) -> Finding:
    return Finding(
        _(
            "No row of the sheet “%(sheet)s” begins with “%(key)s” any more. Give it its name again, or map "
            "the row anew."
        )
        % {"key": key, "sheet": sheet}
    )


def label_changed(was: str, now: str, place: Place) -> Finding:
    return Finding(
        _(
            "Beside this cell stood “%(was)s” when it was mapped, and now “%(now)s”: rows or columns have "
            "probably moved. Map the cell anew."
        )
        % {"was": was or "–", "now": now or "–"},
        place,
    )


def merged(place: Place) -> Finding:
    return Finding(
        _("The cell is merged with others, so that it is not known what it belongs to. Unmerge the cells."),
        place,
    )


def not_asked(place: Place) -> Finding:
    return Finding(
        _("The filing has no such line in this period: the cell was left out."), place, Weight.NOTE
    )


def unit_changed(was: str, now: str, place: Place) -> Finding:
    """No error: people may know better than their sheet which unit its numbers have."""
    return Finding(
        _(
            "The sheet states the unit %(now)s here, and it is read as %(was)s, as it was mapped: if the unit"
            " is another now, map it anew."
        )
        % {"was": was, "now": now},
        place,
        Weight.NOTE,
    )


def moved(was: str, place: Place) -> Finding:
    return Finding(
        _("The cell stood at %(was)s when it was mapped; it was found here by its head and its key.")
        % {"was": was},
        place,
        Weight.NOTE,
    )


def several_cities(text: str, place: Place) -> Finding:
    return Finding(
        _(
            "“%(text)s” may be several of your organizations: write the full name or the code of the one that"
            " is meant."
        )
        % {"text": text},
        place,
    )


def unknown_city(text: str, place: Place) -> Finding:
    return Finding(
        _("“%(text)s” names no city whose filing you may fill in: the row was left out.") % {"text": text},
        place,
        Weight.NOTE,
    )
