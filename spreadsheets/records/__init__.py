"""Rows that a person takes away as a workbook, edits there and brings back: plain values and files."""
