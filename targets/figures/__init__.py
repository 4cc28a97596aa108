"""What filings come to: the one query layer of figures."""
