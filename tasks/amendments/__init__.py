"""What a plan in force says, what an amendment changes in it, and whom it reaches."""
