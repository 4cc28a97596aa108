"""Two annual reports side by side: which ones, and what the page shows of them."""
