"""Core's own pages."""
