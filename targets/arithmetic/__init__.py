"""The rules of figures as plain arithmetic over plain values, without a database."""
