"""Pages of the front room."""
