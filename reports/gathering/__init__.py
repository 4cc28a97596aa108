"""From the database to what a year comes to (``reports.snapshot.year``): approved filings, read joined."""
