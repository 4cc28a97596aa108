"""What an amendment to a plan in force means for those who answer it."""
