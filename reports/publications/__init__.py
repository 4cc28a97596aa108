"""The office's report published to everybody in the portal: which version, its files, and who reads it."""
