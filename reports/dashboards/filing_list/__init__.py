"""The filings that a dashboard counts, one by one: the view to which its counts lead."""
