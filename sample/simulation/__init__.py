"""A simulated portal of any size: the whole reporting tree, years of guidances, and every filing's way."""
