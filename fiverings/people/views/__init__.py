"""The pages about ourselves."""
