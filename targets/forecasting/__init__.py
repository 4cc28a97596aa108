"""What is expected of the year's end."""
