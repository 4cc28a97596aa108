"""Colours of marks on paper; the classes of the same name take over on the screen."""

STATUS = {
    "approved": "#17633a",
    "submitted": "#0a5f6e",
    "returned": "#a61f1b",
    "draft": "#465265",
}
# How an organization stands with a task, and each of its measures.
ANSWERS = {
    "completed": "#17633a",
    "in_progress": "#0a5f6e",
    "delayed": "#a61f1b",
    "not_started": "#8a96a5",
    "nil": "#814600",
    "no_data": "#ffffff",
}
HEAT = ("#edf1f6", "#d8e5f4", "#b5cfec", "#8cb4df", "#2b6cb4", "#123f77")
# From this step on, text on the mark is light.
DEEP_FROM = 4
EMPTY = "#ffffff"
DASHES = "3 3"
OUTCOMES = {
    "met": "#17633a",
    "on_track": "#0a5f6e",
    "at_risk": "#814600",
    "off_track": "#a61f1b",
}
