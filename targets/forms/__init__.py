"""The shapes of what people enter about targets."""
