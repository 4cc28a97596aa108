"""A report as PDF/A-2a and PDF/UA-1, set by typst on the page of GB/T 9704-2012."""
