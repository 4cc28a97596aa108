"""A view as a brief: one or two pages of A4, PDF/A-2a and PDF/UA-1, for reading away from a screen."""
