"""Handing in annual reports: who has, who has not, in which form, and when (Guidance, part three)."""
