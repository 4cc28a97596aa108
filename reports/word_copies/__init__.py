"""A report's text as a Word document to work on, and what comes back of it: read, matched, weighed."""
