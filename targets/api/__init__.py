"""Indicators and targets over the API, read-only and within the person's scope."""
