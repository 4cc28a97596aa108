"""Codes that stand on reports: how they are made, written, read and drawn."""
