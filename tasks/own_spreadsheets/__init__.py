"""Spreadsheets that organizations keep themselves: cells mapped to fields once, and read every period."""
