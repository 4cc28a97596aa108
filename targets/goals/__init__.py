"""From a document's goal to a target."""
