"""The fill-in workbook of a filing: written, and read back."""
