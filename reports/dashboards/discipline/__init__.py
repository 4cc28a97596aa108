"""Filing discipline by period and organization, over years: what its view shows."""
