"""The whole office's year out of the years of the organizations that report to it (design R17)."""
