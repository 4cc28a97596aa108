"""Checking a copy of a report: by its code, by its bytes, and by what it carries (design R16)."""
