"""Filings as they stand: who files, on time or late, how far the work is, what waits for whom."""
