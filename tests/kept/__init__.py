"""Filled databases of earlier days, that come through every change with the same figures (README)."""
