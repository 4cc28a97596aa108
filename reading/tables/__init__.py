"""Tables among the lines of a document: found, read as duties, laid out as text that is read, led back."""
