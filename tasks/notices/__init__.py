"""Notices: which message is due to whom on which day, in which words, and how it reaches them."""
