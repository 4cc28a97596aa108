"""From what a year comes to, to the report as a document: plain functions over plain values, no database."""
