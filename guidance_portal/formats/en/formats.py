"""Dates as the office writes them."""

DATE_FORMAT = "Y-m-d"
