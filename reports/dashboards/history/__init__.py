"""The history of one organization: its figures, filings and what reviewers said, over periods and years."""
