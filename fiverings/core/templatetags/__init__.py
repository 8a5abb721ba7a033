"""Words that templates use: what the house looks like, and how it tells the time."""
