"""Spreadsheets from strangers: what they are, read within limits, as plain values."""
