"""What of targets is taken away as a workbook and brought back: indicators, the goals of a year, shares."""
