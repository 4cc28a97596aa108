"""Spreadsheets that come in and go out, as plain values: no database, no portal."""
