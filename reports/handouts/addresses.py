"""How an address asks for a file of a view, beside what it asks of the view."""

# The form; of its drawings or tables, which one.
OF_FILES = frozenset({"format", "chart", "table"})
