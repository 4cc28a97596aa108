"""The lists of pages as tables for files: the same rows, in the same order and the same words."""
