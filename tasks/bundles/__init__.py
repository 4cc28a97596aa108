"""The fill-in workbooks of many filings at once: who may bring them, and how they are packed."""
