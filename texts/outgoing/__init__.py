"""A gate for each format that text leaves in: what it can carry, its escapes, lengths and formula signs.

What cannot be carried is replaced by � or cut with a note that says so, never left out silently.
"""
