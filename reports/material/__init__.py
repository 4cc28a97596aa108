"""Material of the office's editors: what was filed, searched, shown as cards, marked and scored."""
