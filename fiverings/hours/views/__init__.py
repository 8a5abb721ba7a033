"""The pages of opening hours."""
