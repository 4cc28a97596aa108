"""The whole office's report as a document: the nation in the place of one organization."""
