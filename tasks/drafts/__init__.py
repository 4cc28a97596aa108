"""What a draft of a plan says, what is open in it, and what publishing it brings."""
