"""Two periods, two years, or chosen organizations side by side."""
