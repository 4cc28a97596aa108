"""Material of the office's editors: what was filed, searched, shown as cards, marked for the report and scored."""
