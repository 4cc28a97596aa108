"""Organizations × indicators: who stands where on what, as a heat table and as a map."""
